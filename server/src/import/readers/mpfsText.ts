import { ImportError } from '../importError';
import type { Head, Out } from '../reader';
import type { MpfsRow } from '../rows';
import { clean, linesOf, textOf } from '../text';
import { codeOf, numberOf, quoted } from '../values';

/**
 * A row of PPRRVU*.txt: code, modifier, 50 characters of description, a status letter, then numbers at fixed places.
 * The document of the release (RVU25D.pdf) numbers the columns from 1; slices here count from 0. The PC/TC indicator and
 * the global days behind those numbers tell this layout from the wider one of the years with two practice expenses.
 */
const ROW =
  /^[0-9A-Z]{4}[0-9A-Z](?: {2}|[0-9A-Z]{2}).{50}[A-Z][ +].{3}\.\d\d.{37}[ \d](?:0[019]0|MMM|XXX|YYY|ZZZ| {3})/;

/** The last column that every row has to reach: the conversion factor's. */
const LEAST_WIDTH = 140;

export function isMpfsText({ format, lines }: Head): boolean {
  return format === 'txt' && lines.some((line) => line.length >= LEAST_WIDTH && ROW.test(line));
}

/** The rows of the fixed-width file; the document leaves out column 59, which is NOT USED FOR MEDICARE PAYMENT. */
export async function readMpfsText(head: Head, out: Out): Promise<void> {
  const lines = linesOf(await textOf(head.member, out.signal));
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('HDR ') || line.startsWith('TRL') || clean(line) === '') continue;
    const code = codeOf(line.slice(0, 5));
    if (code === undefined) out.ignore('no code in columns 1-5');
    else if (line.length < LEAST_WIDTH || !ROW.test(line)) throw moved(head, at + 1, line);
    else out.row(rowOf(code, line));
  }
}

function rowOf(code: string, line: string): MpfsRow {
  const text = (from: number, to: number) => clean(line.slice(from - 1, to));
  const number = (from: number, to: number) => numberOf(text(from, to));
  return {
    code,
    modifier: text(6, 7),
    description: text(8, 57),
    status: text(58, 58),
    notUsedForMedicare: text(59, 59),
    workRvu: number(60, 65),
    nonFacilityPeRvu: number(67, 72),
    nonFacilityNa: text(73, 74) === 'NA',
    facilityPeRvu: number(76, 81),
    facilityNa: text(82, 83) === 'NA',
    mpRvu: number(85, 89),
    nonFacilityTotal: number(91, 96),
    facilityTotal: number(97, 102),
    pctc: text(103, 103),
    globalDays: text(104, 106),
    preOp: number(107, 109),
    intraOp: number(110, 112),
    postOp: number(113, 115),
    multiple: text(116, 116),
    bilateral: text(117, 117),
    assistant: text(118, 118),
    cosurgeon: text(119, 119),
    team: text(120, 120),
    endoBase: text(128, 132),
    conversionFactor: number(133, 140),
    supervision: text(142, 143),
    calculationFlag: text(144, 144),
    imagingFamily: text(146, 147),
    oppsNonFacilityPe: number(152, 157),
    oppsFacilityPe: number(159, 164),
    oppsMp: number(166, 171),
  };
}

function moved(head: Head, line: number, text: string): ImportError {
  return new ImportError(
    head.member.path,
    `line ${line} is not laid out as the fixed-width fee schedule (code 1-5, modifier 6-7, status 58, work RVU 60-65, global days 104-106, ` +
      `conversion factor 133-140): ${quoted(text)}; import the .csv of the same zip.`,
  );
}
