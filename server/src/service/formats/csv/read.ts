import type { Claim } from '../../model/claim';
import type { ClaimChange, ClaimDocument, TextChange } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { claimOf } from './claims';
import { findHeader, type Header, headerIn, sameNames } from './header';
import { NO_OWN, type OwnColumns } from './ownColumns';
import { LONGEST_CELL, type Row, readRow } from './row';
import { ServiceRow } from './serviceRow';

/** The table that rows stand in; one that is not open has ended, and the next has not begun. */
export interface Table {
  readonly header: Header;
  readonly isOpen: boolean;
}

/** Adjacent rows of one claim, or of none between two tables. Blocks tile what stands below the first header. */
export interface Block extends Table {
  /** Absolute; moved by edits before it. */
  start: number;
  readonly length: number;
  readonly claim: Claim | undefined;
}

export interface CsvDocument extends ClaimDocument {
  readonly format: 'csv';
  /** Of the first table. */
  readonly header: Header | undefined;
  readonly blocks: readonly Block[];
}

export function readCsv(text: string, own: OwnColumns = NO_OWN): CsvDocument {
  const header = findHeader(text, own);
  const blocks = header ? readBlocks(text, { header, isOpen: true }, header.next, own).blocks : [];
  return documentOf(header, blocks, text.length, claimsOf(blocks));
}

/** What an update knows already. */
interface Known {
  /** A block begins here that is known, below this table. */
  isBlock(start: number, table: Table): boolean;
  /** The header that it is known as. */
  header(found: Header): Header;
}

const NOTHING_KNOWN: Known = { isBlock: () => false, header: (found) => found };

/** Reads from a border between rows on, to the end or to where a block begins that is known. */
export function readBlocks(
  text: string,
  table: Table,
  from: number,
  own: OwnColumns,
  known: Known = NOTHING_KNOWN,
): { blocks: Block[]; end: number } {
  const blocks: Block[] = [];
  const end = eachBlock(text, table, from, own, (block) => blocks.push(block), known);
  return { blocks, end };
}

/** The same block by block, so that none need be kept. Returns where reading ended. */
export function eachBlock(
  text: string,
  table: Table,
  from: number,
  own: OwnColumns,
  onBlock: (block: Block) => void,
  known: Known = NOTHING_KNOWN,
): number {
  let { header, isOpen } = table;
  let rows: ServiceRow[] = [];
  let key = '';
  let frequency: string | undefined;
  const close = (end: number): void => {
    if (rows.length === 0) return;
    const { start } = rows[0]!.row;
    const claim = isOpen ? claimOf(text, header, rows) : undefined;
    onBlock({ start, length: end - start, claim, header, isOpen });
    rows = [];
  };
  for (let at = from; at < text.length; ) {
    let row = new ServiceRow(text, readRow(text, at, header.delimiter), header);
    const next = row.isWords ? tableFrom(row, { header, isOpen }, own) : undefined;
    const id = row.key;
    const bill = isOpen && id !== undefined ? row.frequency : undefined;
    const isOther = isOpen && id !== undefined && (id !== key || (bill ?? frequency) !== (frequency ?? bill));
    if (rows.length === 0 || next || isOther) {
      close(at);
      if (known.isBlock(at, { header, isOpen })) return at;
      key = (next ? undefined : id) ?? '';
      frequency = undefined;
    }
    frequency ??= next ? undefined : bill;
    if (next) {
      isOpen = next.isOpen;
      if (next.header !== header) header = known.header(next.header);
      row = new ServiceRow(text, row.row, header);
    }
    rows.push(row);
    at = row.row.next;
  }
  close(text.length);
  return text.length;
}

/** The table that begins, or ends, with a row of words; undefined where it goes on. */
function tableFrom(row: ServiceRow, { header, isOpen }: Table, own: OwnColumns): Table | undefined {
  const found = headerIn(row.text, row.row, header.delimiter, own);
  if (found) {
    const isSame = sameNames(found, header);
    return isSame && isOpen ? undefined : { header: isSame ? header : found, isOpen: true };
  }
  // Names that are no header of ours: what stands below has them where this table has codes.
  return isOpen && row.isTitle && !row.isHeader && !hasCodeBelow(row, header) ? { header, isOpen: false } : undefined;
}

/** The next row that is not empty has a code where the table has codes; true where there is none. */
function hasCodeBelow({ text, row }: ServiceRow, header: Header): boolean {
  for (let at = row.next, count = 0; at < text.length && count < MOST_BLANK_ROWS; count++) {
    const below = readRow(text, at, header.delimiter);
    if (below.cells.some(({ start, end }) => end > start)) return new ServiceRow(text, below, header).hasCode;
    at = below.next;
  }
  return true;
}
const MOST_BLANK_ROWS = 5;

