import type { Codes } from '../codes/tables';
import { type X12Element, x12Dictionary } from '../codes/x12Dictionary';
import { type Day, dayOf, isoOf } from '../model/date';

/** What stands around a value in its segment: everything that its meaning may depend on. */
export interface ValueContext {
  readonly codes: Codes;
  readonly segment: string;
  readonly position: number;
  /** The composite (`C003` …) and the place in it, of a component. */
  readonly composite?: string;
  readonly component?: number;
  /** The values before and after it in the same segment or composite, by 1-based position. */
  sibling(position: number): string;
  /** The element that a position of the same segment or composite has. */
  elementAt(position: number): X12Element | undefined;
  /** The n-th diagnosis of the claim that the segment stands in. */
  diagnosis?(pointer: number): string | undefined;
}

/** The qualifier that says what the value is, by the element numbers of both. */
const QUALIFIERS: Readonly<Record<string, readonly string[]>> = {
  '67': ['66'],
  '127': ['128'],
  '234': ['235'],
  '364': ['365'],
  '373': ['374'],
  '380': ['673'],
  '507': ['506'],
  '508': ['569'],
  '782': ['522'],
  '1251': ['374'],
  '1271': ['1270'],
  '1035': ['98'],
  '93': ['98'],
  '1321': ['1136'],
  I02: ['I01'],
  I04: ['I03'],
  I06: ['I05'],
  I07: ['I05'],
};

/** The name of the qualifier before the value, and what it says: `NM108 XX: …`. */
export function qualifierOf(
  value: ValueContext,
  element: X12Element,
): { at: number; value: string; meaning: string } | undefined {
  const wanted = QUALIFIERS[element.element];
  if (!wanted) return undefined;
  const own = value.component ?? value.position;
  for (let at = own - 1; at >= 1; at--) {
    const number = value.elementAt(at)?.element;
    // Of several pairs in one segment each has its own qualifier.
    if (number === element.element && element.element !== '380' && element.element !== '1321') return undefined;
    if (number === undefined || !wanted.includes(number)) continue;
    const written = value.sibling(at).trim();
    const meaning = written && value.codes.qualifiers.get(number, written)?.meaning;
    return meaning ? { at, value: written, meaning } : undefined;
  }
  return undefined;
}

/** What a value says in plain words; undefined where it says nothing beyond itself. */
export function decode(value: ValueContext, element: X12Element, written: string): string | undefined {
  const text = written.trim();
  if (!text) return undefined;
  return (
    special(value, element.element, text) ??
    value.codes.qualifiers.get(element.element, text)?.meaning ??
    byType(element, text)
  );
}

function special(value: ValueContext, number: string, text: string): string | undefined {
  switch (number) {
    case '782':
      return money(text);
    case '1251':
      return period(value, text);
    case '67':
      return value.codes.qualifiers.get('66', qualifierBefore(value, '66')) && npi(value, text);
    case '1331':
      return facility(value, text);
    case '1328':
      return diagnosisPointer(value, text);
    case '1271':
      return industryCode(value, text);
    case '1339':
      return value.codes.modifiers.get(text.toUpperCase())?.meaning;
    case '234':
      return productId(value, text);
    case '480':
    case '1705':
      return GUIDES[text.slice(0, 10)];
    case '721':
      return x12Dictionary().segment(text)?.name;
    case '725':
      return x12Dictionary().nameOf(text);
    case 'I15':
    case 'I65':
      return value.codes.qualifiers.get('I10', text)?.meaning;
    case '736':
      return value.codes.qualifiers.get('736', text)?.meaning;
    case '954':
      return percentage(text);
    default:
      return undefined;
  }
}

