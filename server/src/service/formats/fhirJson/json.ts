import type { Span } from '../../model/span';
import { LITERAL, type Skimmed, scalarEnd, skim } from './skim';

/*
 * A scanner of our own: jsonc-parser 3.3.1 (its visitor, with a tree of these nodes built from it) does not hold what is
 * promised here. It takes 0.9 to 1.5 times as long for a Bundle of 11 MB, which would do. But it calls itself for every
 * bracket, and throws a RangeError from some 6,000 nested ones on, while no text may make a reader throw; it reads a text
 * from its beginning to its end, while a record is read where it stands; and of a Bundle in which one bracket, quote,
 * colon or comma is missing it keeps fewer values in 207 of 401 places, and more in 74.
 */

export interface Member {
  readonly key: string;
  readonly node: JsonNode;
  /** From its name to the end of its value. */
  readonly start: number;
}

/** A value where it stands; of a string `inner` is what stands between the quotes. */
export interface JsonNode extends Span {
  readonly kind: 'object' | 'array' | 'string' | 'scalar';
  end: number;
  readonly inner: Span;
  /** Of a string what it says, of a number or word what is written. */
  readonly value: string;
  /** Of a string with escapes what is written. */
  readonly raw: string | undefined;
  readonly members: Member[];
  readonly items: JsonNode[];
  /** It was passed over: it has no members here, and is read by itself when it is wanted. */
  readonly skimmed?: Skimmed;
}

const NO_MEMBERS: Member[] = [];
const NO_ITEMS: JsonNode[] = [];
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

/** Where a text first shows that something of it was lost, or that it is no JSON. Commas and colons are never one. */
export interface Fault extends Span {
  readonly kind: 'end' | 'string' | 'comment' | 'bracket' | 'word';
  /** How many brackets are open there. */
  readonly open: number;
}

/** What a reader may want to know of the reading. */
export interface ParseState {
  /** Every bracket closed what was open: the value reads the same whatever stands around it. */
  isClosed?: boolean;
  fault?: Fault;
  /** Passes over sound resources: the items of an array at the top, and what members called `resource` hold. */
  skims?: boolean;
}

interface Open {
  readonly node: JsonNode;
  /** The name that waits for its value. */
  key: { readonly value: string; readonly start: number } | undefined;
}

/**
 * The value that begins at or behind `from`, read past whatever is wrong: commas and colons that lack or are too many,
 * comments, brackets that nobody closes, strings that end with their line. Without recursion: no nesting is too deep.
 * Nothing at or behind `until` is looked at.
 */
export function parseJson(
  text: string,
  from: number,
  state: ParseState = {},
  until: number = text.length,
): JsonNode | undefined {
  const stack: Open[] = [];
  let root: JsonNode | undefined;
  const open = { object: 0, array: 0 };
  const note = (kind: Fault['kind'], start: number, end: number): void => {
    state.fault ??= { kind, start, end, open: stack.length };
  };
  /** How much may still be looked at in vain: resources within resources must not take a time of their own each. */
  let patience = state.skims ? 2 * (until - from) : 0;
  let at = from;
  while (at < until) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === COMMA || code === COLON || code === 0xfeff) {
      at++;
      continue;
    }
    const top = stack.at(-1);
    const isObject = code === 123;
    if (isObject && patience > 0 && isResource(top, stack.length)) {
      const skimmed = skim(text, at, until);
      if (typeof skimmed !== 'number' && skimmed.resourceType !== 'Bundle') {
        put(top, passedOver(at, skimmed));
        at = skimmed.end;
        continue;
      }
      patience -= (typeof skimmed === 'number' ? skimmed : skimmed.end) - at;
    }
    if (isObject || code === 91) {
      const kind = isObject ? 'object' : 'array';
      const node: JsonNode = {
        kind,
        start: at,
        end: until,
        inner: { start: at, end: at },
        value: '',
        raw: undefined,
        members: isObject ? [] : NO_MEMBERS,
        items: isObject ? NO_ITEMS : [],
      };
      put(top, node);
      root ??= node;
      stack.push({ node, key: undefined });
      open[kind]++;
      at++;
    } else if (code === 125 || code === 93) {
      at++;
      const wanted = code === 125 ? 'object' : 'array';
      // A bracket that closes an outer value closes what is open inside; one that closes nothing is passed over.
      if (top?.node.kind !== wanted) note('bracket', at - 1, at);
      if (open[wanted] === 0) continue;
      while (stack.length) {
        const { node } = stack.pop()!;
        node.end = at;
        open[node.kind === 'object' ? 'object' : 'array']--;
        if (node.kind === wanted) break;
      }
      if (stack.length === 0 && root) {
        state.isClosed = state.fault === undefined;
        return root;
      }
    } else if (code === QUOTE) {
      const node = stringAt(text, at, until);
      if (node.end === node.inner.end) note('string', at, node.end);
      at = node.end;
      if (top?.node.kind === 'object' && top.key === undefined) top.key = { value: node.value, start: node.start };
      else put(top, node);
      if (!top) return node;
    } else if (code === SLASH && isComment(text.charCodeAt(at + 1))) {
      const end = commentEnd(text, at, until);
      if (end < 0) note('comment', at, at + 2);
      at = end < 0 ? until : end;
    } else {
      const end = Math.min(scalarEnd(text, at), until);
      const node = scalar(text, at, end);
      if (!LITERAL.test(node.value)) note('word', at, end);
      at = end;
      put(top, node);
      if (!top) return node;
    }
  }
  const last = lastOf(text, from, until);
  if (stack.length) note('end', last, last + 1);
  return root;
}

