import type { Day } from '../service/model/date';
import { ImportError } from './importError';
import { unpackCode } from './packCode';
import type { PtpRow } from './rows';
import { PAIRS_A_BATCH, type PtpBatch, ROWS_A_BATCH, type TableSink } from './sink';

/** Takes PTP edits one by one and hands them on in batches. */
export interface PairWriter {
  /** `deleted` 0 for an active edit; `rationale` as `rationaleOf` gives it. */
  add(
    column1: number,
    column2: number,
    priorTo1996: boolean,
    effective: Day,
    deleted: Day,
    indicator: number,
    rationale: number,
  ): void;
  /** The index of a text; texts that were seen before keep theirs. */
  rationaleOf(text: string): number;
  flush(): void;
  readonly count: number;
}

const MOST_RATIONALES = 0x10000;

export function pairWriter(file: string, sink: TableSink): PairWriter {
  const column1 = new Uint32Array(PAIRS_A_BATCH);
  const column2 = new Uint32Array(PAIRS_A_BATCH);
  const effective = new Uint32Array(PAIRS_A_BATCH);
  const deleted = new Uint32Array(PAIRS_A_BATCH);
  const indicator = new Uint8Array(PAIRS_A_BATCH);
  const priorTo1996 = new Uint8Array(PAIRS_A_BATCH);
  const rationale = new Uint16Array(PAIRS_A_BATCH);
  const rationales: string[] = [];
  const known = new Map<string, number>();
  let length = 0;
  let count = 0;
  const flush = () => {
    if (length === 0) return;
    const batch: PtpBatch = {
      length,
      column1,
      column2,
      effective,
      deleted,
      indicator,
      priorTo1996,
      rationale,
      rationales,
    };
    length = 0;
    if (sink.pairs) sink.pairs(batch);
    else for (let from = 0; from < batch.length; from += ROWS_A_BATCH) sink.rows(ptpRows(batch, from));
  };
  return {
    add(first, second, prior, from, to, allowed, why) {
      column1[length] = first;
      column2[length] = second;
      priorTo1996[length] = prior ? 1 : 0;
      effective[length] = from;
      deleted[length] = to;
      indicator[length] = allowed;
      rationale[length] = why;
      count++;
      if (++length === PAIRS_A_BATCH) flush();
    },
    rationaleOf(text) {
      const index = known.get(text);
      if (index !== undefined) return index;
      if (rationales.length === MOST_RATIONALES) {
        throw new ImportError(file, `it has more than ${MOST_RATIONALES} rationales where CMS publishes a dozen.`);
      }
      known.set(text, rationales.length);
      return rationales.push(text) - 1;
    },
    flush,
    get count() {
      return count;
    },
  };
}

/** At most `ROWS_A_BATCH` edits of a batch as objects. */
export function ptpRows(batch: PtpBatch, from = 0): PtpRow[] {
  const rows: PtpRow[] = [];
  const end = Math.min(batch.length, from + ROWS_A_BATCH);
  for (let at = from; at < end; at++) {
    rows.push({
      column1: unpackCode(batch.column1[at]!),
      column2: unpackCode(batch.column2[at]!),
      priorTo1996: batch.priorTo1996[at] === 1,
      effective: batch.effective[at]!,
      deleted: batch.deleted[at] || undefined,
      indicator: batch.indicator[at] === 1 ? 1 : 0,
      rationale: batch.rationales[batch.rationale[at]!] ?? '',
    });
  }
  return rows;
}
