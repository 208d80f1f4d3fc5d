import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCodes } from '../../server/src/import/codeStore';
import { packCode } from '../../server/src/import/packCode';
import type {
  AocRow,
  CptRow,
  HcpcsRow,
  MpfsRow,
  MueRow,
  OppsRow,
  PtpRow,
  TableEdition,
} from '../../server/src/import/rows';
import type { ImportRow, PtpBatch } from '../../server/src/import/sink';
import { storedFiles } from '../../server/src/import/store/folder';
import { readWhole } from '../../server/src/import/store/readFile';
import { rowsOf } from '../../server/src/import/store/readRows';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { isProblem } from '../../server/src/service/codes/compiled/header';
import { starterCodes } from '../../server/src/service/codes/starter';
import type { Codes } from '../../server/src/service/codes/tables';

/** Runs with a folder of its own that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'claim-lens-store-'));
  try {
    return await work(join(folder, 'codes'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const TODAY = 20261123;

/** One import of whole tables. */
export async function importRows(folder: string, ...tables: readonly [TableEdition, readonly ImportRow[]][]) {
  const writer = createStoreWriter(folder, { today: TODAY });
  for (const [edition, rows] of tables) {
    const sink = writer.begin(edition);
    if (rows.length) sink.rows(rows);
    sink.end();
  }
  return writer.commit();
}

/** Every row in a store, by file name. */
export function storedRows(folder: string): Record<string, ImportRow[]> {
  return Object.fromEntries(
    storedFiles(folder).map((file) => {
      const data = readWhole(file);
      if (isProblem(data)) throw new Error(`${file.name}: ${data.reason}`);
      return [file.name, [...rowsOf(data)]];
    }),
  );
}

export function edition(table: TableEdition['table'], more: Partial<TableEdition> = {}): TableEdition {
  return { table, edition: '2026Q3', effectiveFrom: 20260701, source: `${table}.txt`, ...more };
}

export function ptp(column1: string, column2: string, more: Partial<PtpRow> = {}): PtpRow {
  return {
    column1,
    column2,
    priorTo1996: false,
    effective: 20200101,
    deleted: undefined,
    indicator: 1,
    rationale: 'Mutually exclusive procedures',
    ...more,
  };
}

/** Rows as the importers hand them over by columns. */
export function batchOf(rows: readonly PtpRow[]): PtpBatch {
  const rationales = [...new Set(rows.map((row) => row.rationale))];
  return {
    length: rows.length,
    column1: Uint32Array.from([...rows.map((row) => packCode(row.column1)), 0, 0]),
    column2: Uint32Array.from([...rows.map((row) => packCode(row.column2)), 0, 0]),
    effective: Uint32Array.from(rows, (row) => row.effective),
    deleted: Uint32Array.from(rows, (row) => row.deleted ?? 0),
    indicator: Uint8Array.from(rows, (row) => row.indicator),
    priorTo1996: Uint8Array.from(rows, (row) => (row.priorTo1996 ? 1 : 0)),
    rationale: Uint16Array.from(rows, (row) => rationales.indexOf(row.rationale)),
    rationales,
  };
}

export function mue(code: string, units: number): MueRow {
  return { code, units, mai: 2, rationale: 'CMS Policy' };
}

export function opps(code: string, statusIndicator: string, shortDescription = `Made up ${code}`): OppsRow {
  return { code, shortDescription, statusIndicator, apc: '', relativeWeight: undefined, paymentRate: undefined };
}

export function aoc(addOn: string, primary: string, more: Partial<AocRow> = {}): AocRow {
  return {
    type: 1,
    addOn,
    addOnDeleted: undefined,
    primary,
    primaryDeleted: undefined,
    effective: 20130401,
    deleted: undefined,
    notes: '',
    ...more,
  };
}

export function hcpcs(code: string, more: Partial<HcpcsRow> = {}): HcpcsRow {
  return {
    code,
    modifier: code.length === 2,
    longDescription: `Made-up long text of ${code}`,
    shortDescription: `Short ${code}`,
    pricing: ['00'],
    multiplePricing: '',
    coverage: 'C',
    crossReferences: [],
    betos: 'Z2',
    typeOfService: ['9', 'P'],
    statute: '',
    added: 19950101,
    actionEffective: 19950101,
    terminated: undefined,
    action: 'N',
    ...more,
  };
}

export function cpt(code: string, more: Partial<CptRow> = {}): CptRow {
  return { code, long: `Made-up service number ${code}`, medium: `MADE-UP ${code}`, ...more };
}

export function mpfs(code: string, more: Partial<MpfsRow> = {}): MpfsRow {
  return {
    code,
    modifier: '',
    description: `Mu ${code}`,
    status: 'A',
    notUsedForMedicare: '',
    workRvu: 1.25,
    nonFacilityPeRvu: 0,
    nonFacilityNa: false,
    facilityPeRvu: undefined,
    facilityNa: true,
    mpRvu: 0.07,
    nonFacilityTotal: 3.33,
    facilityTotal: 2.1,
    pctc: '0',
    globalDays: '010',
    preOp: 0.1,
    intraOp: 0.8,
    postOp: 0.1,
    multiple: '2',
    bilateral: '1',
    assistant: '1',
    cosurgeon: '0',
    team: '0',
    endoBase: '',
    conversionFactor: 32.3465,
    supervision: '09',
    calculationFlag: '0',
    imagingFamily: '99',
    oppsNonFacilityPe: 0,
    oppsFacilityPe: 0,
    oppsMp: 0,
    ...more,
  };
}

/** The codes of a store with these tables over the starter's. */
export async function codesOf(
  tables: Parameters<typeof importRows>[1][],
  use: (codes: Codes, folder: string) => void,
): Promise<void> {
  await inFolder(async (folder) => {
    await importRows(folder, ...tables);
    use(openCodes(folder, starterCodes()), folder);
  });
}
