import { ImportError } from '../importError';
import type { Head, Out } from '../reader';
import { clean, linesOf, textOf } from '../text';
import { quoted } from '../values';
import { hcpcsJoiner } from './hcpcsLine';

/**
 * A record of 320 columns (HCPCS record layout of CMS): code 1-5, a modifier's in 4-5, sequence 6-10, record type 11.
 * The first lines of some years are a disclaimer.
 */
const RECORD = /^(?:[A-Z]\d{4}|[ \u00a0]{3}[0-9A-Z]{2})\d{5}[3478]/;

export function isHcpcsText({ format, lines }: Head): boolean {
  return format === 'txt' && lines.some((line) => line.length >= 200 && RECORD.test(line));
}

export async function readHcpcsText(head: Head, out: Out): Promise<void> {
  const lines = linesOf(await textOf(head.member, out.signal));
  const joiner = hcpcsJoiner(head.member.path, out);
  let started = false;
  for (const [at, line] of lines.entries()) {
    if (RECORD.test(line)) {
      started = true;
      joiner.add(recordOf(line, at + 1));
    } else if (started && clean(line) !== '') {
      throw new ImportError(
        head.member.path,
        `line ${at + 1} is not laid out as the alpha-numeric file (code 1-5, sequence 6-10, record type 11): ${quoted(line)}.`,
      );
    }
  }
  joiner.end();
}

function recordOf(line: string, number: number) {
  const text = (from: number, to: number) => clean(line.slice(from - 1, to));
  const several = (from: number, width: number, count: number) =>
    Array.from({ length: count }, (_, at) => text(from + at * width, from + (at + 1) * width - 1));
  return {
    line: number,
    code: text(1, 5),
    recordType: text(11, 11),
    long: text(12, 91),
    short: text(92, 119),
    pricing: several(120, 2, 4),
    multiplePricing: text(128, 128),
    coverage: text(230, 230),
    crossReferences: several(205, 5, 5),
    betos: text(257, 259),
    typeOfService: several(261, 1, 5),
    statute: text(171, 180),
    added: text(269, 276),
    actionEffective: text(277, 284),
    terminated: text(285, 292),
    action: text(293, 293),
  };
}
