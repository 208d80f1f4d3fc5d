import { ALWAYS } from '../../service/codes/tables';
import { column, findHeader, needHeader, optional, type Places, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Reader } from '../reader';
import { caption, clean } from '../text';
import { optionalDay, quoted } from '../values';

/**
 * A list of revenue codes that the site supplies, for nobody publishes one that may be passed on: a CSV (or workbook) with
 * a header in its first row. `revenue_code` (of three or four digits) and `description` are required; `effective` and
 * `deleted` are dates.
 */
const COLUMNS = {
  code: column('revenue_code', /^REV(ENUE)? ?CODE$/),
  description: column('description', /^DESCRIPTION$/),
  effective: optional('effective', /^EFFECTIVE( DATE)?$/),
  deleted: optional('deleted', /^DELETED( DATE)?$/),
};

/** In a file that is called so the code's column may be called `code`. */
const PLAIN = { ...COLUMNS, code: column('revenue_code', /^CODE$/) };
const NAMES = /(?<![a-z])rev(?:enue)?[-_ ]?codes?(?![a-z])/i;
const CODE = /^\d{3,4}$/;

export const revenue: Reader = {
  id: 'revenue',
  what: 'your list of revenue codes (columns revenue_code, description, effective, deleted)',
  names: NAMES,
  formats: ['csv', 'txt', 'xlsx'],
  matches: (head) => placesIn(head) !== undefined,
  release: ({ member }) => ({
    table: 'REVENUE',
    edition: member.name.replace(/\.[^.]*$/, '').toLowerCase(),
    effectiveFrom: ALWAYS,
  }),
  async read(head, out) {
    const places = placesIn(head) ?? needHeader(head, COLUMNS).places;
    for await (const rows of rowsBelow(head, 1, out.signal)) {
      for (const row of rows) {
        if (row.cells.every((cell) => clean(cell) === '')) continue;
        const place = { file: head.member.path, line: row.line };
        const code = clean(row.cells[places.code]);
        if (!CODE.test(code)) {
          throw new ImportError(
            place.file,
            `line ${row.line} has ${quoted(code)} where a revenue code of three or four digits is expected.`,
          );
        }
        out.row({
          code: code.padStart(4, '0'),
          description: clean(row.cells[places.description]),
          effective: optionalDay(place, 'effective', row.cells[places.effective]),
          deleted: optionalDay(place, 'deleted', row.cells[places.deleted]),
        });
      }
    }
  },
};

function placesIn({ rows, member }: Head): Places<keyof typeof COLUMNS> | undefined {
  const header = findHeader(rows.slice(0, 1), COLUMNS);
  if (header) return header.captions.filter(Boolean).length <= 4 ? header.places : undefined;
  if (!NAMES.test(member.name)) return undefined;
  const plain = findHeader(rows.slice(0, 1), PLAIN)?.places;
  const below = rows.slice(1).filter(({ cells }) => cells.some((cell) => clean(cell) !== ''));
  return plain && below.every(({ cells }) => CODE.test(caption(cells[plain.code]))) ? plain : undefined;
}