function isResource(top: Open | undefined, depth: number): boolean {
  if (!top) return false;
  return top.node.kind === 'array' ? depth === 1 : top.key?.value === 'resource';
}

function passedOver(start: number, skimmed: Skimmed): JsonNode {
  const { end } = skimmed;
  const inner = { start, end: start };
  return {
    kind: 'object',
    start,
    end,
    inner,
    value: '',
    raw: undefined,
    members: NO_MEMBERS,
    items: NO_ITEMS,
    skimmed,
  };
}

const SLASH = 47;
const STAR = 42;

function isComment(second: number): boolean {
  return second === SLASH || second === STAR;
}

/** Behind the comment that begins at `at`; -1 where nothing ends it. */
function commentEnd(text: string, at: number, until: number): number {
  if (text.charCodeAt(at + 1) === STAR) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 || end + 2 > until ? -1 : end + 2;
  }
  let end = at;
  while (end < until && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return end;
}

/** Where the last character stands that is not blank. */
export function lastOf(text: string, from: number, until: number): number {
  let at = until - 1;
  while (at > from && text.charCodeAt(at) <= 32) at--;
  return Math.max(at, from);
}

function put(top: Open | undefined, node: JsonNode): void {
  if (!top) return;
  if (top.node.kind === 'array') top.node.items.push(node);
  else if (top.key) {
    top.node.members.push({ key: top.key.value, start: top.key.start, node });
    top.key = undefined;
  }
}

function stringAt(text: string, start: number, until: number): JsonNode {
  let at = start + 1;
  let escaped = false;
  for (; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === 10 || code === 13) break;
    if (code === BACKSLASH) {
      escaped = true;
      at++;
    }
  }
  const stop = Math.min(at, until);
  const raw = text.slice(start + 1, stop);
  return {
    kind: 'string',
    start,
    end: stop < until && text.charCodeAt(stop) === QUOTE ? stop + 1 : stop,
    inner: { start: start + 1, end: stop },
    value: escaped ? unescaped(raw) : raw,
    raw: escaped ? raw : undefined,
    members: NO_MEMBERS,
    items: NO_ITEMS,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([\dA-Fa-f]{4})|(.))/g, (_, hex: string | undefined, one: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[one] ?? one),
  );
}

function scalar(text: string, start: number, end: number): JsonNode {
  const span = { start, end };
  return {
    kind: 'scalar',
    ...span,
    inner: span,
    value: text.slice(start, end),
    raw: undefined,
    members: NO_MEMBERS,
    items: NO_ITEMS,
  };
}

/** The values of a member: the items of an array, or the one value. */
export function all(node: JsonNode | undefined, key: string): readonly JsonNode[] {
  const found = member(node, key);
  if (!found) return NO_ITEMS;
  return found.kind === 'array' ? found.items : [found];
}

/** Of two members of one name the last, as JSON.parse has it: RFC 8259 (4) leaves it open. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (!node) return undefined;
  const { members } = node;
  for (let i = members.length - 1; i >= 0; i--) if (members[i]!.key === key) return members[i]!.node;
  return undefined;
}

/** What stands at the end of a path; of arrays the first. */
export function find(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let at = node;
  for (const key of path) at = all(at, key)[0];
  return at;
}

export function say(node: JsonNode | undefined, ...path: readonly string[]): string {
  return find(node, ...path)?.value.trim() ?? '';
}
