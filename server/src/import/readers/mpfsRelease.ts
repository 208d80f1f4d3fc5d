import { ImportError } from '../importError';
import type { Head, Release } from '../reader';
import { firstDay, fromNames, monthIn, monthNumber, type YearMonth } from '../release';

/** The release letters of CMS: January, April, July, October. */
const LETTERS = 'ABCD';
const TITLE = /\b(20\d\d)\s+National Physician Fee Schedule Relative Value File(?:\s+([A-Z][a-z]+)\s+Release)?/i;

/**
 * Which quarter's fee schedule it is, as `2025D`: from the title in the file, else from the names of the member and of
 * the zip (`rvu25d`, `PPRRVU2025_Oct`, `PPRRVU13_V0828`), else from the day it was released.
 */
export function mpfsRelease(head: Head): Release {
  const preamble = head.text ? head.lines.slice(0, 20).join('\n') : head.rows.slice(0, 12).map(textOfRow).join('\n');
  const title = TITLE.exec(preamble);
  const titled = title?.[2] ? quarterOfMonth(Number(title[1]), monthNumber(title[2])) : undefined;
  const named = fromNames(head.member, quarterInName);
  const year = title ? Number(title[1]) : (named?.year ?? fromNames(head.member, yearInName));
  const found = titled ?? named ?? (year === undefined ? undefined : quarterOfRelease(year, preamble, head));
  const table = { table: 'MPFS' } as const;
  const revision = fromNames(head.member, revisionInName);
  const yields = isQualifying(head.member.name) ? QUALIFYING : undefined;
  if (found) return { ...table, edition: editionName(found), effectiveFrom: firstDay(found), revision, yields };
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'neither its title nor its name tells the year; keep the name that CMS gave it, such as PPRRVU2025_Oct.csv or rvu25d.zip.',
    );
  }
  const january = { year, month: 1 };
  const note = `Neither title nor name of ${head.member.name} tells the quarter; it is taken for January ${year}.`;
  return { ...table, edition: editionName(january), effectiveFrom: firstDay(january), revision, yields, note };
}

/** Since 2026 there are two files: they differ in the conversion factor only. */
const QUALIFYING = 'the same but for the conversion factor of qualifying participants (QPP); the nonQPP file is read';

function isQualifying(name: string): boolean {
  return /(?<!non[-_ ]?)QPP/i.test(name);
}

/** January's revision is `rvu24ar`, later ones say when: `rvu26b-updated-03-10-2026`. */
function revisionInName(name: string): number | undefined {
  const updated = /updated[-_ ](\d\d)[-_](\d\d)[-_](20\d\d)/i.exec(name);
  if (updated) return Number(`${updated[3]}${updated[1]}${updated[2]}`);
  return /rvu\d\d[a-d]r(?![a-z])/i.test(name) ? 1 : undefined;
}

function textOfRow(row: { readonly cells: readonly string[] }): string {
  return row.cells.join(' ');
}

function editionName({ year, month }: YearMonth): string {
  return `${year}${LETTERS[(month - 1) / 3] ?? ''}`;
}

function quarterInName(name: string): YearMonth | undefined {
  const letter = /(?<![a-z])rvu(?:20)?(\d\d)([a-d])r?(?![a-z])/i.exec(name);
  if (letter?.[1] && letter[2]) {
    return { year: 2000 + Number(letter[1]), month: LETTERS.indexOf(letter[2].toUpperCase()) * 3 + 1 };
  }
  const month = /^PPRRVU(20\d\d|\d\d)[-_ ]?([A-Za-z]{3,})/i.exec(name);
  const quarter = month?.[1] ? quarterOfMonth(fullYear(month[1]), monthNumber(month[2] ?? '')) : undefined;
  if (quarter) return quarter;
  const spelled = /rvu|fee.?schedule/i.test(name) ? monthIn(name) : undefined;
  return spelled && quarterOfMonth(spelled.year, spelled.month);
}

function yearInName(name: string): number | undefined {
  const match = /rvu[-_ ]?(20\d\d|\d\d)(?!\d)/i.exec(name);
  return match?.[1] ? fullYear(match[1]) : undefined;
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** A release comes out up to two months before its quarter and is corrected up to a month into it. */
function quarterOfRelease(year: number, preamble: string, { member }: Head): YearMonth | undefined {
  const released =
    /RELEASED\s+(\d{1,2})\/(\d{1,2})\/(20\d\d)/i.exec(preamble) ?? /_V(\d\d)(\d\d)(?!\d)/i.exec(member.name);
  if (!released) return undefined;
  const month = Number(released[1]);
  if (month >= 11) return { year, month: 1 };
  return { year, month: Math.min(10, Math.floor((month + 1) / 3) * 3 + 1) };
}

function quarterOfMonth(year: number, month: number | undefined): YearMonth | undefined {
  return month === undefined ? undefined : { year, month: Math.floor((month - 1) / 3) * 3 + 1 };
}
