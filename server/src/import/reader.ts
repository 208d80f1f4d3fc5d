import type { CellRow } from './cellRow';
import type { Member } from './member';
import type { PairWriter } from './pairWriter';
import type { TableEdition } from './rows';
import type { ImportRow } from './sink';
import type { Sheet } from './xlsx';

export type Format = 'csv' | 'txt' | 'xlsx' | 'xml';

/** The start of a member, by which it is recognised: about 64 KB of a text, or the first rows of one sheet. */
export interface Head {
  readonly member: Member;
  readonly format: Format;
  /** '' for a workbook. */
  readonly text: string;
  readonly lines: readonly string[];
  /** The rows of a sheet or a CSV, the tab-delimited ones of a text that has tabs. */
  readonly rows: readonly CellRow[];
  readonly sheet?: Sheet;
}

/** Which release a member holds, and which of two members with the same release is the better one to read. */
export type Release = Omit<TableEdition, 'source'> & {
  /** A later correction of the same release (`r1` after `r0`), or a better file of the same content, is higher. */
  readonly revision?: number;
  /** Members of one release that add to each other (CPT's short and long descriptors) differ in this. */
  readonly field?: string;
  /** Why another member of the same release is read in its place where there is one. */
  readonly yields?: string;
  /** What the user should know about how the release was told. */
  readonly note?: string;
};

/** Reads one kind of file. */
export interface Reader {
  readonly id: string;
  /** For messages: `the fee schedule (PPRRVU)`. */
  readonly what: string;
  /** How the publisher names it: decides where the content does not, so that a header that moved is told. */
  readonly names: RegExp;
  /** The formats in which it is published, the one to prefer first. */
  readonly formats: readonly Format[];
  matches(head: Head): boolean;
  /** Throws `ImportError` where neither content nor names tell. */
  release(head: Head, signal?: AbortSignal): Release | Promise<Release>;
  /** Writes every row. Throws `ImportError` for a layout it does not know and for a row it can't read. */
  read(head: Head, out: Out): Promise<void>;
}

/** What a reader writes to. */
export interface Out {
  readonly signal: AbortSignal | undefined;
  row(row: ImportRow): void;
  /** A row that is left out on purpose; they are counted by reason. */
  ignore(reason: string): void;
  /** For PTP, in place of `row`. */
  pairs(): PairWriter;
}

/** For a member that is read to learn something of it, before it is imported or in place of that. */
export function nowhere(signal: AbortSignal | undefined, onRow: Out['row'] = () => {}): Out {
  const none = () => {};
  const pairs: PairWriter = { add: none, rationaleOf: () => 0, flush: none, count: 0 };
  return { signal, row: onRow, ignore: none, pairs: () => pairs };
}
