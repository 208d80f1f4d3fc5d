import { NOT_PACKED, packCode } from '../packCode';
import type { PtpRow } from '../rows';
import type { PtpBatch } from '../sink';
import { type CodeNumbers, codeNumbers } from './codeNumbers';
import { type NumberColumn, numberColumn } from './numberColumn';
import { StoreError } from './storeError';
import { type TermTable, termTable } from './termTable';

/** PTP edits by columns, four bytes a row, until they are encoded. Row by row in the order they came. */
export interface PairRows {
  readonly codes: CodeNumbers;
  readonly distinct: TermTable;
  /** Rows one after the other that have the same code in column 1: publishers sort by it. */
  readonly runs: readonly PairRun[];
  /** Numbers of the rows' codes of column 2 in `codes`. */
  readonly column2: NumberColumn;
  /** Numbers of the rows' terms in `distinct`. */
  readonly terms: NumberColumn;
  readonly length: number;
}

export interface PairRun {
  /** The number of the code in `codes`. */
  readonly column1: number;
  /** The first row; the run ends where the next one starts. */
  readonly from: number;
}

export interface PairRowsBuilder extends PairRows {
  addBatch(batch: PtpBatch): void;
  addRows(rows: readonly PtpRow[]): void;
  /** Takes over the rows of another. */
  addAll(other: PairRows): void;
}

export function pairRowsBuilder(source: string): PairRowsBuilder {
  const codes = codeNumbers();
  const distinct = termTable();
  const runs: PairRun[] = [];
  const column2 = numberColumn();
  const terms = numberColumn();
  let run = -1;
  const packed = (code: string) => {
    const key = packCode(code);
    if (key !== NOT_PACKED) return key;
    throw new StoreError(
      `“${code}” in ${source} can't be stored: a code of an edit has five digits and capital letters`,
    );
  };
  /** `first` and `second` as `packCode` gives them. */
  const add = (first: number, second: number, term: number) => {
    if (first !== run) {
      run = first;
      runs.push({ column1: codes.add(first), from: terms.length });
    }
    column2.push(codes.add(second));
    terms.push(term);
  };
  return {
    codes,
    distinct,
    runs,
    column2,
    terms,
    get length() {
      return terms.length;
    },
    addBatch(batch) {
      const { length, effective, deleted, indicator, priorTo1996, rationale } = batch;
      const reasons = Uint32Array.from(batch.rationales, distinct.reason);
      for (let i = 0; i < length; i++) {
        const flags = indicator[i]! | (priorTo1996[i]! << 1);
        const term = distinct.add(effective[i]!, deleted[i]!, flags, reasons[rationale[i]!]!);
        add(batch.column1[i]!, batch.column2[i]!, term);
      }
    },
    addRows(rows) {
      for (const row of rows) {
        const flags = row.indicator | (row.priorTo1996 ? 2 : 0);
        const reason = distinct.reason(row.rationale);
        add(packed(row.column1), packed(row.column2), distinct.add(row.effective, row.deleted ?? 0, flags, reason));
      }
    },
    addAll(other) {
      const numbers = Uint32Array.from({ length: other.distinct.size }, (_, at) => {
        const { effective, deleted, flags, rationale } = other.distinct.at(at);
        return distinct.add(effective, deleted, flags, distinct.reason(rationale));
      });
      other.runs.forEach(({ column1, from }, at) => {
        const first = other.codes.at(column1);
        const to = other.runs[at + 1]?.from ?? other.length;
        for (let row = from; row < to; row++) {
          add(first, other.codes.at(other.column2.at(row)), numbers[other.terms.at(row)]!);
        }
      });
    },
  };
}
