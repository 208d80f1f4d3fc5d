import type { DateMention } from '../../model/claim';
import { dayOf, daysInMonth } from '../../model/date';
import { fullYear } from './dates';
import { amountOf, codeOf, emptyParts, type Parts, procedureOf, quantityOf } from './parts';
import type { Entry } from './serviceLine';
import { gradeOf, pointersOf } from './shapes';
import { matchAt, skipBlanks, tokenEnd, trimEnd } from './textLines';

const SPACED_DATE = /(\d\d) {1,2}(\d\d) {1,2}(\d{4}|\d\d)(?!\d)/y;
const SOLID_DATE = /(\d\d)(\d\d)(\d{4}|\d\d)(?!\d)/y;
const PLACE = /(\d\d)(?=[ \t])/y;
const EMERGENCY = /[YNyn](?=[ \t])/y;
const CHARGE = /\$?\d+(?:,\d{3})*(?:\.\d\d| \d\d)?(?![\d.A-Za-z])/y;
const UNITS = /\d{1,4}(?:\.\d{1,3})?(?![\d.A-Za-z])/y;

/**
 * A row of box 24 as a CMS-1500 is printed: `MM DD YY MM DD YY POS EMG CODE M1 M2 M3 M4 PTR CHARGE UNITS … NPI`, with
 * blanks in place of what is absent. Dates also as MMDDYY and MMDDYYYY.
 */
export function readCms1500Row(line: string, origin: number, known: number): Entry | undefined {
  const start = skipBlanks(line, 0);
  const from = printedDate(line, start, origin);
  if (!from) return undefined;
  const parts = emptyParts();
  parts.from = from.date;
  let at = skipBlanks(line, from.end);
  const to = printedDate(line, at, origin);
  if (to) {
    parts.to = to.date;
    at = skipBlanks(line, to.end);
  }
  parts.fields.push({ kind: 'dates', start, end: to?.end ?? from.end });
  const place = matchAt(PLACE, line, at);
  if (place) {
    parts.place = codeOf('placeOfService', line, at, at + 2, origin);
    parts.fields.push({ kind: 'place', start: at, end: at + 2 });
    at = skipBlanks(line, at + 2);
  } else if (!to) return undefined;
  if (matchAt(EMERGENCY, line, at)) at = skipBlanks(line, at + 1);
  const codeEnd = tokenEnd(line, at);
  const grade = codeEnd - at <= 6 ? gradeOf(line.slice(at, codeEnd)) : undefined;
  if (!grade || /[^\s]/.test(line[codeEnd] ?? ' ')) return undefined;
  parts.procedure = procedureOf(line, at, codeEnd, origin);
  const end = trimEnd(line, codeEnd, line.length);
  readBehindCode(parts, line, codeEnd, end, origin, known);
  return { parts, start, end, codeStart: at, codeEnd };
}

function readBehindCode(parts: Parts, line: string, codeEnd: number, end: number, origin: number, known: number): void {
  let at = skipBlanks(line, codeEnd, end);
  for (let count = 0; count < 4; count++) {
    const stop = tokenEnd(line, at, end);
    const token = line.slice(at, stop);
    const blank = stop === end || /\s/.test(line[stop]!);
    if (stop - at !== 2 || !blank || pointersOf(token, known)) break;
    if (count > 0 && /^\d\d$/.test(token) && at - parts.fields[parts.fields.length - 1]!.end > 12) break;
    parts.modifiers.push(codeOf('modifier', line, at, stop, origin));
    parts.fields.push({ kind: 'modifiers', start: at, end: stop });
    at = skipBlanks(line, stop, end);
  }
  at = readPrintedPointers(parts, line, at, end, origin);
  const charge = matchAt(CHARGE, line, at);
  if (!charge || at + charge[0].length > end) return;
  parts.charge = amountOf(line, at, at + charge[0].length, origin);
  parts.fields.push({ kind: 'charge', start: at, end: at + charge[0].length });
  at = skipBlanks(line, at + charge[0].length, end);
  const units = matchAt(UNITS, line, at);
  if (units && at + units[0].length <= end) {
    parts.units = quantityOf(line, at, at + units[0].length, origin);
    parts.fields.push({ kind: 'units', start: at, end: at + units[0].length });
    at += units[0].length;
  }
  const provider = /(?:^|\s)(\d{10})\s*$/.exec(line.slice(Math.max(at, end - 40), end));
  if (provider) {
    parts.provider = { id: provider[1] };
    parts.fields.push({ kind: 'provider', start: end - 10, end });
  }
}

/** A further letter, one blank apart: `A B`. */
const APART = /^ [A-L] $/;

/** Box 24E: letters A to L, or figures where a charge still follows. */
function readPrintedPointers(parts: Parts, line: string, at: number, end: number, origin: number): number {
  let stop = at;
  while (stop < end && /[A-L1-9,]/.test(line[stop]!)) stop++;
  const token = line.slice(at, stop).replaceAll(',', '');
  const letters = /^[A-L]{1,12}$/.test(token);
  const figures = /^(?:\d|\d{3,4})$/.test(token) && matchAt(CHARGE, line, skipBlanks(line, stop, end)) !== undefined;
  if (stop === at || (!letters && !figures) || /[^\s]/.test(line[stop] ?? ' ')) return at;
  if (figures && /^\s{1,60}\d{1,3}\s*$/.test(line.slice(stop, end))) return at;
  if (figures && token.length > 1 && / \d\d(?!\d)/.test(line.slice(stop, stop + 3))) return at;
  for (let index = at; index < stop; index++) {
    const unit = line.charCodeAt(index);
    if (unit === 44) continue;
    const value = letters ? unit - 64 : unit - 48;
    parts.pointers.push({ value, start: origin + index, end: origin + index + 1 });
  }
  while (letters && stop < end && APART.test(line.slice(stop, stop + 3))) {
    const place = origin + stop + 1;
    parts.pointers.push({ value: line.charCodeAt(stop + 1) - 64, start: place, end: place + 1 });
    stop += 2;
  }
  parts.fields.push({ kind: 'pointers', start: at, end: stop });
  return skipBlanks(line, stop, end);
}

function printedDate(line: string, at: number, origin: number): { date: DateMention; end: number } | undefined {
  const match = matchAt(SPACED_DATE, line, at) ?? matchAt(SOLID_DATE, line, at);
  if (!match) return undefined;
  const [raw, month, day, digits] = match as unknown as [string, string, string, string];
  const year = digits.length === 4 ? Number(digits) : fullYear(Number(digits));
  const solid = !raw.includes(' ');
  if (solid && Number(day) > daysInMonth(2000, Number(month))) return undefined;
  const end = at + raw.length;
  return {
    date: { value: dayOf(year, Number(month), Number(day)), raw, start: origin + at, end: origin + end },
    end,
  };
}
