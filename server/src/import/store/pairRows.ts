import { NOT_PACKED, packCode } from '../packCode';
import type { PtpRow } from '../rows';
import type { PtpBatch } from '../sink';
import { StoreError } from './storeError';
import { type TermTable, termTable } from './termTable';

/** PTP edits by columns, twelve bytes a row, until they are encoded. Codes are packed as in `PtpBatch`. */
export interface PairRows {
  readonly column1: readonly Uint32Array[];
  readonly column2: readonly Uint32Array[];
  /** Numbers of the rows' terms in `distinct`. */
  readonly terms: readonly Uint32Array[];
  readonly distinct: TermTable;
  readonly length: number;
}

export interface PairRowsBuilder extends PairRows {
  addBatch(batch: PtpBatch): void;
  addRows(rows: readonly PtpRow[]): void;
  /** Takes over the rows of another. */
  addAll(other: PairRows): void;
}

export function pairRowsBuilder(source: string): PairRowsBuilder {
  const column1: Uint32Array[] = [];
  const column2: Uint32Array[] = [];
  const terms: Uint32Array[] = [];
  const distinct = termTable();
  let length = 0;
  const packed = (code: string) => {
    const key = packCode(code);
    if (key !== NOT_PACKED) return key;
    throw new StoreError(
      `“${code}” in ${source} can't be stored: a code of an edit has five digits and capital letters`,
    );
  };
  const add = (first: Uint32Array, second: Uint32Array, found: Uint32Array) => {
    column1.push(first);
    column2.push(second);
    terms.push(found);
    length += found.length;
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
      const found = new Uint32Array(batch.length);
      const reasons = Uint32Array.from(batch.rationales, distinct.reason);
      for (let i = 0; i < found.length; i++) {
        const flags = batch.indicator[i]! | (batch.priorTo1996[i]! << 1);
        found[i] = distinct.add(batch.effective[i]!, batch.deleted[i]!, flags, reasons[batch.rationale[i]!]!);
      }
      add(batch.column1.slice(0, batch.length), batch.column2.slice(0, batch.length), found);
    },
    addRows(rows) {
      add(
        Uint32Array.from(rows, (row) => packed(row.column1)),
        Uint32Array.from(rows, (row) => packed(row.column2)),
        Uint32Array.from(rows, (row) =>
          distinct.add(
            row.effective,
            row.deleted ?? 0,
            row.indicator | (row.priorTo1996 ? 2 : 0),
            distinct.reason(row.rationale),
          ),
        ),
      );
    },
    addAll(other) {
      const numbers = Uint32Array.from({ length: other.distinct.size }, (_, at) => {
        const { effective, deleted, flags, rationale } = other.distinct.at(at);
        return distinct.add(effective, deleted, flags, distinct.reason(rationale));
      });
      other.terms.forEach((chunk, at) => {
        add(
          other.column1[at]!,
          other.column2[at]!,
          chunk.map((term) => numbers[term]!),
        );
      });
    },
  };
}
