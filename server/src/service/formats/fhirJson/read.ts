import type { Claim, CodeMention } from '../../model/claim';
import type { ClaimChange, ClaimDocument, TextChange } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import type { Span } from '../../model/span';
import { all, type JsonNode, member, type ParseState, parseJson, say } from './json';
import {
  claimOf,
  claimOfSingles,
  isOff,
  type Known,
  mentionConcept,
  type ResourceType,
  type Single,
  singleOf,
  typeOf,
} from './resource';

const MAY_BE_CLAIMS = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit|ChargeItem|Procedure|Bundle)"/;

export interface FhirDocument extends ClaimDocument {
  readonly format: 'fhir-json';
  /** Where the resources stand that hold claims, in order; absolute. */
  readonly resources: readonly Resource[];
}

interface Resource extends Span {
  /** A Claim or ExplanationOfBenefit: it bears on no other resource. */
  readonly isClaim: boolean;
  /** Its last character is its own closing bracket. */
  readonly isSound: boolean;
}

/** Of each document the resources that its claims may refer to; only what they say is looked at, not where. */
const KNOWN = new WeakMap<FhirDocument, Known>();

/** Reads a resource, a Bundle, an array of them, or one a line (NDJSON); JSON of any other kind has no claims. */
export function readFhir(text: string): FhirDocument {
  const claims: Claim[] = [];
  const mentions: CodeMention[] = [];
  const resources: Resource[] = [];
  const document: FhirDocument = {
    format: 'fhir-json',
    length: text.length,
    claims,
    mentions,
    problems: [],
    resources,
  };
  if (!MAY_BE_CLAIMS.test(text)) return document;
  const found = resourcesIn(text);
  const known = knownOf(found);
  KNOWN.set(document, known);
  const singles = new Map<JsonNode, Single>();
  const charged = new Set<string>();
  for (const { node } of found) {
    const type = typeOf(node);
    if (type !== 'ChargeItem' && type !== 'Procedure') continue;
    const single = singleOf(node, type);
    if (!single) continue;
    singles.set(node, single);
    if (type === 'ChargeItem') charged.add(single.code);
  }
  let open: Single[] = [];
  const close = (): void => {
    if (open.length) claims.push(claimOfSingles(open, known));
    open = [];
  };
  for (const { node } of found) {
    const type = typeOf(node);
    if (!type) continue;
    resources.push({ start: node.start, end: node.end, isClaim: isClaimType(type), isSound: isSound(text, node) });
    const single = singles.get(node);
    // What was done is a line only where no charge has its code.
    const isTwice = single?.type === 'Procedure' && charged.has(single.code);
    if (single && !isTwice && !isOff(node)) {
      if (open[0] && (open[0].who !== single.who || open[0].type !== single.type)) close();
      open.push(single);
    } else if (single) mentionConcept(member(node, 'code'), mentions);
    else if (isClaimType(type)) {
      close();
      const claim = claimOf(node, known, mentions);
      if (claim) claims.push(claim);
    }
  }
  close();
  return document;
}

interface Found {
  readonly node: JsonNode;
  readonly url: string;
}

function resourcesIn(text: string): Found[] {
  const found: Found[] = [];
  const pending: Found[] = [];
  let last = -1;
  for (let at = 0; at < text.length; ) {
    const node = parseJson(text, at);
    if (!node || node.end <= last) break;
    last = at = node.end;
    const tops = node.kind === 'array' ? node.items : [node];
    // In the order of the text, without recursion: a Bundle may hold Bundles.
    pending.push(...tops.map((one) => ({ node: one, url: '' })).reverse());
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next.node.kind !== 'object') continue;
      if (say(next.node, 'resourceType') !== 'Bundle') {
        found.push(next);
        continue;
      }
      const entries = all(next.node, 'entry');
      for (let i = entries.length - 1; i >= 0; i--) {
        const resource = member(entries[i], 'resource');
        if (resource) pending.push({ node: resource, url: say(entries[i], 'fullUrl') });
      }
    }
  }
  return found;
}

/** Read by itself the resource ends where it ended among the others. */
function isSound(text: string, node: JsonNode): boolean {
  return text[node.end - 1] === '}';
}

function isClaimType(type: ResourceType | undefined): boolean {
  return type === 'Claim' || type === 'ExplanationOfBenefit';
}

/** What references name: patients, practitioners, organisations; never another claim. */
function knownOf(found: readonly Found[]): Map<string, JsonNode> {
  const known = new Map<string, JsonNode>();
  for (const { node, url } of found) {
    if (isClaimType(typeOf(node))) continue;
    if (url) known.set(url, node);
    const id = say(node, 'id');
    if (id) known.set(`${say(node, 'resourceType')}/${id}`, node);
  }
  return known;
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
  const known = KNOWN.get(old);
  const index = lastAtOrBefore(old.resources.length, (one) => old.resources[one]!.start, change.start - 1);
  const resource = old.resources[index];
  if (!known || !resource?.isClaim || change.end >= resource.end) return undefined;
  const shift = text.length - old.length;
  const state: ParseState = {};
  const node = parseJson(text, resource.start, state);
  const isSame = node?.start === resource.start && node.end === resource.end + shift && state.isClosed;
  if (!node || !isSame || !isClaimType(typeOf(node)) || !resource.isSound) return undefined;
  const own: CodeMention[] = [];
  const claim = claimOf(node, known, own);
  const at = 1 + lastAtOrBefore(old.claims.length, (one) => old.claims[one]!.base, resource.start - 1);
  const removed = old.claims[at]?.base === resource.start ? [old.claims[at]!] : [];
  const inserted = claim ? [claim] : [];
  const behind = old.claims.slice(at + removed.length);
  if (shift) for (const one of behind) one.base += shift;
  const moved = <T extends Span>(one: T): T => ({ ...one, start: one.start + shift, end: one.end + shift });
  const document: FhirDocument = {
    format: 'fhir-json',
    length: text.length,
    claims: [...old.claims.slice(0, at), ...inserted, ...behind],
    mentions: [
      ...old.mentions.filter(({ start }) => start < resource.start),
      ...own,
      ...old.mentions.filter(({ start }) => start >= resource.end).map(moved),
    ],
    problems: [],
    resources: [
      ...old.resources.slice(0, index),
      { ...resource, end: resource.end + shift },
      ...old.resources.slice(index + 1).map(moved),
    ],
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
