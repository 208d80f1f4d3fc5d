import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import type { Head, Reader } from '../reader';
import { clean } from '../text';
import { codeOf, requiredDay } from '../values';
import { cptRelease } from './cptRelease';

const DELETED = {
  code: column('CPT Code', /^(CPT ?)?CODE$/),
  deleted: column('Date Deleted', /^(DATE ?DELETED|DELETED ?DATE|DELETION DATE)$/),
  instruction: optional('Instruction', /^INSTRUCTIONS?$/),
  description: optional('Description', /^(LONG )?DESCRIPT(ION|OR)$/),
};

/** CPT Link: when a code was deleted, its last descriptor, and what to use instead. */
export const cptDeleted: Reader = {
  id: 'cptDeleted',
  what: 'deleted CPT codes (Deleted_DTK_tab)',
  names: /^Deleted.*DTK/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, DELETED) !== undefined,
  release: (head) => cptRelease(head, 'CPT', { field: 'deleted' }),
  async read(head, out) {
    const { places, line } = needHeader(head, DELETED);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        const code = codeOf(row.cells[places.code]);
        if (code === undefined) {
          if (row.cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the column CPT Code');
          continue;
        }
        out.row({
          code,
          long: clean(row.cells[places.description]) || undefined,
          deleted: requiredDay(placeOf(head, row.line), DELETED.deleted.shown, row.cells[places.deleted]),
          instruction: clean(row.cells[places.instruction]) || undefined,
        });
      }
    }
  },
};

const HISTORY = {
  date: column('Date', /^(CHANGE )?DATE$/),
  change: column('Change Type', /^CHANGE ?TYPE$/),
  code: column('CPT Code', /^(CPT ?)?CODE$/),
  instruction: optional('Instruction', /^INSTRUCTIONS?$/),
};

/** CPT Link: when codes were added and deleted; revisions of their texts are left out. */
export const cptHistory: Reader = {
  id: 'cptHistory',
  what: 'the history of CPT codes (History_DTK_tab)',
  names: /^History_DTK/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, HISTORY) !== undefined,
  release: (head) => cptRelease(head, 'CPT', { field: 'history' }),
  async read(head, out) {
    const { places, line } = needHeader(head, HISTORY);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        const code = codeOf(row.cells[places.code]);
        const change = clean(row.cells[places.change]).toLowerCase();
        const day = () => requiredDay(placeOf(head, row.line), 'Date', row.cells[places.date]);
        if (code === undefined) {
          if (row.cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the column CPT Code');
        } else if (/^add|^new/.test(change)) out.row({ code, effective: day() });
        else if (/^delet/.test(change)) {
          out.row({ code, deleted: day(), instruction: clean(row.cells[places.instruction]) || undefined });
        } else out.ignore('changes that neither add nor delete a code');
      }
    }
  },
};

function placeOf({ member }: Head, line: number) {
  return { file: member.path, line };
}
