import { ImportError } from '../importError';
import type { Head, Reader, Release } from '../reader';
import { firstDay, fromNames, monthName, monthNumber, yearIn } from '../release';
import { clean, linesOf, textOf } from '../text';
import { quoted } from '../values';

/** order 1-5 | code 7-13 without the dot | 1 billable or 0 header 15 | short 17-76 | long from 78. */
const ROW = /^\d{5} [A-Z][0-9A-Z]{2}[0-9A-Z ]{4} [01] \S/;

/** The ICD-10-CM order file: every code and header of a fiscal year. */
export const icd10cm: Reader = {
  id: 'icd10cm',
  what: 'the ICD-10-CM order file',
  names: /^icd-?10-?cm[-_ ]?order/i,
  formats: ['txt'],
  matches: ({ format, lines }) => format === 'txt' && lines.some((line) => ROW.test(line)),
  release: icd10cmRelease,
  async read(head, out) {
    const lines = linesOf(await textOf(head.member, out.signal));
    for (const [at, line] of lines.entries()) {
      if (clean(line) === '') continue;
      if (!ROW.test(line)) {
        throw new ImportError(
          head.member.path,
          `line ${at + 1} is not laid out as the order file (order 1-5, code 7-13, 0 or 1 in 15, short 17-76, long 78): ${quoted(line)}.`,
        );
      }
      out.row({
        code: clean(line.slice(6, 13)),
        billable: line[14] === '1',
        shortDescription: clean(line.slice(16, 76)),
        longDescription: clean(line.slice(77)),
      });
    }
  },
};

/** A fiscal year begins on October 1st of the year before; some years have an update in January or April. */
function icd10cmRelease(head: Head): Release {
  const year = fromNames(head.member, yearIn);
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'its name does not tell the year; keep the name that CMS gave it, such as icd10cm_order_2026.txt.',
    );
  }
  const month = fromNames(head.member, (name) => (/icd|code|table|order/i.test(name) ? updateIn(name) : undefined));
  return month === undefined
    ? { table: 'ICD10CM', edition: String(year), effectiveFrom: firstDay({ year: year - 1, month: 10 }) }
    : { table: 'ICD10CM', edition: monthName({ year, month }), effectiveFrom: firstDay({ year, month }) };
}

const UPDATE =
  /(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?)(?![a-z])/i;

/** `icd10cm-order-April-1-2026`, `icd10cm-order-Jan-2025`: a month of the fiscal year's second calendar year. */
function updateIn(name: string): number | undefined {
  const month = UPDATE.exec(name)?.[1];
  return month === undefined ? undefined : monthNumber(month);
}
