import type { Named } from './columnNames';
import type { Role } from './columns';

/** What a user calls the things that a column may hold, and what they are here. */
const COLUMNS = {
  code: 'procedure',
  codeSystem: 'codeType',
  modifiers: 'modifier',
  units: 'units',
  unit: 'unit',
  charge: 'charge',
  from: 'from',
  to: 'to',
  placeOfService: 'place',
  diagnosisPointers: 'pointers',
  diagnoses: 'diagnosis',
  lineDiagnoses: 'lineDiagnosis',
  revenue: 'revenue',
  line: 'number',
  description: 'description',
  claim: 'claim',
  claimCharge: 'claimCharge',
  claimFrom: 'claimFrom',
  claimTo: 'claimTo',
  billType: 'billType',
  frequency: 'frequency',
  patient: 'patient',
  patientName: 'patientName',
  birthDate: 'birth',
  renderingProvider: 'rendering',
  billingProvider: 'billing',
  payer: 'payer',
  filingIndicator: 'filing',
  ignore: 'ignored',
} as const satisfies Record<string, Role>;

/** The keys of the setting. */
export const CSV_COLUMNS = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];

/** Names of columns of the user's own, by what they hold; several of a kind in the order in which they count. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

export interface OwnColumns {
  /** The names of procedure columns, in capitals. */
  readonly codes: readonly string[];
  named(header: string): Named | undefined;
}

export const NO_OWN: OwnColumns = { codes: [], named: () => undefined };

export function ownColumns(columns: ColumnNames): OwnColumns {
  const byName = new Map<string, Named>();
  for (const key of CSV_COLUMNS) {
    const names = columns[key] ?? [];
    names.forEach((name, index) => {
      byName.set(plain(name), { role: COLUMNS[key], rank: 0, first: names.length > 1 ? index + 1 : undefined });
    });
  }
  if (byName.size === 0) return NO_OWN;
  return { codes: (columns.code ?? []).map(plain), named: (header) => byName.get(plain(header)) };
}

/** Names are compared without regard to case and to blanks around and between their words. */
function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase();
}
