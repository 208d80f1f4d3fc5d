import { performance } from 'node:perf_hooks';
import { packCode } from '../../server/src/import/packCode';
import type { MpfsRow, TableEdition } from '../../server/src/import/rows';
import { type ImportRow, type ImportSink, PAIRS_A_BATCH } from '../../server/src/import/sink';
import { createStoreWriter } from '../../server/src/import/store/writer';
import type { Day } from '../../server/src/service/model/date';

/** Tables as large as the publishers', of made-up rows: what a release has in rows, codes, dates and lengths of text. */
export const PTP_ROWS = { practitioner: 2_633_389, outpatient: 1_868_882 } as const;
const PTP_CODES = { practitioner: 13_047, outpatient: 12_668 } as const;
export const ICD_COUNT = 97_584;

/** The same numbers each time. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 20,700 codes in the shapes of CPT and HCPCS, about as many of each class as there are, and those that are given. */
export function procedureCodes(known: Iterable<string> = []): string[] {
  const codes: string[] = [];
  const add = (count: number, step: number, start: number, text: (number: number) => string) => {
    for (let i = 0; i < count; i++) codes.push(text(start + i * step));
  };
  const four = (number: number) => String(number).padStart(4, '0');
  add(9_800, 10, 100, (number) => String(number).padStart(5, '0'));
  add(565, 12, 1, (number) => `${four(number)}F`);
  add(607, 16, 42, (number) => `${four(number)}T`);
  add(630, 1, 1, (number) => `${four(number)}U`);
  for (const letter of 'ABCEGHJKLMPQRSTV') add(530, 17, 10, (number) => `${letter}${four(number)}`);
  return [...new Set([...codes, ...known])].sort();
}

/** What the tables shall say of codes that a file bills, so that they judge it as an office's file would be judged. */
export interface KnownCodes {
  /** Editions are in force from this day on. */
  readonly from: Day;
  readonly procedures: Readonly<
    Record<string, { readonly pctc?: string; readonly globalDays?: string; readonly most: number }>
  >;
  readonly primaries: Readonly<Record<string, string>>;
  readonly diagnoses: readonly string[];
}

const WORDS =
  'injection incision biopsy repair removal of the and with without left right upper lower skin tendon bone graft each additional initial subsequent examination imaging guidance catheter vessel artery vein device implant supply per unit dose oral tablet solution laboratory test panel antigen antibody dna sequence analysis assay quantitative screening evaluation management visit therapy percutaneous laparoscopic endoscopic resection lesion malignant benign fracture closed open treatment fixation joint hip knee shoulder wrist spine nerve block brain mri ultrasound x-ray cervical thoracic lumbar unspecified encounter sequela initial subsequent delayed healing nonunion'.split(
    ' ',
  );

function sentence(random: () => number, length: number): string {
  let text = WORDS[Math.floor(random() * WORDS.length)]!;
  while (text.length < length) text += ` ${WORDS[Math.floor(random() * WORDS.length)]}`;
  return text[0]!.toUpperCase() + text.slice(1);
}

