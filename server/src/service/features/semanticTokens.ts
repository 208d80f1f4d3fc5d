import type { CheckedText } from '../checkedText';
import { type X12Dictionary, type X12Element, x12Dictionary } from '../codes/x12Dictionary';
import type { Cursor } from '../formats/x12/cursor';
import { componentUsed } from '../formats/x12/delimiters';
import type { X12Document } from '../formats/x12/read';
import type { Claim } from '../model/claim';
import { lastAtOrBefore } from '../model/search';
import type { Span } from '../model/span';
import type { Text } from '../model/text';
import { asX12, walkSegments } from './x12Walk';

/** What a stretch of text is, for an editor to colour. */
export const TOKEN_KINDS = [
  'segment',
  'qualifier',
  'procedure',
  'modifier',
  'code',
  'date',
  'number',
  'identifier',
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

export interface SemanticToken extends Span {
  readonly kind: TokenKind;
}

/** The tokens that touch a range, in order and without overlaps. */
export function semanticTokens(
  checked: CheckedText,
  from = 0,
  to: number = Number.POSITIVE_INFINITY,
): readonly SemanticToken[] {
  const document = asX12(checked.document);
  const found = document ? ofX12(document, checked.source, from, to) : ofClaims(checked, from, to);
  return found.filter(({ start, end }) => end > from && start < to);
}

/** By the element's number, where its type does not tell. */
const KINDS: Readonly<Record<string, TokenKind | undefined>> = {
  '28': 'identifier',
  '67': 'identifier',
  '116': 'identifier',
  '124': 'identifier',
  '127': 'identifier',
  '142': 'identifier',
  '234': 'code',
  '329': 'identifier',
  '480': 'identifier',
  '507': 'identifier',
  '508': 'identifier',
  '509': 'identifier',
  '510': 'identifier',
  '628': 'identifier',
  '734': 'identifier',
  '1028': 'identifier',
  '1034': 'code',
  '1251': 'date',
  '1271': 'code',
  '1331': 'code',
  '1339': 'modifier',
  '1705': 'identifier',
  I06: 'identifier',
  I07: 'identifier',
  I12: 'identifier',
};

const BY_TYPE: Readonly<Record<string, TokenKind | undefined>> = {
  ID: 'qualifier',
  DT: 'date',
  TM: 'date',
  R: 'number',
  N0: 'number',
  N2: 'number',
};

function kindOf(element: X12Element): TokenKind | undefined {
  return KINDS[element.element] ?? BY_TYPE[element.type ?? ''];
}

function ofX12(document: X12Document, text: Text, from: number, to: number): SemanticToken[] {
  const dictionary = x12Dictionary();
  const found: SemanticToken[] = [];
  let begin = 0;
  walkSegments(document, text, from, to, (cursor, id, _, base) => {
    begin = base;
    const count = cursor.elements();
    const known = dictionary.segment(id) !== undefined;
    if (known || /^[A-Z][A-Z0-9]{1,2}$/.test(id)) {
      found.push({ start: cursor.start, end: cursor.idEnd, kind: 'segment' });
    }
    for (let position = 1; known && position <= count; position++) {
      const start = cursor.from(position);
      if (base + start >= to) return true;
      const end = cursor.to(position);
      if (base + end <= from || end <= start) continue;
      const element = dictionary.element(id, position);
      if (element) addElement(found, dictionary, cursor, id, element, start, end);
    }
    return false;
  });
  return begin === 0 ? found : found.map(({ start, end, kind }) => ({ start: begin + start, end: begin + end, kind }));
}

function addElement(
  found: SemanticToken[],
  dictionary: X12Dictionary,
  cursor: Cursor,
  id: string,
  element: X12Element,
  start: number,
  end: number,
): void {
  const { text } = cursor;
  const { component, repetition } = cursor.delimiters;
  const kind = kindOf(element);
  const composite = kind === undefined && dictionary.components(element.element) > 0;
  if (!composite && kind === undefined) return;
  const repeats = repetition !== undefined && id !== 'ISA' ? repetition : undefined;
  eachPart(text, start, end, repeats, (partStart, partEnd) => {
    if (composite) addComposite(found, dictionary, text, component, element.element, partStart, partEnd);
    else add(found, text, partStart, partEnd, kind!);
  });
}

function addComposite(
  found: SemanticToken[],
  dictionary: X12Dictionary,
  text: string,
  declared: string,
  composite: string,
  start: number,
  end: number,
): void {
  const separator = componentUsed(text.slice(start, end), declared);
  let index = 0;
  eachPart(text, start, end, separator, (partStart, partEnd) => {
    const element = dictionary.component(composite, ++index);
    const kind = element && kindOf(element);
    if (kind) add(found, text, partStart, partEnd, composite === 'C003' && kind === 'code' ? 'procedure' : kind);
  });
}

function eachPart(
  text: string,
  start: number,
  end: number,
  separator: string | undefined,
  visit: (start: number, end: number) => void,
): void {
  let at = start;
  if (separator !== undefined) {
    // Not by indexOf: what is not in the element would be looked for in all of the text behind it.
    const code = separator.charCodeAt(0);
    for (let i = start; i < end; i++) {
      if (text.charCodeAt(i) !== code) continue;
      visit(at, i);
      at = i + 1;
    }
  }
  visit(at, end);
}

/** Padding is no part of a value. */
function add(found: SemanticToken[], text: string, from: number, to: number, kind: TokenKind): void {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  if (end > start) found.push({ start, end, kind });
}

/** Formats without a dictionary: what the reader found. */
function ofClaims(checked: CheckedText, from: number, to: number): SemanticToken[] {
  const { claims, mentions } = checked.document;
  const found: SemanticToken[] = [];
  const first = Math.max(
    0,
    lastAtOrBefore(claims.length, (index) => claims[index]!.base, from),
  );
  for (let i = first; i < claims.length; i++) {
    const claim = claims[i]!;
    if (claim.base + claim.span.start >= to) break;
    addClaim(found, claim);
  }
  for (const { start, end, kind } of mentions) {
    if (start < to && end > from) found.push({ start, end, kind: kind === 'procedure' ? 'procedure' : 'code' });
  }
  return inOrder(found);
}

function addClaim(found: SemanticToken[], claim: Claim): void {
  const put = (span: Span | undefined, kind: TokenKind) => {
    if (span && span.end > span.start) found.push({ start: claim.base + span.start, end: claim.base + span.end, kind });
  };
  put(claim.id, 'identifier');
  put(claim.from, 'date');
  put(claim.to, 'date');
  put(claim.charge, 'number');
  put(claim.placeOfService, 'code');
  for (const diagnosis of claim.diagnoses) if (!diagnosis.isElsewhere) put(diagnosis, 'code');
  for (const line of claim.lines) {
    put(line.procedure, 'procedure');
    for (const modifier of line.modifiers) put(modifier, 'modifier');
    put(line.from, 'date');
    put(line.to, 'date');
    put(line.units, 'number');
    put(line.charge, 'number');
    put(line.placeOfService, 'code');
    put(line.revenue, 'code');
  }
}

/** Sorted; of two at one place the first found stays. */
function inOrder(tokens: SemanticToken[]): SemanticToken[] {
  tokens.sort((a, b) => a.start - b.start);
  let end = 0;
  return tokens.filter((token) => {
    if (token.start < end) return false;
    end = token.end;
    return true;
  });
}
