import type { ProblemFix } from '../../../../model/document';
import { isMasked } from '../../../../model/money';
import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import { parseDay } from '../../cursor';
import type { BlockProblem, Notice } from '../blockProblem';
import { type CodeList, ISA_LISTS } from '../elements/codeLists';
import { DATE, DECIMAL, INTEGER, PERIOD, type SegmentFormat, TEXT, TIME } from '../elements/elementFormats';
import { D6, D8, DT, isPeriod, lengthOf, RD8, TM } from '../elements/values';
import type { EnvelopeSegment } from '../envelopeSegment';
import { claimExample } from '../example';
import { placeOf, REJECTED } from '../wording';

const CLAIM = ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', 'LX*1'];
const SERVICE = 'SV1*HC:0708T*100*UN*1***1';
const DATED = 'DTP*472*D8*20250304';

/** An element that its type, its length or its code list doesn't allow. */
export const invalidElement: RuleInfo = {
  id: 'invalid-element',
  summary:
    'An element has no value of its kind: a date that is no day, an amount that is no number, a group or level that contradicts what it holds (errors), too many or too few characters, a code that the closed list of the guide lacks (warnings).',
  why: 'A receiver checks every element against its type, length and code list before it reads the claim, and rejects the transaction (999 IK403 4 to 9).',
  advice:
    'Write the value as the element wants it. Where your payer takes codes of its own, name them, or switch the list off, in claimLens.x12.codeLists.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    'ASC X12.6 005010, data element types N, R, ID, AN, DT and TM; segment directory and data element dictionary (lengths)',
    'X12 data element 1250 (D8, RD8, D6, DT, TM)',
    'ASC X12N 005010X222A1, X223A2, X224A2, X221A1 and 004010X098A1, X096A1, X097A1, X091A1 (code lists, by GS08)',
    'X12 data element 479 (GS01, by ST01); the same guides, ST03 (as GS08) and HL01 to HL04',
    '005010X231A1 (999: IK403, IK502, AK905) and the TA1 (notes 014, 015, 019 and 020)',
  ],
  examples: {
    bad: [
      { text: claimExample(...CLAIM, SERVICE, 'DTP*472*D8*«20250230»'), note: 'February has no thirtieth day' },
      {
        text: claimExample(...CLAIM, 'SV1*HC:0708T*«$100.00»*UN*1***1', DATED),
        note: 'an amount has digits and a point',
      },
      { text: claimExample(...CLAIM, SERVICE, DATED, `NTE*ADD*«${'A'.repeat(81)}»`), note: 'at most 80 characters' },
      {
        text: claimExample(...CLAIM, 'SV1*HC:0708T*100*«EA»*1***1', DATED),
        note: 'the guide of the 837P has minutes (MJ) and units (UN) only',
      },
    ],
    good: [{ text: claimExample(...CLAIM, SERVICE, DATED) }],
  },
};

/** The element before, packed like a segment id. */
interface Before {
  readonly value: number;
  readonly span: Span;
}

/** What is wrong with the value of an element, `before` it the one that may say how it is written; undefined: nothing. */
export function elementProblem(
  { id, kinds, min, max, names }: SegmentFormat,
  index: number,
  value: string,
  span: Span,
  before: Before,
): BlockProblem | undefined {
  const kind = kinds[index]!;
  const place = `${placeOf(id, index)} (${names[index]})`;
  if (kind === PERIOD) {
    if (isPeriod(before.value, value, 0, value.length)) return undefined;
    return wrong(`${place} ${periodText(value, before.value)}`, '8', span, periodFix(value, before, span));
  }
  const length = lengthOf(kind, value, 0, value.length);
  const what = `${place} is "${shown(value)}"`;
  if (length < 0) {
    switch (kind) {
      case DATE:
        return wrong(`${what}, which is no day written CCYYMMDD.`, '8', span, dateFix(value, span));
      case TIME:
        return wrong(`${what}, which is no time written HHMM.`, '9', span);
      default:
        return wrong(`${what}, which is no number.`, '6', span, numberFix(value, kind === DECIMAL, span));
    }
  }
  const [least, most] = [min[index]!, max[index]!];
  const unit = kind === TEXT ? 'character' : 'digit';
  const has = `${place} has ${count(length, unit)}`;
  if (length > most)
    return { id: invalidElement.id, span, message: `${has}; at most ${most} fit. ${REJECTED} (999 IK403 5).` };
  if (length < least)
    return { id: invalidElement.id, span, message: `${has}; at least ${least} are wanted. ${REJECTED} (999 IK403 4).` };
  return undefined;
}

const ISA_DATE = 9;
const ISA_TIME = 10;

/** ISA09 and ISA10 of an ISA whose elements have their widths: YYMMDD and HHMM. */
export function checkIsaDate({ elements }: EnvelopeSegment, notice: Notice): void {
  const check = (place: number, name: string, written: string, code: string, isRight: (value: string) => boolean) => {
    const element = elements?.[place - 1];
    if (element?.value.length !== written.length || isMasked(element.value) || isRight(element.value)) return;
    notice({
      id: invalidElement.id,
      severity: 'error',
      span: { start: element.start, end: element.end },
      message: `${name} is "${element.value}", but wants ${written}. A receiver rejects the interchange (TA1 note ${code}).`,
    });
  };
  check(ISA_DATE, 'ISA09 (Interchange Date)', 'YYMMDD', '014', (date) => isPeriod(D6, date, 0, 6));
  check(ISA_TIME, 'ISA10 (Interchange Time)', 'HHMM', '015', (time) => lengthOf(TIME, time, 0, 4) > 0);
}

