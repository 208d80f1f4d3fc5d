import type { Claim } from '../../model/claim';
import type { ClaimChange, ClaimDocument, TextChange } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { claimOf } from './claims';
import { findHeader, type Header } from './header';
import { NO_OWN, type OwnColumns } from './ownColumns';
import { LONGEST_CELL, type Row, readRow } from './row';
import { ServiceRow } from './serviceRow';

/** Adjacent rows of one claim. Blocks tile what stands below the header. */
export interface Block {
  /** Absolute; moved by edits before it. */
  start: number;
  readonly length: number;
  readonly claim: Claim | undefined;
}

export interface CsvDocument extends ClaimDocument {
  readonly format: 'csv';
  readonly header: Header | undefined;
  readonly blocks: readonly Block[];
}

export function readCsv(text: string, own: OwnColumns = NO_OWN): CsvDocument {
  const header = findHeader(text, own);
  const blocks = header ? readBlocks(text, header, header.next).blocks : [];
  return documentOf(header, blocks, text.length, claimsOf(blocks));
}

/** Reads from a border between rows on, to the end or to where `isKnown` says that a claim begins that is known. */
export function readBlocks(
  text: string,
  header: Header,
  from: number,
  isKnown: (start: number) => boolean = () => false,
): { blocks: Block[]; end: number } {
  const blocks: Block[] = [];
  let rows: ServiceRow[] = [];
  let key = '';
  const close = (end: number): void => {
    if (rows.length === 0) return;
    const { start } = rows[0]!.row;
    blocks.push({ start, length: end - start, claim: claimOf(text, header, rows) });
    rows = [];
  };
  for (let at = from; at < text.length; ) {
    const row = new ServiceRow(text, readRow(text, at, header.delimiter), header);
    const own = row.key;
    if (rows.length === 0 || (own !== undefined && own !== key)) {
      close(at);
      if (isKnown(at)) return { blocks, end: at };
      key = own ?? '';
    }
    rows.push(row);
    at = row.row.next;
  }
  close(text.length);
  return { blocks, end: text.length };
}

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
  const isKnown = (start: number): boolean => {
    while (kept < old.blocks.length && old.blocks[kept]!.start + shift < start) kept++;
    const candidate = old.blocks[kept];
    return candidate !== undefined && candidate.start > change.end && candidate.start + shift === start;
  };
  const { blocks: fresh, end } = readBlocks(text, header, old.blocks[first]!.start, isKnown);
  if (end >= text.length) kept = old.blocks.length;
  const removed = claimsOf(old.blocks.slice(first, kept));
  const inserted = claimsOf(fresh);
  const from = old.blocks[first]!.start;
  const before = 1 + lastAtOrBefore(old.claims.length, (index) => old.claims[index]!.base, from - 1);
  if (shift !== 0) {
    for (let i = kept; i < old.blocks.length; i++) {
      const block = old.blocks[i]!;
      block.start += shift;
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

function sameHeader(a: Header, b: Header | undefined): boolean {
  return (
    b !== undefined &&
    a.start === b.start &&
    a.next === b.next &&
    a.delimiter === b.delimiter &&
    a.names.length === b.names.length &&
    a.names.every((name, index) => name === b.names[index])
  );
}

/** The row that holds an offset. */
export function rowAt(document: CsvDocument, text: string, offset: number): { row: Row; claim?: Claim } | undefined {
  const { header, blocks } = document;
  if (!header || offset < header.next) return undefined;
  const block = blocks[blockAt(blocks, offset)];
  for (let at = block?.start ?? header.next; at <= text.length; ) {
    const row = readRow(text, at, header.delimiter);
    if (offset <= row.end) return { row, claim: block?.claim };
    if (row.next <= at || row.next > offset) return undefined;
    at = row.next;
  }
  return undefined;
}
