import { ALWAYS } from '../../service/codes/tables';
import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Reader } from '../reader';
import { caption, clean } from '../text';
import { optionalDay, quoted } from '../values';

/**
 * The site's own codes: a CSV (or workbook) with a header in its first row. `code` and `description` are required;
 * `effective` and `deleted` are dates (2026-01-31 or 1/31/2026), `replacement` is the code to use instead.
 */
const COLUMNS = {
  code: column('code'),
  description: column('description'),
  effective: optional('effective'),
  deleted: optional('deleted'),
  replacement: optional('replacement'),
};

export const site: Reader = {
  id: 'site',
  what: 'your own codes (columns code, description, effective, deleted, replacement)',
  names: /^(?:site|own|local|custom)[-_ ]?codes?/i,
  formats: ['csv', 'txt', 'xlsx'],
  matches: ({ rows }) => {
    const first = rows[0]?.cells.map(caption).filter((one) => one !== '') ?? [];
    return findHeader(rows.slice(0, 1), COLUMNS) !== undefined && first.every((one) => one.toLowerCase() in COLUMNS);
  },
  release: ({ member }) => ({
    table: 'SITE',
    edition: member.name.replace(/\.[^.]*$/, '').toLowerCase(),
    effectiveFrom: ALWAYS,
  }),
  async read(head, out) {
    const { places, line } = needHeader(head, COLUMNS);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        if (row.cells.every((cell) => clean(cell) === '')) continue;
        const place = { file: head.member.path, line: row.line };
        const code = clean(row.cells[places.code]).toUpperCase();
        if (!/^[0-9A-Z]{2,7}$/.test(code)) {
          throw new ImportError(
            place.file,
            `line ${row.line} has ${quoted(code)} where a code of 2 to 7 letters and digits is expected.`,
          );
        }
        out.row({
          code,
          description: clean(row.cells[places.description]),
          effective: optionalDay(place, 'effective', row.cells[places.effective]),
          deleted: optionalDay(place, 'deleted', row.cells[places.deleted]),
          replacement: clean(row.cells[places.replacement]).toUpperCase() || undefined,
        });
      }
    }
  },
};
