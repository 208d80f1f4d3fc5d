import { dayFromIso, isoOf } from '../service';
import { EXIT, oneOf, parse, UsageError } from './args';
import { flush, print } from './output';
import { CODES_OPTION, codesOf } from './store';

/** `pair`: the NCCI edit of two codes on a day, or null. */
export async function pair(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    on: { type: 'string' },
    setting: { type: 'string', default: 'practitioner' },
    format: { type: 'string', default: 'pretty' },
  });
  const [a, b] = positionals.map((one) => one.trim().toUpperCase());
  if (!a || !b || positionals.length > 2) throw new UsageError('name two codes, such as 0708T 96372');
  const setting = oneOf('--setting', values.setting, ['practitioner', 'outpatient']);
  const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
  const on = values.on === undefined ? undefined : dayOf(values.on);
  const table = codesOf(values.codes).pairs[setting];
  const row = table.get(a, b, on);
  if (json) {
    const found = row && {
      column1: row.column1,
      column2: row.column2,
      indicator: row.indicator,
      effective: row.effective === undefined ? undefined : isoOf(row.effective),
      deleted: row.deleted === undefined ? undefined : isoOf(row.deleted),
      rationale: row.rationale,
      edition: row.edition.edition,
    };
    await print(`${JSON.stringify(found ?? null, undefined, 2)}\n`);
  } else await print(row ? describe(row) : `${nothing(table.coverage, a, b, setting)}\n`);
  await flush();
  return EXIT.clean;
}

function describe(row: NonNullable<ReturnType<ReturnType<typeof codesOf>['pairs']['practitioner']['get']>>): string {
  const dates = [
    row.effective !== undefined && `in force from ${isoOf(row.effective)}`,
    row.deleted !== undefined && `to ${isoOf(row.deleted)}`,
  ].filter(Boolean);
  const rule =
    row.indicator === 0
      ? 'never both: no modifier lifts the edit (indicator 0)'
      : 'both only with an NCCI-associated modifier that the record supports (indicator 1)';
  return `${row.column1} is paid, ${row.column2} is bundled into it: ${rule}\n${row.rationale ?? ''}\n${row.edition.table} ${row.edition.edition}${dates.length ? `, ${dates.join(' ')}` : ''}\n`;
}

function nothing(coverage: string, a: string, b: string, setting: string): string {
  if (coverage === 'complete') return `no edit between ${a} and ${b} (${setting})`;
  if (coverage === 'none') return `not checked: no ${setting} pair table is loaded; see claim-lens codes --help`;
  return `no edit between ${a} and ${b} in the built-in sample, which says nothing of codes outside of it`;
}

function dayOf(text: string): number {
  const day = dayFromIso(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  if (day === undefined) throw new UsageError(`--on is a day, such as 2025-03-04 or 20250304, not ‘${text}’`);
  return day;
}
