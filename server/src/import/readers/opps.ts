import { dayOf } from '../../service/model/date';
import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Reader, Release } from '../reader';
import { firstDay, fromNames, monthIn, monthName, quarterIn, yearIn } from '../release';
import { clean } from '../text';
import { codeOf, numberOf, padded } from '../values';

const COLUMNS = {
  code: column('HCPCS Code', /^(CPT )?HCPCS ?(CODE)?$/),
  short: column('Short Descriptor', /^(SHORT ?)?DESCRIPTOR$/),
  status: column('SI', /^(SI|STATUS ?INDICATOR)$/),
  apc: optional('APC', /^APC$/),
  weight: optional('Relative Weight', /^RELATIVE ?WEIGHT$/),
  rate: optional('Payment Rate', /^PAYMENT ?RATE$/),
};

/** Other addenda of the same rule list codes with a status too; only some of them, and without payment. */
const ADDENDUM = /addendum[-_ .]*(aa?|bb?|c|dd?[12]?|ee?|ff?|[jlmnopq])(?![a-z\d])/i;

/** `2027 NPRM Addendum B`, `CMS-1834-P`. */
const PROPOSED = /(?<![a-z])(?:nprm|proposed|cms-\d{4}-p)(?![a-z])/i;

const PROPOSED_TITLE = /addendum b\W{0,5}proposed|proposed opps/i;

function isAddendumB(head: Head): boolean {
  const header = findHeader(head.rows, COLUMNS);
  if (!header) return false;
  const letter = ADDENDUM.exec(titleOf(head))?.[1] ?? fromNames(head.member, (name) => ADDENDUM.exec(name)?.[1]);
  const { apc, weight, rate } = header.places;
  return letter ? letter.toUpperCase() === 'B' : Math.max(apc, weight, rate) >= 0;
}

/** OPPS Addendum B: the status indicator of every code in outpatient hospitals. */
export const opps: Reader = {
  id: 'opps',
  what: 'OPPS Addendum B',
  names: /addendum[-_ .]*b(?![a-z])/i,
  formats: ['csv', 'xlsx', 'txt'],
  matches: isAddendumB,
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
  const title = titleOf(head);
  if (PROPOSED_TITLE.test(title) || fromNames(head.member, (name) => PROPOSED.test(name) || undefined)) {
    throw new ImportError(
      head.member.path,
      'it is of a proposed rule, which may change before it holds; import the Addendum B of the final rule or of a quarter.',
    );
  }
  const revision = fromNames(head.member, revisionIn);
  const from = fromNames(head.member, (name) => monthIn(name) ?? quarterIn(name)) ?? monthIn(title);
  if (from) return { table: 'OPPS', edition: monthName(from), effectiveFrom: firstDay(from), revision };
  const year = /\bCY ?(20\d\d)/.exec(title)?.[1] ?? fromNames(head.member, yearIn);
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'neither title nor name tell the quarter; keep the name that CMS gave it, such as 2026_April_Web_Addendum_B.xlsx.',
    );
  }
  const january = { year: Number(year), month: 1 };
  const note = `Neither title nor name of ${head.member.name} tells the quarter; it is taken for January ${year}.`;
  return { table: 'OPPS', edition: monthName(january), effectiveFrom: firstDay(january), revision, note };
}

/** The words above the header. */
function titleOf({ rows }: Head): string {
  const header = findHeader(rows, COLUMNS);
  return rows
    .filter(({ line }) => line < (header?.line ?? 7))
    .map((row) => row.cells.join(' '))
    .join(' ');
}

/** The day it was published, which its name has at the end: `12212022`, `12.29.20`. A correction comes later. */
function revisionIn(name: string): number | undefined {
  const match = /(?<!\d)(\d\d)[._-]?(\d\d)[._-]?(20)?(\d\d)(?!\d)/.exec(name);
  const day = match && dayOf(2000 + Number(match[4]), Number(match[1]), Number(match[2]));
  return day || undefined;
}
