import type { Party } from '../../model/claim';
import type { Block } from './block';
import { birthDateAt, dateRangeAt, headerDateAt } from './dates';
import { readDiagnoses } from './diagnoses';
import type { Segment } from './keys';
import { codeOf, dateOf, textOf } from './parts';
import { tokenEnd } from './textLines';

/** Takes one `Key: value` of a line into the claim. A header that stands twice keeps its first value. */
export function takeHeader(block: Block, line: string, segment: Segment, origin: number): void {
  const { key } = segment;
  const { start, end } = segment.value;
  const value = line.slice(start, end);
  if (key === 'other' || key === 'code') return;
  if (!value) {
    block.pending = key;
    if (key === 'diagnoses') block.diagnosisList = 'empty';
    if (key === 'claim' || key === 'account') countName(block, key);
    return;
  }
  block.headers++;
  switch (key) {
    case 'claim':
    case 'account':
      countName(block, key);
      block.headers--;
      block.named[key] ??= textOf(line, start, end, origin);
      break;
    case 'patient':
      block.patient = merged(block.patient, partyOf(value));
      break;
    case 'patientId':
      block.patient = merged(block.patient, /\d/.test(value) ? { id: firstWord(value) } : partyOf(value));
      break;
    case 'birthDate': {
      const birthDate = birthDateAt(line, start)?.value;
      if (birthDate !== undefined) block.patient = merged(block.patient, { birthDate });
      break;
    }
    case 'payer':
      if (isSentence(value)) block.headers--;
      else block.payer ??= { name: upper(value), filingIndicator: filingIndicatorOf(value) };
      break;
    case 'payerId':
      block.payer = { ...block.payer, id: block.payer?.id ?? upper(value) };
      break;
    case 'rendering':
    case 'renderingId':
      block.rendering = merged(block.rendering, partyOf(value));
      break;
    case 'billing':
      block.billing = merged(block.billing, partyOf(value));
      break;
    case 'place':
      takePlace(block, line, start, end, origin);
      break;
    case 'billType':
      takeBillType(block, line, start, end, origin);
      break;
    case 'frequency':
      block.frequency ??= frequencyOf(line, start, end, origin);
      break;
    case 'dates':
      if (!takeDatesOfService(block, line, segment, origin)) block.headers--;
      break;
    default:
      if (!readDiagnoses(block, line, start, end, origin, numberIn(line.slice(segment.start, start)))) block.headers--;
      else block.diagnosisList = 'begun';
  }
}

function countName(block: Block, key: 'claim' | 'account'): void {
  block.headers++;
  if (key === 'claim') block.hasClaimKey = true;
  else block.hasAccountKey = true;
}

/** `Dx 2:` numbers its diagnosis; the figure of `ICD-10:` is none. */
function numberIn(key: string): number | undefined {
  const match = /(?:dx|diag|diagnos[ei]s)(?: codes?)? ?(\d{1,2})/i.exec(key);
  return match ? Number(match[1]) : undefined;
}

/** The days of service; where service lines stand above, they hold for the lines below. */
function takeDatesOfService(block: Block, line: string, segment: Segment, origin: number): boolean {
  const { start, end } = segment.value;
  const range = dateRangeAt(line, start, headerDateAt);
  const explicit =
    !/^date/i.test(line.slice(segment.start, segment.start + 4)) ||
    /^date[ s]/i.test(line.slice(segment.start, segment.start + 5));
  if (!range && !explicit && !/^\d/.test(line.slice(start, end))) return false;
  const from = range
    ? dateOf(line, range.from, origin)
    : { value: undefined, raw: line.slice(start, end), start: origin + start, end: origin + end };
  const to = range?.to && dateOf(line, range.to, origin);
  if (block.lines.length && block.from) {
    block.group.from = from;
    block.group.to = to;
  } else if (!block.from) {
    block.from = from;
    block.to = to;
  }
  return true;
}

function takePlace(block: Block, line: string, start: number, end: number, origin: number): void {
  const stop = tokenEnd(line, start, end);
  if (stop - start > 4 || !/\d/.test(line.slice(start, stop))) return;
  const place = codeOf('placeOfService', line, start, stop, origin);
  if (block.lines.length && block.place) block.group.place = place;
  else block.place ??= place;
}

/** `131` and `0131` alike. */
function takeBillType(block: Block, line: string, start: number, end: number, origin: number): void {
  const match = /^0?(\d{2}[0-9A-Za-z])(?![0-9A-Za-z])/.exec(line.slice(start, end));
  if (!match || block.billType) return;
  const stop = start + match[0].length;
  block.billType = textOf(line, stop - 3, stop, origin);
}

const FREQUENCY_WORDS = [
  [/^original/i, '1'],
  [/^(?:replacement|corrected|replace)/i, '7'],
  [/^(?:void|cancel)/i, '8'],
] as const;

/** A figure, or the word for it; the span is what stands there. */
function frequencyOf(line: string, start: number, end: number, origin: number) {
  const stop = tokenEnd(line, start, end);
  const word = textOf(line, start, stop, origin);
  const meant = FREQUENCY_WORDS.find(([pattern]) => pattern.test(word.value));
  if (meant) return { ...word, value: meant[1] };
  return /^[0-9A-Za-z]$/.test(word.value) ? word : undefined;
}

/** MB for Medicare (MA where it says Part A), MC for Medicaid. */
function filingIndicatorOf(name: string): string | undefined {
  if (/medicare/i.test(name)) return /part a\b/i.test(name) ? 'MA' : 'MB';
  return /medicaid/i.test(name) ? 'MC' : undefined;
}

/** A name, a number, or a name with its number: `TEST, PAT (123456)`, `DR EXAMPLE 1234567893`. */
function partyOf(value: string): Party {
  if (isIdentifier(value)) return { id: upper(value) };
  const match = /^(.*?)[\s,(]+(?:(?:npi|mrn|id)[\s:#]+|#)?([A-Za-z]{0,3}\d[\dA-Za-z-]{3,19})\)?$/i.exec(
    value.slice(-200),
  );
  if (!match?.[1] || !/[A-Za-z]/.test(match[1])) return { name: upper(value) };
  return { id: upper(match[2]!), name: upper(match[1]) };
}

function isIdentifier(value: string): boolean {
  return /^[A-Za-z0-9-]{1,40}$/.test(value) && /\d/.test(value) && value.replace(/\D/g, '').length * 2 >= value.length;
}

function merged(party: Party | undefined, more: Party): Party {
  return {
    id: party?.id ?? more.id,
    name: party?.name ?? more.name,
    birthDate: party?.birthDate ?? more.birthDate,
  };
}

/** `Plan: return in two weeks.` is a note, not a payer. */
function isSentence(value: string): boolean {
  return value.split(/\s+/, 8).length > 7 || (/[a-z]\.$/.test(value) && value.includes(' '));
}

function firstWord(value: string): string {
  return upper(/^\S*/.exec(value)![0]);
}

function upper(text: string): string {
  return text.trim().toUpperCase();
}
