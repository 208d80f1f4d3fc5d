import type { Span } from '../../model/span';
import { codeLabel } from './head';
import { isBlankUnit, isColumnStart, matchAt, trimEnd } from './textLines';

/** What a key says that its value is. `other` ends the value before it and is read past. */
export type Key =
  | 'claim'
  | 'account'
  | 'patient'
  | 'patientId'
  | 'birthDate'
  | 'payer'
  | 'payerId'
  | 'rendering'
  | 'renderingId'
  | 'billing'
  | 'place'
  | 'billType'
  | 'dates'
  | 'diagnoses'
  | 'frequency'
  | 'code'
  | 'other';

/** A `Key: value` of a line: offsets in the line; the value is trimmed and may be empty. */
export interface Segment {
  readonly key: Key;
  readonly start: number;
  readonly value: Span;
}

const WORDS: readonly (readonly [Key, string])[] = [
  ['frequency', 'claim frequency|frequency code|frequency|freq|resub(?:mission)?(?: code)?'],
  ['account', '(?:patient )?(?:account|acct\\.?)(?: (?:number|num|no\\.?|id))?'],
  ['claim', 'claim(?: (?:number|num|no\\.?|id|control number))?'],
  [
    'patientId',
    'patient (?:id|no\\.?|number)|member(?: (?:id|no\\.?|number))?|subscriber id|mrn|medical record(?: (?:number|no\\.?))?',
  ],
  ['patient', 'patient(?: name)?|pt(?: name)?'],
  ['birthDate', '(?:patient )?(?:d\\.?o\\.?b\\.?|date of birth|birth ?date)'],
  ['payerId', 'pay[eo]r id|plan id|insurance id'],
  [
    'payer',
    '(?:primary )?(?:pay[eo]r|insurance|insurer|carrier|ins\\.?)(?: (?:name|plan|company|co\\.?))?|(?:health )?plan(?: name)?',
  ],
  ['renderingId', '(?:rendering |provider )?npi'],
  ['rendering', '(?:rendering )?provider(?: name)?|rendering(?: physician)?|physician|(?:provider|rendering) id'],
  ['billing', 'billing(?: provider)?(?: npi)?|facility(?: npi)?'],
  ['place', 'pos(?: code)?|place of service'],
  ['billType', 'tob|bill type|type of bill'],
  ['dates', 'd\\.?o\\.?s\\.?|dates? of service|service dates?|svc dates?|dates?'],
  [
    'diagnoses',
    '(?:(?:primary|principal|secondary) )?(?:dx|diag|diagnos[ei]s)(?: codes?)?(?: ?\\d{1,2})?|icd(?:-| )?(?:9|10)?(?:-cm)?(?: codes?)?',
  ],
  [
    'other',
    'sex|gender|phone|tel|fax|email|e-mail|address|addr|zip(?: code)?|city|state|ssn|tax id|ein|group(?: (?:number|no|id))?|policy(?: (?:number|no))?|(?:prior )?auth(?:orization)?(?: (?:number|no))?|copay|balance(?: due)?|total(?: charges?)?|notes?|comments?|remarks?|signature|employer|(?:referring|ordering|attending|supervising)(?: (?:provider|physician))?(?: npi)?|invoice|order|lot|serial|model',
  ],
];

