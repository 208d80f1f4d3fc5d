import type { LoadedTable } from './protocol';
import { ALWAYS, type CodeClass, type Codes, type Edition, isoOf, starterCodes } from './service';

/** The classes by which a table of procedures is one that lists everything. */
const CLASSES: readonly CodeClass[] = ['Category I', 'HCPCS Level II'];

/** What the tables of the sample are called that no finding cites. */
const SAMPLE_NAMES: Readonly<Record<string, string>> = {
  procedures: 'Procedure codes',
  placesOfService: 'Places of service',
  rationales: 'NCCI PTP rationales',
};

type Covered = readonly [edition: Edition, coverage: LoadedTable['coverage']];

/**
 * The editions that answer, table by table, the user's own before those of the sample. The sample is listed as far as it
 * is still asked: for days before the first edition of a table, or where parts of one are missing.
 */
export function loadedTables(codes: Codes): LoadedTable[] {
  const sample = starterCodes();
  const judged = [
    ...codes.procedures.editions.map((edition): Covered => [edition, ofProcedures(codes, edition, sample)]),
    ...beside(codes.feeSchedule, sample.feeSchedule),
    ...beside(codes.opps, sample.opps),
    ...(['practitioner', 'outpatient', 'dme'] as const).flatMap((one) => beside(codes.mue[one], sample.mue[one])),
    ...instead(withEditions(codes.addOns), withEditions(sample.addOns)),
    ...(['practitioner', 'outpatient'] as const).flatMap((one) => instead(codes.pairs[one], sample.pairs[one])),
    ...(codes.diagnoses?.editions ?? []).map((edition): Covered => [edition, codes.diagnoses?.coverage]),
  ];
  const listed = judged.map(([edition]) => edition);
  const others = codes.editions.filter(
    (one) => !isAmong(listed, one) && (one.table in SAMPLE_NAMES || !isAmong(sample.editions, one)),
  );
  const built = new Set([...sample.editions, ...ofSample(sample)]);
  return [...judged, ...others.map((edition): Covered => [edition, undefined])].map(([edition, coverage]) => ({
    table: SAMPLE_NAMES[edition.table] ?? edition.table,
    edition: edition.edition,
    effectiveFrom: edition.effectiveFrom && edition.effectiveFrom !== ALWAYS ? isoOf(edition.effectiveFrom) : undefined,
    rows: edition.rows,
    coverage,
    imported: !built.has(edition),
    publisher: edition.publisher,
    source: edition.source,
  }));
}

/** The class that an edition lists every code of makes it complete; a list of the site's own is none of either. */
function ofProcedures({ procedures }: Codes, edition: Edition, sample: Codes): LoadedTable['coverage'] {
  if (sample.procedures.editions.includes(edition)) return 'starter';
  if (edition.publisher === 'Own') return undefined;
  return CLASSES.some((one) => procedures.covers?.(one, edition.effectiveFrom) === edition) ? 'complete' : 'part';
}

interface Judged {
  readonly coverage: Codes['feeSchedule']['coverage'];
  readonly editions: readonly Edition[];
  covers?(on: number | undefined): Edition | undefined;
}

/** The sample speaks for the days before the first edition. */
function beside(table: Judged, sample: Judged): Covered[] {
  return isSame(table, sample) ? ofTable(sample, sample) : [...ofTable(table, sample), ...ofTable(sample, sample)];
}

/** Rows with dates of their own: the first edition speaks for all days before it, unless parts of it are missing. */
function instead(table: Judged, sample: Judged): Covered[] {
  return table.coverage === 'complete' ? ofTable(table, sample) : beside(table, sample);
}

function ofTable(table: Judged, sample: Judged): Covered[] {
  const coverage = table.coverage === 'starter' && !isSame(table, sample) ? 'part' : table.coverage;
  return table.editions.map((edition) => [
    edition,
    coverage === 'part' && table.covers?.(edition.effectiveFrom) === edition ? 'complete' : coverage,
  ]);
}

function ofSample({ procedures, feeSchedule, opps, mue, pairs, addOns }: Codes): readonly Edition[] {
  const tables = [procedures, feeSchedule, opps, ...Object.values(mue), ...Object.values(pairs), withEditions(addOns)];
  return tables.flatMap(({ editions }) => editions);
}

function withEditions({ coverage, edition, editions }: Codes['addOns']): Judged {
  return { coverage, editions: editions ?? (edition ? [edition] : []) };
}

function isSame(table: Judged, sample: Judged): boolean {
  return table.editions[0] === sample.editions[0];
}

function isAmong(editions: readonly Edition[], { source, edition }: Edition): boolean {
  return editions.some((one) => one.source === source && one.edition === edition);
}