function claimsOf(blocks: readonly Block[]): Claim[] {
  return blocks.flatMap(({ claim }) => claim ?? []);
}

function documentOf(
  header: Header | undefined,
  blocks: readonly Block[],
  length: number,
  claims: readonly Claim[],
): CsvDocument {
  return { format: 'csv', length, header, blocks, claims, mentions: [], problems: [] };
}

export function blockAt(blocks: readonly Block[], offset: number): number {
  return Math.max(
    0,
    lastAtOrBefore(blocks.length, (index) => blocks[index]!.start, offset),
  );
}

/**
 * Reads again from the claim before the edit (an edit may join the two, and a quote may reach a cell's length back) to
 * where an old claim begins behind the edit. An edit of the header reads all.
 */
export function updateCsv(
  old: CsvDocument,
  text: string,
  change: TextChange,
  own: OwnColumns = NO_OWN,
): { document: CsvDocument; changes: readonly ClaimChange[] } {
  const { header } = old;
  const reach = change.start - LONGEST_CELL - 1;
  const isSame = header !== undefined && (reach > header.next || sameHeader(header, findHeader(text, own)));
  if (!header || !isSame || old.blocks.length === 0 || change.start < header.next) {
    const document = readCsv(text, own);
    return { document, changes: [{ at: 0, removed: old.claims, inserted: document.claims }] };
  }
  const shift = text.length - old.length;
  const first = Math.max(0, blockAt(old.blocks, reach) - 1);
  let kept = first;
  const moved = new Set<Header>();
  const move = (one: Header): void => {
    if (one.start <= change.end || moved.has(one)) return;
    moved.add(one);
    one.start += shift;
    one.next += shift;
  };
  const known: Known = {
    isBlock(start, table) {
      while (kept < old.blocks.length && old.blocks[kept]!.start + shift < start) kept++;
      const candidate = old.blocks[kept];
      if (!candidate || candidate.start <= change.end || candidate.start + shift !== start) return false;
      const before = tableAbove(old, kept);
      return before.header === table.header && before.isOpen === table.isOpen;
    },
    header(found) {
      const same = old.blocks.find(
        ({ header: one }) => one.start + (one.start > change.end ? shift : 0) === found.start && sameNames(one, found),
      )?.header;
      if (same) move(same);
      return same ?? found;
    },
  };
  const { blocks: fresh, end } = readBlocks(text, tableAbove(old, first), old.blocks[first]!.start, own, known);
  if (end >= text.length) kept = old.blocks.length;
  const removed = claimsOf(old.blocks.slice(first, kept));
  const inserted = claimsOf(fresh);
  const from = old.blocks[first]!.start;
  const before = 1 + lastAtOrBefore(old.claims.length, (index) => old.claims[index]!.base, from - 1);
  if (shift !== 0) {
    for (let i = kept; i < old.blocks.length; i++) {
      const block = old.blocks[i]!;
      block.start += shift;
      move(block.header);
      if (block.claim) block.claim.base += shift;
    }
  }
  const blocks = old.blocks.slice(0, first).concat(fresh, old.blocks.slice(kept));
  const claims = old.claims.slice(0, before).concat(inserted, old.claims.slice(before + removed.length));
  return {
    document: documentOf(header, blocks, text.length, claims),
    changes: [{ at: before, removed, inserted }],
  };
}

/** The table that a block's first row is read below. */
function tableAbove({ header, blocks }: CsvDocument, index: number): Table {
  return blocks[index - 1] ?? { header: header!, isOpen: true };
}

function sameHeader(a: Header, b: Header | undefined): boolean {
  return b !== undefined && a.start === b.start && a.next === b.next && sameNames(a, b);
}

/** The row that holds an offset, and the header of its table. */
export function rowAt(
  document: CsvDocument,
  text: string,
  offset: number,
): { row: Row; claim?: Claim; header: Header } | undefined {
  const { blocks } = document;
  if (!document.header || offset < document.header.next) return undefined;
  const block = blocks[blockAt(blocks, offset)];
  if (block?.isOpen === false) return undefined;
  const header = block?.header ?? document.header;
  for (let at = block?.start ?? header.next; at <= text.length; ) {
    const row = readRow(text, at, header.delimiter);
    if (offset <= row.end) return { row, claim: block?.claim, header };
    if (row.next <= at || row.next > offset) return undefined;
    at = row.next;
  }
  return undefined;
}
