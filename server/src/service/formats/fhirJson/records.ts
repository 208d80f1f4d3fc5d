import type { ReadProblem } from '../../model/document';
import type { Span } from '../../model/span';
import { all, type JsonNode, lastOf, member, type ParseState, parseJson, say } from './json';
import { problemOf } from './rules/broken-json';

/**
 * How a text is laid out. `records`: values that stand below each other, each beginning with a `{` at the start of a
 * line (NDJSON, or one resource alone); each is read by itself, so that a broken one costs no other. `whole`: anything else.
 */
export type Layout = 'records' | 'whole';

/** A resource, and what names it: beside it in a Bundle, and by itself. */
export interface Found extends Span {
  readonly url: string;
  readonly resourceType: string;
  readonly id: string;
  /** Of a large text it is read anew each time. */
  node(): JsonNode;
}

/** What stands between two offsets: the resources, Bundles taken apart, and what is wrong with the JSON. */
export interface Region {
  readonly found: readonly Found[];
  readonly problems: readonly ReadProblem[];
}

/** Where the first record behind `from` begins; the end of the text where none does. */
export function nextRecord(text: string, from: number): number {
  BREAK.lastIndex = from;
  const found = BREAK.exec(text);
  return found ? found.index + 1 : text.length;
}

const BREAK = /[\r\n]\{/g;
/** So many broken records at the beginning, and the text is none of records. */
const MOST_BROKEN = 20;
/** Behind these a value goes on in the next line. */
const GOES_ON = new Set(['[', '{', ',', ':']);

/**
 * The layout of a text, of which `text` is the beginning or, with `isAll`, all; undefined where more of it must be seen.
 * A whole object with a line below that begins with `{` is never JSON in one piece: what stands before it was broken.
 */
export function layoutOf(text: string, isAll: boolean): Layout | undefined {
  let at = 0;
  while (at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xfeff)) at++;
  if (at === text.length && !isAll) return undefined;
  if (text[at] !== '{') return 'whole';
  let before = '';
  for (let count = 0; count < MOST_BROKEN; count++) {
    const end = nextRecord(text, at);
    const isLast = end === text.length;
    if (isLast && !isAll) return undefined;
    const state: ParseState = { skims: true };
    const node = parseJson(text, at, state, end);
    const last = lastOf(text, at, end);
    const isWhole = state.isClosed && node?.end === last + 1;
    if (isWhole && count === 0) return 'records';
    if (isWhole && say(node, 'resourceType') && !(isLast && GOES_ON.has(before))) return 'records';
    if (isLast) return 'whole';
    before = text[last]!;
    at = end;
  }
  return 'whole';
}

export interface Record {
  readonly start: number;
  readonly end: number;
  readonly region: Region;
}

/** The records of a text; without `isAll` the last one may go on behind it, and is left out. */
export function* recordsIn(text: string, isAll: boolean): Generator<Record> {
  for (let start = 0; start < text.length; ) {
    // Blank is what stands before the first.
    const end = nextRecord(text, start === 0 ? Math.max(0, text.indexOf('{')) : start);
    const isLast = end === text.length;
    if (isLast && !isAll) return;
    yield { start, end, region: readRegion(text, start, end, isLast) };
    start = end;
  }
}

/** Reads the values between two offsets; with `isLast` nothing stands behind them. */
export function readRegion(text: string, from: number, until: number, isLast: boolean): Region {
  const found: Found[] = [];
  const problems: ReadProblem[] = [];
  for (let at = from; at < until; ) {
    const state: ParseState = { skims: true };
    const node = parseJson(text, at, state, until);
    const { fault } = state;
    if (fault) problems.push(problemOf(fault, isLast));
    if (!node) break;
    collect(text, node, found);
    // A line that is no value is told of once.
    at = fault && node.kind !== 'object' && node.kind !== 'array' ? lineEnd(text, node.end, until) : node.end;
  }
  return { found, problems };
}

function lineEnd(text: string, from: number, until: number): number {
  let at = from;
  while (at < until && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** In the order of the text, without recursion: a Bundle may hold Bundles. */
function collect(text: string, top: JsonNode, found: Found[]): void {
  const tops = top.kind === 'array' ? top.items : [top];
  const pending = tops.map((node) => ({ node, url: '' })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, url } = next;
    if (node.kind !== 'object') continue;
    const resourceType = node.skimmed?.resourceType ?? say(node, 'resourceType');
    if (resourceType !== 'Bundle') {
      found.push(foundAt(text, node, url, resourceType));
      continue;
    }
    const entries = all(node, 'entry');
    for (let i = entries.length - 1; i >= 0; i--) {
      const resource = member(entries[i], 'resource');
      if (resource) pending.push({ node: resource, url: say(entries[i], 'fullUrl') });
    }
  }
}

function foundAt(text: string, node: JsonNode, url: string, resourceType: string): Found {
  const { start, end, skimmed } = node;
  if (!skimmed) return { start, end, url, resourceType, id: say(node, 'id'), node: () => node };
  // Sound and whole, it reads by itself as it does among others.
  return { start, end, url, resourceType, id: skimmed.id, node: () => parseJson(text, start, {}, end)! };
}
