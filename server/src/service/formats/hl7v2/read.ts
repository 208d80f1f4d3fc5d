import type { Claim, CodeMention } from '../../model/claim';
import type { ClaimChange, ClaimDocument, ReadProblem, TextChange } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { shifted } from '../../model/span';
import { BatchFold } from './cut';
import { type Message, readMessage } from './message';

/** An HL7 text as messages; claims and mentions are gathered from them. */
export interface Hl7Document extends ClaimDocument {
  readonly format: 'hl7v2';
  readonly messages: readonly Message[];
}

export function readHl7(text: string): Hl7Document {
  const messages: Message[] = [];
  for (let at = 0; at < text.length; at += messages.at(-1)!.length) messages.push(readMessage(text, at));
  return documentOf(messages, text.length, claimsOf(messages));
}

function claimsOf(messages: readonly Message[]): Claim[] {
  return messages.flatMap(({ claims }) => claims);
}

function documentOf(messages: readonly Message[], length: number, claims: readonly Claim[]): Hl7Document {
  return {
    format: 'hl7v2',
    length,
    messages,
    claims,
    get mentions(): readonly CodeMention[] {
      return messages.flatMap(({ start, mentions }) =>
        mentions.map((one) => ({ ...one, start: one.start + start, end: one.end + start })),
      );
    },
    problems: problemsOf(messages),
  };
}

const NO_PROBLEMS: readonly ReadProblem[] = [];

function problemsOf(messages: readonly Message[]): readonly ReadProblem[] {
  const fold = new BatchFold();
  for (const { start, marks } of messages) {
    for (const mark of marks) fold.add({ ...mark, ...shifted(mark, start) });
  }
  const last = messages.at(-1);
  fold.end(last?.cut, last?.start ?? 0);
  return fold.problems.length ? fold.problems : NO_PROBLEMS;
}

export function messageAt(messages: readonly Message[], offset: number): number {
  return Math.max(
    0,
    lastAtOrBefore(messages.length, (index) => messages[index]!.start, offset),
  );
}

/** Reads again from the message before the edit (it may join the two) to where an old one begins behind the edit. */
export function updateHl7(
  old: Hl7Document,
  text: string,
  change: TextChange,
): { document: Hl7Document; changes: readonly ClaimChange[] } {
  const shift = text.length - old.length;
  const first = old.messages.length ? Math.max(0, messageAt(old.messages, change.start) - 1) : 0;
  const fresh: Message[] = [];
  let kept = first;
  let at = old.messages[first]?.start ?? 0;
  while (at < text.length) {
    while (kept < old.messages.length && old.messages[kept]!.start + shift < at) kept++;
    const candidate = old.messages[kept];
    if (candidate && candidate.start > change.end && candidate.start + shift === at) break;
    const message = readMessage(text, at);
    fresh.push(message);
    at += message.length;
  }
  if (at >= text.length) kept = old.messages.length;
  const removed = claimsOf(old.messages.slice(first, kept));
  const inserted = claimsOf(fresh);
  const from = old.messages[first]?.start ?? 0;
  const before = 1 + lastAtOrBefore(old.claims.length, (index) => old.claims[index]!.base, from - 1);
  if (shift !== 0) {
    for (let i = kept; i < old.messages.length; i++) {
      const message = old.messages[i]!;
      message.start += shift;
      for (const claim of message.claims) claim.base += shift;
    }
  }
  const messages = old.messages.slice(0, first).concat(fresh, old.messages.slice(kept));
  const claims = old.claims.slice(0, before).concat(inserted, old.claims.slice(before + removed.length));
  return { document: documentOf(messages, text.length, claims), changes: [{ at: before, removed, inserted }] };
}
