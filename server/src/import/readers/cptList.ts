import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import type { Reader } from '../reader';
import { clean } from '../text';
import { codeOf, optionalDay } from '../values';
import { cptRelease } from './cptRelease';

/** The AMA's list since 2024, below a preamble: every code of all categories with its descriptors. */
const LIST = {
  concept: column('Concept Id', /^CONCEPT ?ID$/),
  code: column('CPT Code'),
  long: column('Long', /^LONG( DESCRIPTOR)?$/),
  medium: column('Medium', /^MEDIUM( DESCRIPTOR)?$/),
  short: column('Short', /^SHORT( DESCRIPTOR)?$/),
  consumer: optional('Consumer', /^CONSUMER( FRIENDLY)?( DESCRIPTOR)?$/),
  effective: optional('Current Descriptor Effective Date'),
  test: optional('Test Name'),
  lab: optional('Lab Name'),
};

/** `effective` is the date of the current descriptor, which for an unrevised code is that of the code. */
export const cptList: Reader = {
  id: 'cptList',
  what: 'the CPT code list (ConsolidatedCodeList)',
  names: /^Consolidated_?CodeList/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, LIST) !== undefined,
  release: (head) => cptRelease(head, 'CPT', { field: 'list' }),
  async read(head, out) {
    const { places, line } = needHeader(head, LIST);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        const text = (place: number) => clean(row.cells[place]) || undefined;
        const code = codeOf(row.cells[places.code]);
        if (code === undefined) {
          if (row.cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the column CPT Code');
          continue;
        }
        const place = { file: head.member.path, line: row.line };
        out.row({
          code,
          short: text(places.short),
          medium: text(places.medium),
          long: text(places.long),
          consumer: text(places.consumer),
          effective: optionalDay(place, LIST.effective.shown, row.cells[places.effective]),
          labName: text(places.lab),
          testName: text(places.test),
        });
      }
    }
  },
};

const CONSUMER = {
  code: column('CPT Code'),
  consumer: column('Consumer Friendly Descriptor', /^CONSUMER( FRIENDLY)? DESCRIPTOR$/),
};

/** Descriptors in plain words, a file of their own until 2023. */
export const cptConsumer: Reader = {
  id: 'cptConsumer',
  what: 'CPT consumer descriptors (ConsumerDescriptor)',
  names: /^Consumer_?Descriptor/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, CONSUMER) !== undefined,
  release: (head) => cptRelease(head, 'CPT', { field: 'consumer' }),
  async read(head, out) {
    const { places, line } = needHeader(head, CONSUMER);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const { cells } of rows) {
        const code = codeOf(cells[places.code]);
        if (code !== undefined) out.row({ code, consumer: clean(cells[places.consumer]) });
        else if (cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the column CPT Code');
      }
    }
  },
};
