import type { Claim, CodeMention } from '../../model/claim';
import type { ClaimChange, ClaimDocument, ReadProblem, TextChange } from '../../model/document';
import { replaceItems } from '../../model/list';
import { lastAtOrBefore } from '../../model/search';
import { shifted } from '../../model/span';
import type { Text } from '../../model/text';
import { type Block, BlockReader } from './block';
import { BARE_HEAD, ISA_REACH } from './delimiters';
import { NotableBlocks } from './notable';
import { OUTSIDE, sameState, type X12State } from './state';
import { MARGIN } from './stream';

/** An X12 text as blocks; claims, mentions and problems are gathered from them. */
export interface X12Document extends ClaimDocument {
  readonly format: 'x12';
  readonly blocks: readonly Block[];
  readonly notable: NotableBlocks;
}

export function readX12(text: string): X12Document {
  const blocks: Block[] = [];
  const reader = new BlockReader(text);
  let state: X12State = OUTSIDE;
  for (let at = 0; at < text.length; state = reader.after) {
    const block = reader.read(at, state);
    blocks.push(block);
    at += block.length;
  }
  return documentOf(blocks, text.length, claimsOf(blocks), new NotableBlocks(blocks));
}

function claimsOf(blocks: readonly Block[]): Claim[] {
  const claims: Claim[] = [];
  for (const block of blocks) if (block.claim) claims.push(block.claim);
  return claims;
}

function documentOf(
  blocks: readonly Block[],
  length: number,
  claims: readonly Claim[],
  notable: NotableBlocks,
): X12Document {
  let problems: readonly ReadProblem[] | undefined;
  return {
    format: 'x12',
    length,
    blocks,
    claims,
    notable,
    get mentions(): readonly CodeMention[] {
      return blocks.flatMap((block) => block.mentions.map((one) => ({ ...one, ...shifted(one, block.start) })));
    },
    get problems(): readonly ReadProblem[] {
      problems ??= notable.problems();
      return problems;
    },
  };
}

/** The index of the block that holds `offset`: the last that starts at or before it. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  return Math.max(
    0,
    lastAtOrBefore(blocks.length, (index) => blocks[index]!.start, offset),
  );
}

/**
 * Reads again from the block before the edit until the old blocks fit: the same place, the same state. Their claims
 * are kept and moved, and the lists of the old document go over into the new one.
 */
export function updateX12(
  old: X12Document,
  text: Text,
  change: TextChange,
): { document: X12Document; changes: readonly ClaimChange[] } {
  if (old.blocks.length === 0 || text.length === 0) {
    const document = readX12(String(text));
    return { document, changes: [{ at: 0, removed: old.claims, inserted: document.claims }] };
  }
  const shift = change.text.length - (change.end - change.start);
  // An edit at a block's first characters may join it to the one before; where there is no ISA the head decides.
  const first = change.start < BARE_HEAD ? 0 : Math.max(0, blockAt(old.blocks, reachOf(text, change.start)) - 1);
  const reader = new WindowReader(text);
  const fresh: Block[] = [];
  let at = old.blocks[first]!.start;
  let state = old.blocks[first]!.before;
  let kept = first;
  const settled = change.start + change.text.length;
  while (at < text.length) {
    while (kept < old.blocks.length && old.blocks[kept]!.start + shift < at) kept++;
    const candidate = old.blocks[kept];
    if (
      candidate &&
      at > settled &&
      candidate.start > change.end &&
      candidate.start + shift === at &&
      sameState(candidate.before, state)
    ) {
      break;
    }
    const block = reader.read(at, state);
    fresh.push(block);
    at += block.length;
    state = reader.after;
  }
  if (at >= text.length) kept = old.blocks.length;
  // By the places of before the shift, which the claims still have.
  const from = old.blocks[first]!.start;
  const claimsBefore = 1 + lastAtOrBefore(old.claims.length, (index) => old.claims[index]!.base, from - 1);
  const replaced = old.blocks.slice(first, kept);
  const removed = claimsOf(replaced);
  const inserted = claimsOf(fresh);
  if (shift !== 0) {
    for (let i = kept; i < old.blocks.length; i++) {
      const block = old.blocks[i]!;
      block.start += shift;
      if (block.claim) block.claim.base += shift;
    }
  }
  const blocks = old.blocks as Block[];
  const claims = old.claims as Claim[];
  replaceItems(blocks, first, replaced.length, fresh);
  replaceItems(claims, claimsBefore, removed.length, inserted);
  old.notable.replace(replaced, fresh, blocks);
  return {
    document: documentOf(blocks, text.length, claims, old.notable),
    changes: [{ at: claimsBefore, removed, inserted }],
  };
}

/** How much of a text is looked at for the first blocks; twice as much each time that was not enough. */
const WINDOW = MARGIN * 4;

/** Reads blocks in a row, of a text that is looked at in part. */
class WindowReader {
  private base = 0;
  private room = WINDOW;
  private view = '';
  private reader: BlockReader | undefined;

  constructor(private readonly text: Text) {}

  read(at: number, before: X12State): Block {
    let reader = this.reader ?? this.lookAt(at);
    for (;;) {
      const block = reader.read(at - this.base, before);
      const seen = this.base + this.view.length;
      if (at + block.length + MARGIN <= seen || seen >= this.text.length) {
        block.start = at;
        if (block.claim) block.claim.base = at;
        return block;
      }
      reader = this.lookAt(at);
    }
  }

  /** The state behind the block that was read last. */
  get after(): X12State {
    return this.reader!.after;
  }

  private lookAt(at: number): BlockReader {
    this.base = at;
    this.view = this.text.slice(at, at + this.room);
    this.room *= 2;
    this.reader = new BlockReader(this.view, at === 0);
    return this.reader;
  }
}

/** Where the reading of what stands at `offset` may have been decided: an ISA is told by what follows it. */
function reachOf(text: Text, offset: number): number {
  const from = Math.max(0, offset - ISA_REACH);
  const isa = text.slice(from, offset).search(/I[\r\n]*S[\r\n]*A/);
  return isa < 0 ? offset : from + isa;
}