const MOST_SHOWN = 12;

/** `guide` is the name of the guide whose list lacks the code. */
export function unlistedCode(list: CodeList, value: string, guide: string, span: Span): BlockProblem {
  const { segment, position, component, element, values } = list;
  const place = placeOf(segment, position) + (component ? `-${component}` : '');
  const known = values.length > MOST_SHOWN ? `, which has ${values.length} codes` : `: ${values.join(', ')}`;
  const upper = value.toUpperCase();
  return {
    id: invalidElement.id,
    span,
    message: `${place} (${list.name}) is "${shown(value)}", which is not in list ${element} of ${guide}${known}. ${REJECTED} (999 IK403 7).`,
    list: { element, value },
    ...(values.includes(upper) && { fixes: [{ title: `Write ${upper}`, edits: [{ ...span, text: upper }] }] }),
  };
}

/** ISA14 and ISA15: one character each, whatever the version. */
export function checkIsaCodes({ elements }: EnvelopeSegment, notice: Notice): void {
  for (const { position, element, name, values, note } of ISA_LISTS) {
    const written = elements?.[position - 1];
    if (written?.value.length !== 1 || values.includes(written.value) || /^[9X]$/.test(written.value)) continue;
    const upper = written.value.toUpperCase();
    const span = { start: written.start, end: written.end };
    notice({
      id: invalidElement.id,
      span,
      message: `ISA${position} (${name}) is "${written.value}", which is not in list ${element}: ${values.join(', ')}. A receiver rejects the interchange (TA1 note ${note}).`,
      list: { element, value: written.value },
      ...(values.includes(upper) && { fixes: [{ title: `Write ${upper}`, edits: [{ ...span, text: upper }] }] }),
    });
  }
}

/** `span` is the first element behind the segment's last. */
export function surplusElements(segment: string, most: number, span: Span): BlockProblem {
  return {
    id: invalidElement.id,
    span,
    message: `${segment} has at most ${most} elements; this one is over. ${REJECTED} (999 IK403 3). Perhaps a text before it holds the element separator.`,
  };
}

/** `span`: what is over in a composite of pointers. */
export function surplusPointers(place: string, most: number, span: Span): BlockProblem {
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message: `${place} has at most ${most} pointers; what stands behind is over. ${REJECTED} (999 IK403 13). Keep the ${most} that explain the service best.`,
  };
}

/** N402 and N407 beside each other, and the like. */
export function excludedElement(place: string, other: string, span: Span): BlockProblem {
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message: `${place} is there beside ${other}; only one of the two may be. ${REJECTED} (999 IK403 10). Take one off.`,
  };
}

function wrong(what: string, code: string, span: Span, fix?: ProblemFix): BlockProblem {
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message: `${what} ${REJECTED} (999 IK403 ${code}).`,
    ...(fix && { fixes: [fix] }),
  };
}

const WRITTEN: ReadonlyMap<number, readonly [string, string]> = new Map([
  [D8, ['D8', 'a day written CCYYMMDD']],
  [RD8, ['RD8', 'two days written CCYYMMDD-CCYYMMDD']],
  [D6, ['D6', 'a day written YYMMDD']],
  [DT, ['DT', 'a day with its time, written CCYYMMDDHHMM']],
  [TM, ['TM', 'a time written HHMM']],
]);

function periodText(value: string, qualifier: number): string {
  const [name, written] = WRITTEN.get(qualifier)!;
  const isDigits = qualifier === D8 && /^\d{8}$/.test(value);
  return `is "${shown(value)}", ${isDigits ? 'no day of the calendar' : `but ${name} before it wants ${written}`}.`;
}

/** D8 and RD8 are mixed up, or the day is written another way. */
function periodFix(value: string, { value: qualifier, span: at }: Before, span: Span): ProblemFix | undefined {
  const right = qualifier === D8 ? RD8 : qualifier === RD8 ? D8 : undefined;
  if (right && isPeriod(right, value, 0, value.length)) {
    const [text] = WRITTEN.get(right)!;
    return { title: `Write ${text}`, edits: [{ ...at, text }] };
  }
  return qualifier === D8 ? dateFix(value, span) : undefined;
}

/** 2025-03-04 and 03/04/2025 have one reading; a year of two digits, or of a day first, has more. */
function dateFix(value: string, span: Span): ProblemFix | undefined {
  const [, year, month, day] = /^(\d{4})[-/.](\d{2})[-/.](\d{2})$/.exec(value) ?? [];
  const [, first, second, last] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value) ?? [];
  const text = year ? year + month + day : last ? last + first + second : '';
  if (parseDay(text, 0, text.length) === undefined) return undefined;
  return { title: `Write ${text}`, edits: [{ ...span, text }] };
}

/** Signs of currency, commas of thousands, a plus and blanks are no part of a number. */
function numberFix(value: string, withPoint: boolean, span: Span): ProblemFix | undefined {
  if (!/^[\s$+]*-?[\s$]*\d{1,3}(?:,?\d{3})*\d*(?:\.\d*)?\s*$/.test(value)) return undefined;
  const text = value.replace(/[\s$+,]/g, '');
  if (lengthOf(withPoint ? DECIMAL : INTEGER, text, 0, text.length) < 1) return undefined;
  return { title: `Write ${text}`, edits: [{ ...span, text }] };
}

/** As much of a value as a message has room for. */
export function shown(value: string): string {
  return value.length > 20 ? `${value.slice(0, 19)}…` : value;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
