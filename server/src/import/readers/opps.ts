import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Reader, Release } from '../reader';
import { firstDay, fromNames, monthIn, monthName, quarterIn, yearIn } from '../release';
import { clean } from '../text';
import { codeOf, numberOf, padded } from '../values';

const COLUMNS = {
  code: column('HCPCS Code', /^HCPCS ?CODE$/),
  short: column('Short Descriptor', /^SHORT ?DESCRIPTOR$/),
  status: column('SI', /^(SI|STATUS ?INDICATOR)$/),
  apc: optional('APC', /^APC$/),
  weight: optional('Relative Weight', /^RELATIVE ?WEIGHT$/),
  rate: optional('Payment Rate', /^PAYMENT ?RATE$/),
};

/** OPPS Addendum B: the status indicator of every code in outpatient hospitals. */
export const opps: Reader = {
  id: 'opps',
  what: 'OPPS Addendum B',
  names: /addendum[-_ .]*b(?![a-z])/i,
  formats: ['csv', 'xlsx', 'txt'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined,
  release: oppsRelease,
  async read(head, out) {
    const { places, line } = needHeader(head, COLUMNS);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const { cells } of rows) {
        const code = codeOf(cells[places.code]);
        if (code === undefined) {
          if (cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the first column');
          continue;
        }
        out.row({
          code,
          shortDescription: clean(cells[places.short]),
          statusIndicator: clean(cells[places.status]),
          apc: padded(cells[places.apc], 4),
          relativeWeight: numberOf(cells[places.weight]),
          paymentRate: numberOf(cells[places.rate]),
        });
      }
    }
  },
};

function oppsRelease(head: Head): Release {
  const title = head.rows
    .slice(0, 6)
    .map((row) => row.cells.join(' '))
    .join(' ');
  const from = fromNames(head.member, (name) => monthIn(name) ?? quarterIn(name)) ?? monthIn(title);
  if (from) return { table: 'OPPS', edition: monthName(from), effectiveFrom: firstDay(from) };
  const year = /\bCY ?(20\d\d)/.exec(title)?.[1] ?? fromNames(head.member, yearIn);
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'neither title nor name tell the quarter; keep the name that CMS gave it, such as 2026_April_Web_Addendum_B.xlsx.',
    );
  }
  const january = { year: Number(year), month: 1 };
  const note = `Neither title nor name of ${head.member.name} tells the quarter; it is taken for January ${year}.`;
  return { table: 'OPPS', edition: monthName(january), effectiveFrom: firstDay(january), note };
}
