import type { Claim, CodeKind } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import { contains } from '../../model/span';
import type { Slot } from '../format';
import { readCms1500Row } from './cms1500';
import { readHead } from './head';
import { readBlock } from './reader';
import { type Entry, readServiceLine } from './serviceLine';
import { gradeOf } from './shapes';
import { tableSlot } from './tableSlots';
import { isBlankUnit, lineFrom, lineStartOf, readableWidth, tokenEnd } from './textLines';

const PLACE = /(?:^|[^A-Za-z])(?:pos|place of service)(?:[ \t]*[:=#][ \t]*|[ \t]+)([A-Za-z0-9]{0,4})$/i;
const DIAGNOSIS = /(?:^|[^A-Za-z])(?:dx|diagnos[ei]s|diag|icd(?:-?10)?)(?: codes?)?(?:[ \t]*[:=#]|[ \t])/gi;
const MODIFIER_LABEL =
  /(?:^|[\s,(])mod(?:s|ifiers?)?(?:[ \t]*[:=][ \t]*|[ \t]+)(?:[A-Za-z0-9]{2}[ \t]?[ ,/&-][ \t]?){0,7}([A-Za-z0-9]{0,2})$/i;
const BEHIND_CODE =
  /^([A-Za-z0-9]{4,6})((?:[ \t]?[-/, ][ \t]?[A-Za-z0-9]{2}(?![A-Za-z0-9])){0,7})([ \t]?[-/,])([A-Za-z0-9]{0,2})$/;
/** Codes with their modifiers, and what separates each from the next. */
const LIST = /^(?:[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{2}){0,4}[ \t]*[,;/&+][ \t]*){1,40}/;
/** The first of a code: digits, or a letter and a digit. */
const CODE_BEGUN = /^(?:\d|[A-Za-z]\d)[A-Za-z0-9]*$/;
/** As many as a CMS-1500 has boxes for: what may be a pointer is one. */
const MOST_DIAGNOSES = 12;

const WORDS = /^[A-Za-z][A-Za-z'-]*(?:[ \t][A-Za-z0-9'-]+){0,3}$/;

/** What may be typed at an offset; also on a line that is not finished. */
export function slotAt(document: ClaimDocument, text: string, offset: number): Slot | undefined {
  const start = lineStartOf(text, offset);
  const line = lineFrom(text, start);
  const column = Math.min(offset, line.end) - start;
  if (column > readableWidth || column < 0) return undefined;
  const content = text.slice(start, Math.min(line.end, start + readableWidth));
  const claim = claimAt(document, offset);
  const block = readBlock(text, claim?.base ?? 0, start);
  const found =
    (block.table && tableSlot(block.table, content, column)) ?? freeSlot(content, column, claim !== undefined);
  if (!found || found === 'none') return undefined;
  const { kind, from, to } = found;
  return {
    kind,
    span: { start: start + from, end: start + to },
    typed: content.slice(from, column),
    procedure: found.procedure,
    modifiers: found.modifiers,
    claim,
  };
}

/** A slot in a line: offsets in it. */
export interface LineSlot {
  readonly kind: CodeKind;
  readonly from: number;
  readonly to: number;
  readonly procedure?: string;
  readonly modifiers?: readonly string[];
}

function freeSlot(content: string, column: number, inClaim: boolean): LineSlot | undefined {
  const before = content.slice(0, column);
  const labelled = labelledSlot(content, before);
  if (labelled) return labelled;
  const row = readCms1500Row(content, 0, MOST_DIAGNOSES);
  if (row) return printedSlot(row, content, column);
  const head = readHead(before, 0, 0);
  const rest = before.slice(head.codeAt);
  const behind = rest.length ? BEHIND_CODE.exec(rest) : null;
  if (behind && gradeOf(behind[1]!) && (behind[3] !== ',' || behind[2])) {
    return modifierSlot(content, column - behind[4]!.length, column);
  }
  const listed = listedSlot(rest, content, column, head.labelled);
  if (listed) return listed;
  if (rest === '') {
    if (before.trim() === '') {
      return inClaim && content.trim() === '' ? { kind: 'procedure', from: column, to: column } : undefined;
    }
    return awaitsCode(before, head.labelled) ? tokenSlot('procedure', content, column) : wordSlot(content, column);
  }
  if (/^[A-Za-z0-9]{1,8}$/.test(rest) && /\d/.test(rest)) return tokenSlot('procedure', content, head.codeAt);
  return wordSlot(content, column, head.codeAt);
}

/** In a list of codes: the next code, or a modifier of the last one. Without a label only what is a code by itself makes one. */
function listedSlot(rest: string, content: string, column: number, labelled: boolean): LineSlot | undefined {
  const list = LIST.exec(rest)?.[0];
  if (list === undefined) return undefined;
  const codes = list.match(/[A-Za-z0-9]{4,6}/g) ?? [];
  if (!labelled && !codes.every((code) => (gradeOf(code) ?? 'odd') !== 'odd')) return undefined;
  const typed = rest.slice(list.length);
  if (labelled ? /^[A-Za-z0-9]*$/.test(typed) : CODE_BEGUN.test(typed)) {
    return tokenSlot('procedure', content, column - typed.length);
  }
  const behind = BEHIND_CODE.exec(typed);
  return behind && gradeOf(behind[1]!) && (behind[3] !== ',' || behind[2])
    ? modifierSlot(content, column - behind[4]!.length, column)
    : undefined;
}

/** On a printed row: what it holds at the offset. Of an empty box only the form knows the place. */
function printedSlot({ parts, codeStart, codeEnd }: Entry, content: string, column: number): LineSlot | undefined {
  const { place, modifiers } = parts;
  if (codeStart <= column && column <= codeEnd) return { kind: 'procedure', from: codeStart, to: codeEnd };
  if (place && contains(place, column)) return { kind: 'placeOfService', from: place.start, to: place.end };
  const modifier = modifiers.find((one) => contains(one, column));
  return (
    modifier && {
      kind: 'modifier',
      from: modifier.start,
      to: modifier.end,
      procedure: content.slice(codeStart, codeEnd),
      modifiers: modifiers.filter((one) => one !== modifier).map(({ value }) => value),
    }
  );
}

/** Behind `POS`, `Dx` and `mod`. */
function labelledSlot(content: string, before: string): LineSlot | undefined {
  const near = before.slice(-300);
  const place = PLACE.exec(near);
  if (place) return tokenSlot('placeOfService', content, before.length - place[1]!.length);
  const modifier = MODIFIER_LABEL.exec(near);
  if (modifier) return modifierSlot(content, before.length - modifier[1]!.length, before.length);
  let diagnosis = -1;
  for (const match of near.matchAll(DIAGNOSIS)) diagnosis = match.index + match[0].length;
  if (diagnosis < 0) return undefined;
  const tokens = near.slice(diagnosis).split(/[\s,;:()=]+/);
  const typed = tokens.pop()!;
  const isList = tokens.every(
    (token) => token.length <= 8 && !/^x\d|^[$×-]/i.test(token) && !/^[A-Za-z]{3,}$/.test(token),
  );
  if (!isList || !/^[A-Za-z0-9.]*$/.test(typed)) return undefined;
  const from = before.length - typed.length;
  let to = before.length;
  while (to < content.length && /[A-Za-z0-9.]/.test(content[to]!)) to++;
  return { kind: 'diagnosis', from, to };
}

/** A bullet, a number, a date or a label with a blank or its mark behind it: a code is due. */
function awaitsCode(before: string, labelled: boolean): boolean {
  const last = before.charCodeAt(before.length - 1);
  if (isBlankUnit(last)) return labelled || !/^\s*(?:dos|dates?|service|pos|place)\b/i.test(before);
  return /[:=#]$/.test(before) ? labelled : /\d[.)]$/.test(before);
}

/** Words at the head of a line or behind a label, up to four: a procedure that is looked for by its name. */
function wordSlot(content: string, column: number, from = content.search(/\S/)): LineSlot | undefined {
  if (from < 0 || from > column || content.includes(':', from)) return undefined;
  const to = tokenEnd(content, column);
  if (content.slice(to).trim() !== '' || !WORDS.test(content.slice(from, column))) return undefined;
  return { kind: 'procedure', from, to };
}

function modifierSlot(content: string, from: number, column: number): LineSlot | undefined {
  const to = Math.max(column, tokenEnd(content, from));
  const entries = readServiceLine(content, 0, 0, 0);
  const entry = entries.filter((candidate) => candidate.codeEnd <= from).pop();
  if (!entry) return undefined;
  const modifiers = entry.parts.modifiers.filter((modifier) => modifier.end <= from || modifier.start >= to);
  return {
    kind: 'modifier',
    from,
    to,
    procedure: content.slice(entry.codeStart, entry.codeEnd),
    modifiers: modifiers.map((modifier) => modifier.value),
  };
}

function tokenSlot(kind: CodeKind, content: string, from: number): LineSlot {
  return { kind, from, to: tokenEnd(content, from) };
}

/** The claim that has begun at the offset. */
function claimAt(document: ClaimDocument, offset: number): Claim | undefined {
  const { claims } = document;
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (claims[middle]!.base <= offset) low = middle + 1;
    else high = middle;
  }
  return claims[low - 1];
}
