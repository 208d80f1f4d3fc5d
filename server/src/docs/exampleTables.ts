import { type Codes, type Edition, starterCodes } from '../service';

/** Rows of the HCPCS Level II file of 2019: codes, last day, what took the place of one. */
const HCPCS_2019: Readonly<Record<string, { readonly deleted?: number; readonly replacement?: string }>> = {
  C9014: { deleted: 20181231, replacement: 'J0567' },
  J0567: {},
  J1885: {},
};

/** Rows of the ICD-10-CM order file of fiscal year 2026: whether a code is valid for submission. */
const ICD10CM_2026: Readonly<Record<string, boolean>> = { M54: false, M545: false, M5450: true, M5451: true };

/** The starter tables with a few rows of those that a user imports, for examples that only these make a finding of. */
export function exampleCodes(): Codes {
  const starter = starterCodes();
  const hcpcs = edition('HCPCS', '2019', 20190101);
  const icd10 = edition('ICD-10-CM', '2026', 20251001);
  const isOfYear = (on: number | undefined) => on === undefined || on >= hcpcs.effectiveFrom;
  const diagnoses = Object.entries(ICD10CM_2026).map(([code, billable]) => {
    return { code, billable, description: '', brief: '', edition: icd10 };
  });
  const icd10On = (on: number | undefined) => on === undefined || on >= icd10.effectiveFrom;
  return {
    ...starter,
    procedures: {
      ...starter.procedures,
      get: (code) => {
        const row = HCPCS_2019[code];
        return row ? { code, description: '', edition: hcpcs, ...row } : starter.procedures.get(code);
      },
      covers: (codeClass, on) => (codeClass === 'HCPCS Level II' && isOfYear(on) ? hcpcs : undefined),
      isListed: (code) => code in HCPCS_2019 && HCPCS_2019[code]?.deleted === undefined,
    },
    diagnoses: {
      coverage: 'complete',
      editions: [icd10],
      editionOn: (on) => (icd10On(on) ? icd10 : undefined),
      get: (code, on) =>
        icd10On(on) ? diagnoses.find((row) => row.code === code.replace('.', '').toUpperCase()) : undefined,
      search: (query, limit) => diagnoses.filter(({ code }) => code.startsWith(query)).slice(0, limit),
    },
  };
}

function edition(table: string, name: string, effectiveFrom: number): Edition {
  return { table, edition: name, effectiveFrom, publisher: 'CMS', source: 'rows chosen for examples', rows: 0 };
}