const GUIDES: Readonly<Record<string, string>> = {
  '004010X091': '835 health care claim payment, 4010',
  '004010X092': '270/271 eligibility inquiry and response, 4010',
  '004010X093': '276/277 claim status request and response, 4010',
  '004010X094': '278 services review, 4010',
  '004010X095': '834 benefit enrollment, 4010',
  '004010X096': '837 institutional claim, 4010',
  '004010X097': '837 dental claim, 4010',
  '004010X098': '837 professional claim, 4010',
  '005010X210': '275 additional information to support a claim, 5010',
  '005010X212': '276/277 claim status request and response, 5010',
  '005010X213': '277 request for additional information, 5010',
  '005010X214': '277 claim acknowledgment, 5010',
  '005010X215': '278 services review inquiry and response, 5010',
  '005010X216': '278 services review notification, 5010',
  '005010X217': '278 services review, 5010',
  '005010X218': '820 premium payment, 5010',
  '005010X220': '834 benefit enrollment, 5010',
  '005010X221': '835 health care claim payment, 5010',
  '005010X222': '837 professional claim, 5010',
  '005010X223': '837 institutional claim, 5010',
  '005010X224': '837 dental claim, 5010',
  '005010X228': '277 pending claim status, 5010',
  '005010X230': '997 functional acknowledgment, 5010',
  '005010X231': '999 implementation acknowledgment, 5010',
  '005010X279': '270/271 eligibility inquiry and response, 5010',
};

function byType(element: X12Element, text: string): string | undefined {
  if (element.type === 'DT') return dateText(text);
  if (element.type === 'TM') return timeText(text);
  return undefined;
}

function qualifierBefore(value: ValueContext, number: string): string {
  const own = value.component ?? value.position;
  for (let at = own - 1; at >= 1; at--) if (value.elementAt(at)?.element === number) return value.sibling(at).trim();
  return '';
}

/** `-1234.5` → `-1,234.50`. */
function money(text: string): string | undefined {
  const match = /^([-+]?)(\d+)?(?:\.(\d*))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const whole = (match[2] ?? '0').replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = (match[3] ?? '').padEnd(2, '0');
  return `${match[1] === '-' ? '-' : ''}${whole}.${cents}`;
}

function percentage(text: string): string | undefined {
  if (!/^\d*\.?\d+$/.test(text)) return undefined;
  const percent = Number(text) * 100;
  return percent <= 100 ? `${Number(percent.toFixed(4))}%` : undefined;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** CCYYMMDD or YYMMDD, as `Tuesday, March 4, 2025`. */
export function dateText(text: string): string | undefined {
  if (!/^(?:\d{6}|\d{8})$/.test(text)) return undefined;
  const full = text.length === 8 ? text : `${text < '500000' ? '20' : '19'}${text}`;
  const day = dayOf(Number(full.slice(0, 4)), Number(full.slice(4, 6)), Number(full.slice(6)));
  return day === undefined ? 'no date of the calendar' : dayText(day);
}

function dayText(day: Day): string {
  const iso = isoOf(day);
  const weekday = WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()];
  return `${weekday}, ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${Number(iso.slice(8))}, ${iso.slice(0, 4)}`;
}

/** HHMM, HHMMSS or with hundredths. */
export function timeText(text: string): string | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})?\d{0,2}$/.exec(text);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined;
  return `${match[1]}:${match[2]}${match[3] ? `:${match[3]}` : ''}`;
}

/** DTP03 and its like: the format is told by the qualifier before it, or by the text itself. */
function period(value: ValueContext, text: string): string | undefined {
  const format = qualifierBefore(value, '1250');
  if (format === 'TM') return timeText(text);
  const [from = '', to, ...more] = text.split('-');
  if (more.length) return undefined;
  if (to !== undefined) {
    const first = momentText(from);
    const last = momentText(to);
    return first && last && `${first} to ${last}`;
  }
  return momentText(from);
}

function momentText(text: string): string | undefined {
  if (!/^(?:\d{8}|\d{12}|\d{14})$/.test(text)) return undefined;
  const date = dateText(text.slice(0, 8));
  const time = text.length > 8 ? timeText(text.slice(8)) : undefined;
  return date && (time ? `${date}, ${time}` : date);
}

function npi(value: ValueContext, text: string): string | undefined {
  if (qualifierBefore(value, '66') !== 'XX' || !/^\d{10}$/.test(text)) return undefined;
  return isNpi(text) ? 'the check digit is right' : 'the check digit is wrong';
}