const KEY = new RegExp(
  `(?<![A-Za-z0-9])(?:${WORDS.map(([, words]) => `(${words.replaceAll(' ', '[ \\t]')})`).join('|')})(?:[*_]{0,2})[ \\t]*(#[ \\t]*[:=]?|[:=])`,
  'gi',
);
const SEPARATED_CODE = /[ \t]*[:=#]/y;
const OPENING = /^[\s\uFEFF]*(?:[-*•>#|]{1,4}[ \t]*)?[*_]{0,2}$/;
/** The number of the item on a CMS-1500 or UB-04 before its name: `22. Resubmission code: 7`, `FL 4 Type of bill: 131`. */
const ITEM = /^[\s\uFEFF]*(?:box|item|fl)?[ \t]*\d{1,2}[a-j]?[.):]?[ \t]+$/i;
const HAS_ITEM = new Set<Key>(['frequency', 'billType', 'place']);
/** Keys that need no separator where their value can be nothing else: `DOS 01/03/2025`, `POS 11`, `Dx C43.59`. */
const UNSEPARATED: readonly (readonly [Key, RegExp])[] = [
  ['dates', /(?:d\.?o\.?s\.?|dates? of service|service dates?)[ \t]{1,20}(?=\d{1,4}[-/]\d{1,2}[-/]\d|20\d{6}(?!\d))/iy],
  ['place', /(?:pos|place of service)[ \t]{1,20}(?=\d{2}(?!\w))/iy],
  ['billType', /(?:tob|bill type|type of bill)[ \t]{1,20}(?=\d{3,4}(?!\w))/iy],
  ['diagnoses', /(?:dx|icd-?10)[ \t]{1,20}(?=[A-Za-z]\d[0-9A-Za-z]\.+[0-9A-Za-z])/iy],
  ['renderingId', /npi[ \t]{1,20}(?=\d{10}(?!\w))/iy],
  ['birthDate', /(?:d\.?o\.?b\.?|date of birth)[ \t]{1,20}(?=\d{1,4}[-/]\d{1,2}[-/]\d)/iy],
  ['patientId', /mrn[ \t]{1,20}(?=[A-Z]{0,3}\d+(?!\w))/iy],
];
const MAY_BE_UNSEPARATED = /d\.?o\.?[sb]|service|birth|pos|tob|bill|dx|icd|npi|mrn/i;
const COLUMN = /^[\s\uFEFF]*|[ \t\u00A0]{2,}|\t|\|[ \t]*/g;
/** Lines longer than this are prose, where a key without a separator is a word. */
const SHORT = 200;

/** Whether a line may hold a key at all; cheaper than looking for one. */
export function mayHaveKeys(line: string): boolean {
  return line.includes(':') || line.includes('=') || line.includes('#');
}

/**
 * The keys of a line. The first one stands at the head of the line or of a column; the others also one blank behind
 * the value before them.
 */
export function readKeys(line: string): readonly Segment[] {
  const found: { key: Key; start: number; from: number }[] = [];
  if (mayHaveKeys(line)) {
    KEY.lastIndex = 0;
    for (let match = KEY.exec(line); match; match = KEY.exec(line)) {
      const start = match.index;
      const key = keyOf(match);
      const isItem = HAS_ITEM.has(key) && start < 12 && ITEM.test(line.slice(0, start));
      if (!isItem && !isKeyPlace(line, start, found.length > 0)) continue;
      found.push({ key, start, from: start + match[0].length });
    }
  }
  addUnseparated(line, found);
  if (!found.length) return [];
  addCodeLabel(line, found);
  return found.map(({ key, start, from }, index) => ({
    key,
    start,
    value: valueSpan(line, from, found[index + 1]?.start ?? line.length, key),
  }));
}

function addUnseparated(line: string, found: { key: Key; start: number; from: number }[]): void {
  if (line.length > SHORT || !MAY_BE_UNSEPARATED.test(line)) return;
  for (const column of line.matchAll(COLUMN)) {
    const start = column.index + column[0].length;
    if (found.some((segment) => segment.start === start)) continue;
    for (const [key, pattern] of UNSEPARATED) {
      const match = matchAt(pattern, line, start);
      if (match) found.push({ key, start, from: start + match[0].length });
    }
  }
  found.sort((a, b) => a.start - b.start);
}

/** A code label between keys begins the service part of the line: `DOS: … CPT: …`. */
function addCodeLabel(line: string, found: { key: Key; start: number; from: number }[]): void {
  for (let at = found[0]!.from; at < line.length; at++) {
    const unit = line.charCodeAt(at) | 32;
    if ((unit !== 99 && unit !== 104 && unit !== 112) || !isBlankUnit(line.charCodeAt(at - 1))) continue;
    const label = matchAt(codeLabel, line, at);
    if (!label) continue;
    const separated = matchAt(SEPARATED_CODE, line, at + label[0].length);
    const behind = at + label[0].length;
    if (!separated && !isColumnStart(line, at)) continue;
    const before = found.filter((segment) => segment.start < at);
    if (before[before.length - 1]?.key === 'other') continue;
    found.length = before.length;
    found.push({ key: 'code', start: at, from: behind + (separated?.[0].length ?? 0) });
    return;
  }
}

function isKeyPlace(line: string, start: number, later: boolean): boolean {
  if (isColumnStart(line, start)) return true;
  const before = line.charCodeAt(start - 1);
  if (later) return isBlankUnit(before) || ',;(|*_'.includes(line[start - 1]!);
  return before === 59 || (start < 12 && OPENING.test(line.slice(0, start)));
}

function keyOf(match: RegExpExecArray): Key {
  for (let index = 0; index < WORDS.length; index++) {
    if (match[index + 1] !== undefined) return WORDS[index]![0];
  }
  return 'other';
}

/** Trims a value of blanks, emphasis and separators; of all but lists only what stands before a wide gap counts. */
function valueSpan(line: string, from: number, to: number, key: Key): Span {
  let start = from;
  while (start < to && (isBlankUnit(line.charCodeAt(start)) || /[*_#:]/.test(line[start]!))) start++;
  let end = to;
  if (key !== 'diagnoses' && key !== 'code') {
    const gap = /[ \u00A0]{2}|[\t|]/.exec(line.slice(start, end));
    if (gap) end = start + gap.index;
  }
  end = trimEnd(line, start, end);
  while (end > start && /[\s,;|(*_]/.test(line[end - 1]!)) end--;
  return { start, end };
}
