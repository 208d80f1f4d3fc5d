import type { NoClaims } from '../format';
import { skipBlank } from './cursor';
import { type Delimiters, delimitersOfBareText, delimitersOfIsa } from './delimiters';

/** What stands before the ISA where a program or a page quotes one. */
const QUOTES = /["'`]/;

/** Behind the ISA a group begins, or nothing is left: stars in a program are followed by something else. */
function beginsBody(head: string, { delimiters, end }: { delimiters: Delimiters; end: number }): boolean {
  const rest = head.slice(end, end + 60).trimStart();
  return rest === '' || (/^(?:GS|TA1|ISA|ISB|ISE|IEA)/.test(rest) && rest.includes(delimiters.element));
}

/** The delimiters of the first interchange in a text that begins with something else; one in quotes is none. */
export function interchangeWithin(head: string): Delimiters | undefined {
  for (let at = head.indexOf('ISA'); at >= 0; at = head.indexOf('ISA', at + 3)) {
    if (QUOTES.test(head[at - 1] ?? '')) continue;
    const found = delimitersOfIsa(head, at);
    if (found && beginsBody(head, found)) return found.delimiters;
  }
  return undefined;
}

/** Transaction sets that carry claims, with the segment that begins one. Source: ASC X12 005010X222A1, X221A1. */
const LOST = new Map([['837', 'CLM']]);
const MAY_CARRY = new Map([
  ['835', 'no claim payment (CLP) stands in its 835'],
  ['270', 'no procedure is asked about in its 270'],
  ['271', 'no procedure is answered in its 271'],
  ['276', 'no claim with a procedure stands in its 276'],
  ['277', 'no claim with a procedure stands in its 277'],
  ['278', 'no review of a procedure stands in its 278'],
]);

const LINE_ENDS = /[\r\n]+/g;

/** Why no claim was found in X12, by its first transaction. */
export function noClaimsInX12(head: string): NoClaims {
  const at = skipBlank(head, 0);
  const isa = delimitersOfIsa(head, at);
  const delimiters = isa?.delimiters ?? delimitersOfBareText(head, at) ?? interchangeWithin(head);
  if (!delimiters)
    return { kind: 'foreign', why: 'no X12 interchange (ISA), group (GS) or transaction (ST) begins in it' };
  const { element, segment } = delimiters;
  const ids = new Set<string>();
  let set: string | undefined;
  // Behind the ISA: it may lack its terminator.
  for (const text of head.slice(isa?.end ?? 0).split(segment)) {
    // Lines that were cut at a width end in the middle of an id.
    const [id = '', first = ''] = text.replace(LINE_ENDS, '').trim().split(element, 2);
    ids.add(id);
    if (id === 'ST') set ??= first.trim().slice(0, 3);
  }
  if (set === undefined) {
    return ids.has('TA1')
      ? { kind: 'none', why: 'it is an interchange acknowledgment (TA1)' }
      : { kind: 'lost', why: withoutTransaction(ids) };
  }
  const begins = LOST.get(set);
  if (begins) return { kind: 'lost', why: `its ${set} has no ${begins} segment: it was cut short, or is not complete` };
  return { kind: 'none', why: MAY_CARRY.get(set) ?? `transaction set ${setName(set)} carries none` };
}

/** A trailer that is there says that nothing was cut off behind it. */
function withoutTransaction(ids: ReadonlySet<string>): string {
  if (ids.has('IEA') && !ids.has('GS')) return 'its interchange (ISA to IEA) has no group (GS)';
  if (ids.has('GE') || ids.has('SE') || ids.has('IEA')) return 'its group has no transaction set (ST)';
  return 'it ends before its first transaction set (ST)';
}

/** Three digits or nothing: anything else may be of the text itself. */
function setName(set: string): string {
  return /^\d{3}$/.test(set) ? set : 'of its kind';
}
