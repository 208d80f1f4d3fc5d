import type { Claim, CodeMention } from '../../model/claim';
import { type Block, claimOf, newBlock } from './block';
import { boundaryAt } from './boundaries';
import { readLine } from './readLine';
import { lineFrom, readableWidth, type TextLine } from './textLines';

/** What stands between two offsets. `end` is where reading stopped: a claim that was known to begin there, or the end. */
export interface Region {
  readonly claims: readonly Claim[];
  readonly mentions: readonly CodeMention[];
  readonly end: number;
}

/**
 * Reads from `from`, the start of the text or of a claim, until a claim begins where `isKnown` says that one is known
 * already. Nothing of what stands before a claim bears on how it is read.
 */
export function readRegion(text: string, from: number, isKnown?: (base: number) => boolean): Region {
  const claims: Claim[] = [];
  const mentions: CodeMention[] = [];
  let block = newBlock(from, 'start');
  let line: TextLine;
  for (let at = from; at < text.length; at = line.next) {
    line = lineFrom(text, at);
    const content = text.slice(line.start, Math.min(line.end, line.start + readableWidth));
    const opened = boundaryAt(block, content, text, line);
    if (opened && at === block.base) block.opened = opened;
    else if (opened) {
      const claim = isLetterhead(block, opened) ? undefined : claimOf(block);
      if (claim) claims.push(claim);
      if (isKnown?.(at)) return { claims, mentions, end: at };
      block = newBlock(at, opened);
    }
    readLine(block, content, text, line, mentions);
  }
  const last = claimOf(block);
  if (last) claims.push(last);
  return { claims, mentions, end: text.length };
}

/** Reads one claim from its base, with its layouts, up to its end or to the line that starts at `until`. */
export function readBlock(text: string, base: number, until = text.length): Block {
  let block = newBlock(base, 'start', []);
  const mentions: CodeMention[] = [];
  let line: TextLine;
  for (let at = base; at < until; at = line.next) {
    line = lineFrom(text, at);
    const content = text.slice(line.start, Math.min(line.end, line.start + readableWidth));
    const opened = boundaryAt(block, content, text, line);
    if (opened && at === block.base) block.opened = opened;
    else if (opened) {
      if (until === text.length && claimOf(block)) return block;
      block = newBlock(at, opened, []);
    }
    readLine(block, content, text, line, mentions);
  }
  return block;
}

/**
 * Headers above the first claim key of a file, without a patient and without a service line, are the file's and not a
 * claim's: they make no claim, and none of them passes into one.
 */
function isLetterhead(block: Block, opened: Block['opened']): boolean {
  return (
    opened !== 'rule' && block.opened === 'start' && !block.lines.length && !block.hasClaimKey && !block.hasAccountKey
  );
}
