import { NOT_PACKED, packCode } from '../packCode';
import type { PtpRow } from '../rows';
import type { PtpBatch } from '../sink';
import { StoreError } from './storeError';

/** What an edit says besides its codes. */
export type PairTerms = Omit<PtpRow, 'column1' | 'column2'>;

/** PTP edits by columns, twelve bytes a row, until they are encoded. Codes are packed as in `PtpBatch`. */
export interface PairRows {
  readonly column1: readonly Uint32Array[];
  readonly column2: readonly Uint32Array[];
  /** Index in `distinct`. */
  readonly terms: readonly Uint32Array[];
  readonly distinct: readonly PairTerms[];
  readonly length: number;
}

export interface PairRowsBuilder extends PairRows {
  addBatch(batch: PtpBatch): void;
  addRows(rows: readonly PtpRow[]): void;
}

export function pairRowsBuilder(source: string): PairRowsBuilder {
  const column1: Uint32Array[] = [];
  const column2: Uint32Array[] = [];
  const terms: Uint32Array[] = [];
  const distinct: PairTerms[] = [];
  const rationales = new Map<string, number>();
  const days = new Map<number, number>();
  const known = new Map<number, number>();
  let length = 0;

  const dayIndex = (day: number) => {
    let index = days.get(day);
    if (index === undefined) {
      index = days.size;
      days.set(day, index);
    }
    return index;
  };
  const rationaleIndex = (text: string) => {
    let index = rationales.get(text);
    if (index === undefined) {
      index = rationales.size;
      rationales.set(text, index);
    }
    return index;
  };
  // Two day indexes of 17 bits, a rationale of 16 and two flags: 52 bits.
  const termIndex = (
    effective: number,
    deleted: number,
    indicator: number,
    prior: number,
    rationale: number,
    text: string,
  ) => {
    const key = ((dayIndex(effective) * 131072 + dayIndex(deleted)) * 65536 + rationale) * 4 + indicator * 2 + prior;
    let index = known.get(key);
    if (index === undefined) {
      index =
        distinct.push({
          priorTo1996: prior === 1,
          effective,
          deleted: deleted || undefined,
          indicator: indicator === 1 ? 1 : 0,
          rationale: text,
        }) - 1;
      known.set(key, index);
    }
    return index;
  };

  return {
    column1,
    column2,
    terms,
    distinct,
    get length() {
      return length;
    },
    addBatch(batch) {
      const count = batch.length;
      const found = new Uint32Array(count);
      const texts = batch.rationales.map(rationaleIndex);
      let effective = -1;
      let deleted = -1;
      let rest = -1;
      let index = 0;
      for (let i = 0; i < count; i++) {
        const rationale = batch.rationale[i]!;
        const others = rationale * 4 + batch.indicator[i]! * 2 + batch.priorTo1996[i]!;
        if (batch.effective[i] !== effective || batch.deleted[i] !== deleted || others !== rest) {
          effective = batch.effective[i]!;
          deleted = batch.deleted[i]!;
          rest = others;
          index = termIndex(
            effective,
            deleted,
            batch.indicator[i]!,
            batch.priorTo1996[i]!,
            texts[rationale]!,
            batch.rationales[rationale]!,
          );
        }
        found[i] = index;
      }
      column1.push(batch.column1.slice(0, count));
      column2.push(batch.column2.slice(0, count));
      terms.push(found);
      length += count;
    },
    addRows(rows) {
      const packed = (code: string) => {
        const key = packCode(code);
        if (key === NOT_PACKED)
          throw new StoreError(
            `“${code}” in ${source} can't be stored as a code of an edit: it has not five digits and capital letters`,
          );
        return key;
      };
      column1.push(Uint32Array.from(rows, (row) => packed(row.column1)));
      column2.push(Uint32Array.from(rows, (row) => packed(row.column2)));
      terms.push(
        Uint32Array.from(rows, (row) =>
          termIndex(
            row.effective,
            row.deleted ?? 0,
            row.indicator,
            row.priorTo1996 ? 1 : 0,
            rationaleIndex(row.rationale),
            row.rationale,
          ),
        ),
      );
      length += rows.length;
    },
  };
}
