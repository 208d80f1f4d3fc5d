import type { Out } from '../reader';
import type { HcpcsRow } from '../rows';
import { optionalDay } from '../values';

/** One record: the first of a code (type 3, of a modifier 7) or more of its long description (4 and 8). */
export interface HcpcsLine {
  readonly line: number;
  readonly code: string;
  readonly recordType: string;
  readonly long: string;
  readonly short: string;
  readonly pricing: readonly string[];
  readonly multiplePricing: string;
  readonly coverage: string;
  readonly crossReferences: readonly string[];
  readonly betos: string;
  readonly typeOfService: readonly string[];
  readonly statute: string;
  readonly added: string;
  readonly actionEffective: string;
  readonly terminated: string;
  readonly action: string;
}

/** Joins the records of a code, which follow each other; long descriptions are broken between words. */
export function hcpcsJoiner(file: string, out: Out): { add(line: HcpcsLine): void; end(): void } {
  let first: HcpcsLine | undefined;
  let long = '';
  const end = () => {
    if (first) out.row(rowOf(file, first, long));
    first = undefined;
  };
  return {
    add(line) {
      const continues = line.recordType === '4' || line.recordType === '8';
      if (continues && first?.code === line.code) {
        long += long === '' || line.long === '' ? line.long : ` ${line.long}`;
      } else if (continues) {
        out.ignore('more of a description without its first line');
      } else {
        end();
        first = line;
        long = line.long;
      }
    },
    end,
  };
}

function rowOf(file: string, line: HcpcsLine, longDescription: string): HcpcsRow {
  const place = { file, line: line.line };
  const given = (texts: readonly string[]) => texts.filter((text) => text !== '');
  return {
    code: line.code,
    modifier: line.recordType === '7',
    longDescription,
    shortDescription: line.short,
    pricing: given(line.pricing),
    multiplePricing: line.multiplePricing,
    coverage: line.coverage,
    crossReferences: given(line.crossReferences),
    betos: line.betos,
    typeOfService: given(line.typeOfService),
    statute: line.statute,
    added: optionalDay(place, 'ADD DT', line.added),
    actionEffective: optionalDay(place, 'ACT EFF DT', line.actionEffective),
    terminated: optionalDay(place, 'TERM DT', line.terminated),
    action: line.action,
  };
}