/** All tables but PTP. */
export async function writeFullTables(folder: string, known?: KnownCodes): Promise<void> {
  const random = randomOf(1);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
  const billed = known?.procedures ?? {};
  const codes = procedureCodes(Object.keys(billed));
  const from = known?.from ?? 20260701;
  const isBilled = (code: string) => known?.diagnoses.includes(code) ?? false;
  const diagnosis = (code: string) => {
    const long = sentence(random, 20 + random() * 110);
    return {
      code,
      billable: code.length > 4 || isBilled(code),
      longDescription: long,
      shortDescription: long.slice(0, 60).trim(),
    };
  };
  const writer = createStoreWriter(folder);
  const put = (edition: TableEdition, rows: readonly ImportRow[]) => {
    const table = writer.begin(edition);
    table.rows(rows);
    table.end();
  };
  const mpfs = codes.slice(0, 16_852).flatMap((code) => {
    const own = billed[code];
    if (own) return billedRows(code, own, random);
    const row = mpfsRow(code, '', random);
    return random() < 0.066 ? [row, mpfsRow(code, '26', random), mpfsRow(code, 'TC', random)] : [row];
  });
  put({ table: 'MPFS', edition: '2026C', effectiveFrom: from, source: 'PPRRVU2026_Jul_nonQPP.csv' }, mpfs);
  for (const setting of ['practitioner', 'outpatient', 'dme'] as const) {
    put(
      { table: 'MUE', setting, edition: '2026Q3', effectiveFrom: from, source: `MCR_MUE_${setting}.csv` },
      codes.slice(0, 15_000).map((code) => ({
        code,
        units: billed[code]?.most ?? Math.floor(random() ** 3 * 100),
        mai: pick([1, 2, 3] as const),
        rationale: sentence(randomOf(Math.floor(random() * 14)), 20),
      })),
    );
  }
  put({ table: 'AOC', edition: '2026Q3', effectiveFrom: from, source: 'AOC_V2026Q3-MCR.txt' }, [
    ...Array.from({ length: 9_000 }, (_, at) => ({
      type: pick([1, 1, 1, 2, 3] as const),
      addOn: codes[(at % 830) * 7]!,
      addOnDeleted: undefined,
      primary: codes[(at * 13) % codes.length]!,
      primaryDeleted: undefined,
      effective: quarter(random()),
      deleted: random() < 0.15 ? 20241231 : undefined,
      notes: '',
    })).filter(({ addOn }) => !billed[addOn]),
    ...Object.entries(known?.primaries ?? {}).map(([addOn, primary]) => ({
      type: 1 as const,
      addOn,
      addOnDeleted: undefined,
      primary,
      primaryDeleted: undefined,
      effective: 20200101,
      deleted: undefined,
      notes: '',
    })),
  ]);
  put(
    { table: 'HCPCS', edition: '2026-07', effectiveFrom: from, source: 'HCPC2026_JUL_ANWEB.txt' },
    [
      ...codes.filter((code) => code > 'A'),
      ...Array.from(
        { length: 390 },
        (_, at) =>
          `${String.fromCharCode(65 + (at % 26))}${Math.floor(at / 26)
            .toString(36)
            .toUpperCase()}`,
      ),
    ].map((code) => ({
      code,
      modifier: code.length === 2,
      longDescription: sentence(random, 20 + random() * 130),
      shortDescription: sentence(random, 12 + random() * 12),
      pricing: [pick(['00', '11', '31', '51'])],
      multiplePricing: 'A',
      coverage: pick(['C', 'D', 'M', 'I', 'S']),
      crossReferences: [],
      betos: pick(['P1A', 'O1E', 'D1A', 'Z2']),
      typeOfService: [pick(['1', '9', 'P', 'R'])],
      statute: '',
      added: billed[code] ? 20200101 : quarter(random()),
      actionEffective: billed[code] ? 20200101 : quarter(random()),
      terminated: random() < 0.1 && !billed[code] ? 20241231 : undefined,
      action: 'N',
    })),
  );
  put(
    { table: 'OPPS', edition: '2026-07', effectiveFrom: from, source: '2026_July_Web_Addendum_B.xlsx' },
    codes.slice(0, 19_059).map((code) => ({
      code,
      shortDescription: sentence(random, 12 + random() * 12),
      statusIndicator: pick(['J1', 'N', 'A', 'M', 'C', 'E1', 'Q4', 'T']),
      apc: String(5000 + Math.floor(random() * 500)),
      relativeWeight: Math.round(random() * 1e6) / 1e4,
      paymentRate: Math.round(random() * 1e6) / 100,
    })),
  );
  put(
    { table: 'CPT', edition: '2026', effectiveFrom: Math.min(from, 20260101), source: 'ConsolidatedCodeList.txt' },
    codes
      .filter((code) => code < 'A')
      .map((code) => ({
        code,
        long: sentence(random, 30 + random() * 170),
        medium: sentence(random, 30 + random() * 18),
        short: sentence(random, 15 + random() * 12),
        consumer: sentence(random, 30 + random() * 60),
        effective: 20200101,
      })),
  );
  put(
    { table: 'ICD10CM', edition: '2027', effectiveFrom: 20261001, source: 'icd10cm_order_2027.txt' },
    diagnosisCodes().map(diagnosis),
  );
  put(
    {
      table: 'ICD10CM',
      edition: '2026',
      effectiveFrom: Math.min(from, 20251001),
      source: 'icd10cm_order_2026.txt',
    },
    [...new Set([...diagnosisCodes().slice(0, 97_000), ...(known?.diagnoses ?? [])])].sort().map(diagnosis),
  );
  await writer.commit();
}

function diagnosisCodes(): string[] {
  const codes: string[] = [];
  for (let i = 0; codes.length < ICD_COUNT; i++) {
    const start = `${String.fromCharCode(65 + (i % 26))}${String(Math.floor(i / 26))
      .padStart(2, '0')
      .slice(-2)}`;
    const rest = Math.floor(i / 2600);
    codes.push(
      rest === 0
        ? start
        : `${start}${String(rest)
            .padStart(1 + (rest % 4), 'X')
            .slice(0, 4)}${i % 3 === 0 && rest > 9 ? 'A' : ''}`,
    );
  }
  return [...new Set(codes)].sort();
}

/** The usual case of a code that is paid, with its rows of the reading and of the equipment where it has them. */
function billedRows(
  code: string,
  { pctc = '0', globalDays = 'XXX' }: KnownCodes['procedures'][string],
  random: () => number,
) {
  const parts = pctc === '1' ? ['', '26', 'TC'] : [''];
  const plain = { status: 'A', nonFacilityNa: false, facilityNa: false, pctc, globalDays, notUsedForMedicare: '' };
  const none = { multiple: '0', bilateral: '0', assistant: '0', cosurgeon: '0', team: '0' };
  return parts.map((part) => ({ ...mpfsRow(code, part, random), ...plain, ...none }));
}

