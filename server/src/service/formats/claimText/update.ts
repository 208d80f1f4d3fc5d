import type { Claim, CodeMention } from '../../model/claim';
import type { ClaimChange, ClaimDocument, TextChange } from '../../model/document';
import { readRegion } from './reader';
import { lineStartOf } from './textLines';

/**
 * Reads again what an edit touches: from the claim before the one whose lines it meets (an edit of a claim's first line,
 * or of the line below a rule, may join it to the claim before) to where a claim begins that began there before. The
 * claims behind are moved, not read.
 */
export function update(
  document: ClaimDocument,
  text: string,
  change: TextChange,
): { document: ClaimDocument; changes: readonly ClaimChange[] } {
  const old = document.claims;
  const by = text.length - document.length;
  const touched = lineStartOf(text, change.start);
  const begun = firstFrom(old, touched);
  const at = Math.max(0, begun - 2);
  const from = begun >= 2 ? old[at]!.base : 0;
  let behind = firstFrom(old, change.end);
  const isKnown = (base: number): boolean => {
    while (behind < old.length && old[behind]!.base + by < base) behind++;
    return behind < old.length && old[behind]!.base + by === base;
  };
  const region = readRegion(text, from, isKnown);
  const reused = region.end < text.length ? behind : old.length;
  const claims = old.slice(0, at);
  const inserted = region.claims.map((claim, index) => unchanged(claim, index, region.claims, old, at, touched));
  for (const claim of inserted) claims.push(claim);
  const tail = old.slice(reused);
  if (by) for (const claim of tail) claim.base += by;
  for (const claim of tail) claims.push(claim);
  return {
    document: {
      format: document.format,
      length: text.length,
      claims,
      mentions: joinedMentions(document.mentions, from, region.mentions, region.end, by),
      problems: [],
    },
    changes: changesOf(old.slice(at, reused), inserted, at),
  };
}

/** The old claim, where it and the one behind it stand before the edit: its text is the same. */
function unchanged(
  claim: Claim,
  index: number,
  inserted: readonly Claim[],
  old: readonly Claim[],
  at: number,
  touched: number,
): Claim {
  const before = old[at + index];
  const next = inserted[index + 1];
  const nextBefore = old[at + index + 1];
  const same = before?.base === claim.base && next && nextBefore?.base === next.base && next.base < touched;
  return same ? before : claim;
}

function changesOf(removed: readonly Claim[], inserted: readonly Claim[], at: number): readonly ClaimChange[] {
  let same = 0;
  while (same < removed.length && same < inserted.length && removed[same] === inserted[same]) same++;
  if (same === removed.length && same === inserted.length) return [];
  return [{ at: at + same, removed: removed.slice(same), inserted: inserted.slice(same) }];
}

/** The mentions before `from`, the new ones, and those behind the region, moved. */
function joinedMentions(
  old: readonly CodeMention[],
  from: number,
  read: readonly CodeMention[],
  end: number,
  by: number,
): readonly CodeMention[] {
  const first = old.findIndex((mention) => mention.start >= from);
  const last = old.findIndex((mention) => mention.start + by >= end && mention.start >= from);
  const before = first < 0 ? old : old.slice(0, first);
  const behind = last < 0 ? [] : old.slice(last);
  const moved = by
    ? behind.map((mention) => ({ ...mention, start: mention.start + by, end: mention.end + by }))
    : behind;
  return [...before, ...read, ...moved];
}

/** The index of the first claim whose base is at or behind the offset. */
function firstFrom(claims: readonly Claim[], offset: number): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (claims[middle]!.base < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
