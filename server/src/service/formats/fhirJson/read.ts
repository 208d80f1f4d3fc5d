import type { Claim, CodeMention } from '../../model/claim';
import type { ClaimChange, ClaimDocument, ReadProblem, TextChange } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import type { Span } from '../../model/span';
import { Charges, claimTheSame } from './charges';
import { chargesIn, Gatherer, type Resource } from './gather';
import { type ParseState, parseJson } from './json';
import type { Known } from './parties';
import { type Layout, layoutOf, nextRecord, readRegion, recordsIn } from './records';
import { claimOf, isClaimType, typeOf } from './resource';

/** What a text must hold to be read at all; in any other JSON nothing is complained of. */
export const MAY_BE_CLAIMS = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit|ChargeItem|Procedure|Bundle)"/;

export interface FhirDocument extends ClaimDocument {
  readonly format: 'fhir-json';
  readonly layout: Layout;
  /** Where the resources stand that hold claims, in order; absolute. */
  readonly resources: readonly Resource[];
}

/** Of each document what the references of its resources may name, in their order. */
const KNOWN = new WeakMap<FhirDocument, readonly Known[]>();

/**
 * Reads a resource, a Bundle, an array of them, or one a line (NDJSON); JSON of any other kind has no claims. Each
 * record of an NDJSON text stands alone: a reference names what stands beside it in its own record.
 */
export function readFhir(text: string): FhirDocument {
  const claims: Claim[] = [];
  const mentions: CodeMention[] = [];
  const resources: Resource[] = [];
  const problems: ReadProblem[] = [];
  const layout = layoutOf(text, true)!;
  const knownTo: Known[] = [];
  const document: FhirDocument = {
    format: 'fhir-json',
    length: text.length,
    layout,
    claims,
    mentions,
    problems,
    resources,
  };
  KNOWN.set(document, knownTo);
  if (!MAY_BE_CLAIMS.test(text)) return document;
  const regions =
    layout === 'whole'
      ? [readRegion(text, 0, text.length, true)]
      : Array.from(recordsIn(text, true), ({ region }) => region);
  const charges = new Charges();
  for (const { found } of regions) chargesIn(found, charges);
  const gatherer = new Gatherer(charges, mentions, (claim) => claims.push(claim));
  for (const region of regions) {
    const { resources: own, known } = gatherer.add(text, region);
    for (const resource of own) {
      resources.push(resource);
      knownTo.push(known);
    }
    for (const problem of region.problems) problems.push(problem);
  }
  gatherer.end();
  return document;
}

/**
 * An edit inside a claim reads that claim again. One that may bear on others (a patient's name, a charge's code, a
 * bracket) reads all; the claims that came out the same are kept, so that only what changed is judged.
 */
export function updateFhir(
  old: FhirDocument,
  text: string,
  change: TextChange,
): { document: FhirDocument; changes: readonly ClaimChange[] } {
  const within = updateClaim(old, text, change);
  if (within) return within;
  const document = readFhir(text);
  const fresh = document.claims as Claim[];
  const count = Math.min(old.claims.length, fresh.length);
  let head = 0;
  while (head < count && same({ ...old.claims[head]!, base: fresh[head]!.base }, fresh[head]!)) head++;
  let tail = 0;
  while (
    tail < count - head &&
    same({ ...old.claims.at(-1 - tail)!, base: fresh.at(-1 - tail)!.base }, fresh.at(-1 - tail)!)
  )
    tail++;
  const keep = (index: number, claim: Claim): void => {
    claim.base = fresh[index]!.base;
    fresh[index] = claim;
  };
  for (let i = 0; i < head; i++) keep(i, old.claims[i]!);
  for (let i = 0; i < tail; i++) keep(fresh.length - 1 - i, old.claims[old.claims.length - 1 - i]!);
  const removed = old.claims.slice(head, old.claims.length - tail);
  const inserted = fresh.slice(head, fresh.length - tail);
  return { document, changes: removed.length || inserted.length ? [{ at: head, removed, inserted }] : [] };
}

function updateClaim(old: FhirDocument, text: string, change: TextChange) {
  const index = lastAtOrBefore(old.resources.length, (one) => old.resources[one]!.start, change.start - 1);
  const resource = old.resources[index];
  const known = KNOWN.get(old);
  if (!known || !resource?.isClaim || !resource.isSound || change.end >= resource.end) return undefined;
  const shift = text.length - old.length;
  const state: ParseState = {};
  const end = resource.end + shift;
  const node = parseJson(text, resource.start, state, end);
  const isSame = node?.start === resource.start && node.end === end && state.isClosed;
  if (!node || !isSame || !isClaimType(typeOf(node))) return undefined;
  if (old.layout === 'records' && nextRecord(text, resource.start) < end) return undefined;
  const own: CodeMention[] = [];
  const claim = claimOf(node, known[index]!, own);
  const at = 1 + lastAtOrBefore(old.claims.length, (one) => old.claims[one]!.base, resource.start - 1);
  const removed = old.claims[at]?.base === resource.start ? [old.claims[at]!] : [];
  // A charge or a procedure beside it is a line only where no claim has it.
  if (!claimTheSame(removed[0], claim) && old.resources.some(({ isClaim }) => !isClaim)) return undefined;
  const inserted = claim ? [claim] : [];
  const behind = old.claims.slice(at + removed.length);
  if (shift) for (const one of behind) one.base += shift;
  const moved = <T extends Span>(one: T): T => ({ ...one, start: one.start + shift, end: one.end + shift });
  const document: FhirDocument = {
    format: 'fhir-json',
    length: text.length,
    layout: old.layout,
    claims: [...old.claims.slice(0, at), ...inserted, ...behind],
    mentions: [
      ...old.mentions.filter(({ start }) => start < resource.start),
      ...own,
      ...old.mentions.filter(({ start }) => start >= resource.end).map(moved),
    ],
    problems: old.problems.map((one) => (one.span.start < resource.start ? one : { ...one, span: moved(one.span) })),
    resources: [...old.resources.slice(0, index), { ...resource, end }, ...old.resources.slice(index + 1).map(moved)],
  };
  KNOWN.set(document, known);
  return { document, changes: [{ at, removed, inserted }] };
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