function mpfsRow(code: string, modifier: string, random: () => number): MpfsRow {
  const pick = (values: string) => values[Math.floor(random() * values.length)]!;
  const rvu = () => Math.round(random() ** 2 * 5000) / 100;
  return {
    code,
    modifier,
    description: sentence(random, 12 + random() * 14),
    status: pick('AAAAAAXEICMRNJPBT'),
    notUsedForMedicare: random() < 0.2 ? '+' : '',
    workRvu: rvu(),
    nonFacilityPeRvu: rvu(),
    nonFacilityNa: random() < 0.3,
    facilityPeRvu: rvu(),
    facilityNa: random() < 0.1,
    mpRvu: rvu(),
    nonFacilityTotal: rvu(),
    facilityTotal: rvu(),
    pctc: pick('012345679'),
    globalDays: ['XXX', '090', '000', 'YYY', 'ZZZ', '010', 'MMM'][Math.floor(random() * 7)]!,
    preOp: 0.1,
    intraOp: 0.7,
    postOp: 0.2,
    multiple: pick('02345679'),
    bilateral: pick('01239'),
    assistant: pick('0129'),
    cosurgeon: pick('0129'),
    team: pick('0129'),
    pricing: '9',
    endoBase: '',
    conversionFactor: 33.4009,
    supervision: ['09', '01', '02', '03'][Math.floor(random() * 4)]!,
    calculationFlag: '0',
    imagingFamily: '99',
    oppsNonFacilityPe: rvu(),
    oppsFacilityPe: rvu(),
    oppsMp: rvu(),
  };
}

/** The first day of one of the 123 quarters from 1996 to 2026. */
function quarter(share: number): number {
  const at = Math.floor(share * 123);
  return (1996 + Math.floor(at / 4)) * 10000 + ((at % 4) * 3 + 1) * 100 + 1;
}

const QUARTER_ENDS = [331, 630, 930, 1231];
const REASONS = Array.from({ length: 12 }, (_, at) => sentence(randomOf(100 + at), 30 + at * 2));

/**
 * PTP in four parts by `pairs`: dates of any quarter, a third deleted, pairs with two windows. Worse than the real one,
 * where few combinations of dates, indicator and reason make up most rows. Answers the milliseconds spent in the sink.
 */
export function writePairs(sink: ImportSink, setting: 'practitioner' | 'outpatient', known?: KnownCodes): number {
  const random = randomOf(setting.length);
  const all = procedureCodes(Object.keys(known?.procedures ?? {})).slice(0, PTP_CODES[setting]);
  const packed = Uint32Array.from(all, packCode);
  const rows = PTP_ROWS[setting];
  const columns = {
    column1: new Uint32Array(PAIRS_A_BATCH),
    column2: new Uint32Array(PAIRS_A_BATCH),
    effective: new Uint32Array(PAIRS_A_BATCH),
    deleted: new Uint32Array(PAIRS_A_BATCH),
    indicator: new Uint8Array(PAIRS_A_BATCH),
    priorTo1996: new Uint8Array(PAIRS_A_BATCH),
    rationale: new Uint16Array(PAIRS_A_BATCH),
  };
  let spent = 0;
  const timed = <T>(work: () => T) => {
    const started = performance.now();
    const result = work();
    spent += performance.now() - started;
    return result;
  };
  let written = 0;
  for (let part = 1; part <= 4; part++) {
    const table = sink.begin({
      table: 'PTP',
      setting,
      edition: '2026Q3',
      effectiveFrom: known?.from ?? 20260701,
      part,
      source: `cci${setting === 'practitioner' ? 'pra' : 'oph'}-v322r0-f${part}.txt`,
    });
    let length = 0;
    const flush = () => {
      timed(() => table.pairs!({ ...columns, length, rationales: REASONS }));
      length = 0;
    };
    const last = Math.floor((all.length * part) / 4);
    for (let first = Math.floor((all.length * (part - 1)) / 4); first < last; first++) {
      const until = Math.floor((rows * (first + 1)) / all.length);
      const step = all.length / (until - written);
      let again = false;
      for (let at = random() * step; written < until; at += again ? 0 : step) {
        again = !again && written + 1 < until && random() < 0.01;
        const begins = again ? 1 + Math.floor(random() * 60) : Math.floor(random() * 123);
        columns.column1[length] = packed[first]!;
        columns.column2[length] = packed[Math.min(all.length - 1, Math.floor(at))]!;
        columns.effective[length] = again ? quarter(0) : quarter(begins / 123);
        const ends = again ? 0 : begins + Math.floor(random() * (123 - begins));
        const deleted = again || random() < 0.36;
        columns.deleted[length] = deleted ? (1996 + Math.floor(ends / 4)) * 10000 + QUARTER_ENDS[ends % 4]! : 0;
        columns.indicator[length] = random() < 0.7 ? 1 : 0;
        columns.priorTo1996[length] = again ? 1 : 0;
        columns.rationale[length] = Math.floor(random() ** 2 * 12);
        written++;
        if (++length === PAIRS_A_BATCH) flush();
      }
    }
    if (length) flush();
    timed(() => table.end());
  }
  return spent;
}
