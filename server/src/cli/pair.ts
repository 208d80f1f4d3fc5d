import { isOlder, isoOf, isProcedureShape, type PairTable } from '../service';
import { dayOf, EXIT, oneOf, parse, UsageError } from './args';
import { complain, flush, print, visible } from './output';
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
  const wrong = [a, b].find((one) => !isProcedureShape(one));
  if (wrong !== undefined) {
    complain(`‘${visible(wrong)}’ is no procedure code; a code has five characters, such as 99213, 0708T or J1885`);
    return EXIT.unusable;
  }
  if (a === b) throw new UsageError(`${a} is named twice; an edit is between two codes`);
  const setting = oneOf('--setting', values.setting, ['practitioner', 'outpatient']);
  const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
  const on = values.on === undefined ? undefined : dayOf(values.on);
  const table = codesOf(values.codes).pairs[setting];
  const row = table.get(a, b, on);
  const nothing = () => nothingFound(table, on, a, b, setting);
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
    // Null is no proof where the table is not complete.
    if (!found && !hasEveryPair(table, on)) complain(nothing());
    await print(`${JSON.stringify(found ?? null, undefined, 2)}\n`);
  } else await print(row ? describe(row) : `${nothing()}\n`);
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

function hasEveryPair({ coverage, covers }: PairTable, on: number | undefined): boolean {
  return coverage === 'complete' || covers?.(on) !== undefined;
}

function nothingFound(table: PairTable, on: number | undefined, a: string, b: string, setting: string): string {
  if (table.coverage === 'none') return `not checked: no ${setting} pair table is loaded; see claim-lens codes --help`;
  if (!hasEveryPair(table, on)) {
    return `no edit between ${a} and ${b} in what is loaded, which does not have every pair; see claim-lens codes --help`;
  }
  const answers = table.covers?.(on);
  const by = answers ? ` by ${answers.table} ${answers.edition}` : '';
  return `no edit between ${a} and ${b} (${setting})${by}${answers && isOlder(answers, on) ? ', the newest loaded for that day' : ''}`;
}
