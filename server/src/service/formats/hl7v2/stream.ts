import { shifted } from '../../model/span';
import type { ClaimStream } from '../format';
import { type PartReader, partStream } from '../partStream';
import { BatchFold } from './cut';
import { readMessage } from './message';

/** A file that arrives in pieces, message by message; the header of a message tells its separators. */
export function streamHl7(atLeast?: number): ClaimStream {
  const fold = new BatchFold();
  const reader: PartReader<undefined> = {
    read(text, offset, isLast, onClaim) {
      let at = 0;
      while (at < text.length) {
        const message = readMessage(text, at);
        const end = at + message.length;
        if (end === text.length && !isLast) break;
        for (const mark of message.marks) fold.add({ ...mark, ...shifted(mark, offset + at) });
        for (const claim of message.claims) onClaim(claim, at, end, undefined);
        if (isLast && end === text.length) fold.end(message.cut, offset + at);
        at = end;
      }
      return at;
    },
    again: (text) => readMessage(text, 0).claims,
    problems: fold.problems,
  };
  return partStream(reader, atLeast);
}
