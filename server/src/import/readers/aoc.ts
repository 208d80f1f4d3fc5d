import type { CellRow } from '../cellRow';
import { column, findHeader, needHeader, optional, type Places, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Out, Reader, Release } from '../reader';
import { dateIn, firstDay, fromNames, monthOf, newestDay, quarterIn, quarterName } from '../release';
import type { AocRow } from '../rows';
import { clean, linesOf, textOf } from '../text';
import { codeOf, dayOfOrdinal, dayOfText, optionalDay, quoted, requiredDay } from '../values';

/** Older files end the captions of dates with `_Julian`. */
const COLUMNS = {
  type: column('AOC_Edit_Type', /^AOC EDIT TYPE$/),
  addOn: column('Add-On_Code', /^ADD ?ON CODE$/),
  addOnDeleted: column('AOC_DelDT', /^(AOC|ADD ?ON CODE) DELDT( JULIAN)?$/),
  primary: column('Primary_Code', /^PRIMARY CODE$/),
  primaryDeleted: column('Primary_Code_DelDT', /^PRIMARY CODE DELDT( JULIAN)?$/),
  effective: column('AOC_Edit_EffDT', /^AOC EDIT EFFDT( JULIAN)?$/),
  deleted: column('AOC_Edit_DelDT', /^AOC EDIT DELDT( JULIAN)?$/),
  notes: optional('Special_Instruction_Notes', /^SPECIAL INSTRUCTION/),
};

/** type 1 | add-on 2-6 | its deletion 7-13 | primary 14-18 | its deletion 19-25 | effective 26-32 | deleted 33-39 | notes. */
const TEXT_ROW = /^[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7})\d{7}(?:\d{7}| {0,7}(?:$| ))/;
const TEXT_PLACES: Places<keyof typeof COLUMNS> = {
  type: 0,
  addOn: 1,
  addOnDeleted: 2,
  primary: 3,
  primaryDeleted: 4,
  effective: 5,
  deleted: 6,
  notes: 7,
};
const TEXT_STARTS = [0, 1, 6, 13, 18, 25, 32, 39];

/** NCCI add-on code edits. */
export const aoc: Reader = {
  id: 'aoc',
  what: 'NCCI add-on code edits (AOC)',
  names: /^AOC[-_ ]?V?\d|add-?on-?code/i,
  formats: ['xlsx', 'csv', 'txt'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined || isAocText(head),
  release: aocRelease,
  async read(head, out) {
    if (isAocText(head)) return readText(head, out);
    const { places, line } = needHeader(head, COLUMNS);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) readRow(head, row, places, out);
    }
  },
};

function isAocText({ format, lines }: Head): boolean {
  return format === 'txt' && lines.some((line) => TEXT_ROW.test(line));
}

async function readText(head: Head, out: Out): Promise<void> {
  const lines = linesOf(await textOf(head.member, out.signal));
  for (const [at, line] of lines.entries()) {
    if (TEXT_ROW.test(line)) {
      const cells = TEXT_STARTS.map((start, field) => line.slice(start, TEXT_STARTS[field + 1]));
      readRow(head, { line: at + 1, cells }, TEXT_PLACES, out);
    } else if (/^[123][0-9A-Z]{5}[ \d]{7}/.test(line)) {
      throw new ImportError(
        head.member.path,
        `line ${at + 1} is not laid out as the add-on code text (type 1, add-on 2-6, primary 14-18, effective 26-32): ` +
          `${quoted(line)}; import the .xlsx of the same zip.`,
      );
    } else if (clean(line) !== '') out.ignore('no edit in the line');
  }
}

function readRow(head: Head, row: CellRow, places: Places<keyof typeof COLUMNS>, out: Out): void {
  const cell = (field: keyof typeof COLUMNS) => clean(row.cells[places[field]]);
  const addOn = codeOf(cell('addOn'));
  const primary = cell('primary').toUpperCase();
  const type = cell('type');
  if (addOn === undefined) {
    if (row.cells.some((one) => clean(one) !== '')) out.ignore('no code in the column of the add-on');
    return;
  }
  const place = { file: head.member.path, line: row.line };
  if (!/^[123]$/.test(type)) {
    throw new ImportError(
      place.file,
      `line ${place.line} has ${quoted(type)} where the edit type 1, 2 or 3 is expected.`,
    );
  }
  const primaryCode = primary === 'CCCCC' ? primary : codeOf(primary);
  if (primaryCode === undefined) {
    throw new ImportError(
      place.file,
      `line ${place.line} has ${quoted(primary)} where the primary code or CCCCC is expected.`,
    );
  }
  out.row({
    type: Number(type) as 1 | 2 | 3,
    addOn,
    addOnDeleted: optionalDay(place, 'AOC_DelDT', cell('addOnDeleted'), dayOfEdit),
    primary: primaryCode,
    primaryDeleted: optionalDay(place, 'Primary_Code_DelDT', cell('primaryDeleted'), dayOfEdit),
    effective: requiredDay(place, 'AOC_Edit_EffDT', cell('effective'), dayOfEdit),
    deleted: optionalDay(place, 'AOC_Edit_DelDT', cell('deleted'), dayOfEdit),
    notes: cell('notes'),
  });
}

function dayOfEdit(text: string): number | undefined {
  return dayOfOrdinal(text) ?? dayOfText(text);
}

async function aocRelease(head: Head, signal?: AbortSignal): Promise<Release> {
  const named = fromNames(head.member, (name) => quarterIn(name) ?? dateIn(name));
  const newest = named ? undefined : await newestDay(aoc, head, signal, (row) => (row as AocRow).effective);
  const from = named ?? (newest === undefined ? undefined : monthOf(newest));
  if (!from) {
    throw new ImportError(
      head.member.path,
      'neither its name nor its rows tell the quarter; keep the name that CMS gave it, such as AOC_V2026Q2-MCR.xlsx.',
    );
  }
  const note = named
    ? undefined
    : `The name of ${head.member.name} tells no quarter; it is taken for ${quarterName(from)}, of which its newest edit is.`;
  const revision = /Q[1-4]_(\d\d)(?!\d)/i.exec(head.member.name)?.[1];
  return {
    table: 'AOC',
    edition: quarterName(from),
    effectiveFrom: firstDay(from),
    revision: revision === undefined ? undefined : Number(revision),
    note,
  };
}