/** The Luhn check with the prefix 80840 that an NPI stands for. */
function isNpi(text: string): boolean {
  let sum = 24;
  for (let i = 0; i < 10; i++) {
    const digit = text.charCodeAt(9 - i) - 48;
    const doubled = i % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function facility(value: ValueContext, text: string): string | undefined {
  const { codes } = value;
  const qualifier = value.composite === 'C023' ? value.sibling(2) : '';
  if (qualifier === 'A') return billType(text);
  const place = codes.placesOfService.get(text);
  // A remittance repeats what the claim had, whichever it was.
  if (value.segment === 'CLP' || value.segment === 'TS3') {
    const bill = billType(text);
    const parts = [place && `as a place of service ${place.name}`, bill && `as a type of bill ${bill}`];
    return parts.filter(Boolean).join('; ') || undefined;
  }
  return place?.name;
}

const FACILITIES: Readonly<Record<string, string>> = {
  '1': 'hospital',
  '2': 'skilled nursing facility',
  '3': 'home health',
  '4': 'religious nonmedical hospital',
  '6': 'intermediate care',
  '7': 'clinic',
  '8': 'special facility',
};
const CARE: Readonly<Record<string, string>> = {
  '1': 'inpatient',
  '2': 'inpatient, Part B only',
  '3': 'outpatient',
  '4': 'other, such as laboratory for nonpatients',
  '5': 'intermediate care, level I',
  '6': 'intermediate care, level II',
  '7': 'subacute inpatient',
  '8': 'swing bed',
};
const CLINICS: Readonly<Record<string, string>> = {
  '1': 'rural health',
  '2': 'renal dialysis',
  '3': 'freestanding',
  '4': 'outpatient rehabilitation',
  '5': 'comprehensive outpatient rehabilitation',
  '6': 'community mental health center',
  '7': 'federally qualified health center',
  '9': 'other',
};
const SPECIAL: Readonly<Record<string, string>> = {
  '1': 'hospice outside of a hospital',
  '2': 'hospice in a hospital',
  '3': 'ambulatory surgery center',
  '4': 'freestanding birthing center',
  '5': 'critical access hospital',
  '6': 'residential facility',
  '9': 'other',
};

/** The two digits of a type of bill: the facility, and the kind of care. */
function billType(text: string): string | undefined {
  const match = /^0?([1-8])([1-9])$/.exec(text);
  if (!match) return undefined;
  const facilityName = FACILITIES[match[1]!];
  const care = (match[1] === '7' ? CLINICS : match[1] === '8' ? SPECIAL : CARE)[match[2]!];
  return facilityName && (care ? `${facilityName}, ${care}` : facilityName);
}

function diagnosisPointer(value: ValueContext, text: string): string | undefined {
  const code = /^\d{1,2}$/.test(text) ? value.diagnosis?.(Number(text)) : undefined;
  if (!code) return undefined;
  const description = value.codes.diagnoses?.get(code, undefined)?.description;
  return description ? `diagnosis ${code}: ${description}` : `diagnosis ${code}`;
}

function industryCode(value: ValueContext, text: string): string | undefined {
  const { codes } = value;
  if (value.composite === 'C043') {
    return value.component === 1 ? codes.qualifiers.get('C043-1', text)?.meaning : undefined;
  }
  const list = qualifierBefore(value, '1270');
  if (/^A?(?:B[FJKN]|PR)$|^AB[FJKN]$|^APR$/.test(list)) return codes.diagnoses?.get(text, undefined)?.description;
  if (list === 'BP' || list === 'BO') return codes.procedures.get(text)?.description;
  return list === 'ZZ' && value.segment === 'III' ? codes.placesOfService.get(text)?.name : undefined;
}

function productId(value: ValueContext, text: string): string | undefined {
  const qualifier = qualifierBefore(value, '235');
  return qualifier === 'HC' ? value.codes.procedures.get(text.toUpperCase())?.description : undefined;
}
