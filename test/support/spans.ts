import { equal, ok } from 'node:assert/strict';
import type { Claim } from '../../server/src/service/model/claim';
import type { ClaimDocument } from '../../server/src/service/model/document';

/** A text without what wraps lines: a value is clean of line ends that stand inside it. */
function unwrapped(text: string): string {
  return text.replace(/[\r\n]+/g, '');
}

/**
 * Looks at every span of a document, however deep: in bounds, in order, and the text there is the value (or `raw`, or
 * the number) that the reader gave. Returns how many leaves it saw.
 */
export function checkSpans(document: ClaimDocument, text: string): number {
  equal(document.length, text.length, 'length of the document');
  let leaves = 0;
  let last = 0;
  for (const claim of document.claims) {
    ok(claim.base >= last, `claim at ${claim.base} before the end of the one before it (${last})`);
    last = claim.base + claim.span.end;
    ok(claim.span.start >= 0 && last <= text.length, `claim ${claim.base}..${last} out of bounds`);
    leaves += checkValue(claim, text, claim.base, 'claim');
    checkLines(claim);
  }
  for (const mention of document.mentions) leaves += checkValue(mention, text, 0, 'mention');
  for (const problem of document.problems) inBounds(problem.span, text, 0, `problem ${problem.id}`);
  return leaves;
}

/** Lines follow each other inside the claim, and hold what they are made of. */
function checkLines(claim: Claim): void {
  let last = claim.span.start;
  for (const line of claim.lines) {
    ok(line.span.start >= last, `line at ${line.span.start} begins before ${last}`);
    last = line.span.end;
    ok(last <= claim.span.end, 'line behind the end of its claim');
    const parts = [line.number, line.procedure, ...line.modifiers, line.units, line.charge, line.description];
    for (const part of parts) {
      if (part) ok(line.span.start <= part.start && part.end <= last, `${JSON.stringify(part)} outside of its line`);
    }
  }
}

function checkValue(value: unknown, text: string, base: number, path: string): number {
  if (typeof value !== 'object' || value === null) return 0;
  let leaves = 0;
  if ('start' in value && 'end' in value) {
    const span = value as { start: number; end: number };
    inBounds(span, text, base, path);
    if ('value' in value) {
      leaves = 1;
      checkLeaf(
        value as { value: unknown; raw?: unknown },
        unwrapped(text.slice(base + span.start, base + span.end)),
        path,
      );
    }
  }
  for (const [key, part] of Object.entries(value)) leaves += checkValue(part, text, base, `${path}.${key}`);
  return leaves;
}

function checkLeaf(leaf: { value: unknown; raw?: unknown }, written: string, path: string): void {
  if (leaf.raw !== undefined) equal(written, leaf.raw, path);
  else if (typeof leaf.value === 'string') {
    // The type of bill stands in X12 as two components with a qualifier between them.
    const [facility, , frequency = ''] = path.endsWith('billType') ? written.split(/\W/) : [written];
    equal(facility + frequency, leaf.value, path);
  } else if (typeof leaf.value === 'number') {
    if (/^\d+$/.test(written)) equal(Number(written), leaf.value, path);
    else ok(/^(?:[A-L]|\d+(?:\.\d+)?|[A-Z]\w[\w.]*)$/i.test(written), `${path}: ${written} for ${leaf.value}`);
  }
}

function inBounds(span: { start: number; end: number }, text: string, base: number, path: string): void {
  ok(span.start <= span.end, `${path}: ${span.start}..${span.end} runs backwards`);
  ok(base + span.start >= 0 && base + span.end <= text.length, `${path}: ${span.start}..${span.end} out of bounds`);
}
