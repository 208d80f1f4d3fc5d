import { codeOf, emptyParts, type Parts, quantityOf, takeDates } from './parts';
import { isColumnStart, isDigit, matchAt, skipBlanks } from './textLines';

/** What stands before the code of a service line. */
export interface Head {
  readonly parts: Parts;
  /** Where the code must begin. */
  readonly codeAt: number;
  /** A label stands before it: CPT, HCPCS, Procedure, Proc, Code. */
  readonly labelled: boolean;
  /** The label has its colon, so that whatever follows was meant as a code. */
  readonly announced: boolean;
  /** The label is CPT's or HCPCS's own. */
  readonly named: boolean;
  /** A bullet, a number, a date or a label stands before it. */
  readonly marked: boolean;
}

/** A label that announces procedure codes. */
export const codeLabel =
  /(?:(?:cpt|hcpcs)(?:®|\(r\)|™)?(?:[-/ ]?(?:4(?!\d)|hcpcs|cpt))?|proc(?:edure)?s?\.?|service(?=[ \t]+code|[ \t]*[:=]))(?:[ \t]+code(?:s|\(s\))?)?(?![A-Za-z0-9])|code(?:s|\(s\))?(?![A-Za-z0-9])/iy;

const SEPARATOR = /[ \t\u00A0]*(?:[:=#][:=]?)?[ \t\u00A0]*/y;
const BULLET = /(?:[-*•·▪◦●‣>–—]|\[[xX✓]\]|[☑☒✓✔])[ \t\u00A0]*/y;
const PLUS = /\+[ \t]*/y;
const CODE_AHEAD = '(?=(?:[\\dOoIl]{4}[\\dOoIlAFMTUafmtu]|[A-Za-z]\\d{4}|\\d{3}[FMTUfmtu])(?![A-Za-z0-9]))';
const BOX = /(?:box[ \t]*)?24\.?[ \t]?[dD](?![A-Za-z0-9])[ \t]*[.:)]?[ \t]*/iy;
const NUMBER = new RegExp(`#?(\\d{1,3})(?:[.)](?![\\d])|:(?!\\d)|[ \\t]+${CODE_AHEAD})[ \\t]*`, 'y');
/** `(1)`, `[1]` */
const BRACKETED = /(?:\((?=\d{1,3}\))|\[(?=\d{1,3}\]))(\d{1,3})[)\]][.:]?[ \t]+/y;
const HASHED = /#(\d{1,3})[.:)]?[ \t]+/y;
const NAMED_NUMBER = /(?:line|ln|item)[ \t]*(?:#|no\.?)?[ \t]*(\d{1,3})(?!\d)[ \t]*[:.)=-]?[ \t]*/iy;
const DATE_LABEL = /(?:dos|dates?(?:[ \t]of[ \t]service)?|service[ \t]dates?)[ \t]*[:=#]?[ \t]*(?=\d)/iy;
const PLACE_LABEL = /(?:pos|place[ \t]of[ \t]service)[ \t]*[:=#]?[ \t]*(\d{2})(?![A-Za-z0-9])[ \t]*/iy;
const PLACE = new RegExp(`(\\d{2})[ \\t]+(?:[YNyn][ \\t]+)?${CODE_AHEAD}`, 'y');
const REVENUE = new RegExp(`(0\\d{3})[ \\t,;|]+${CODE_AHEAD}`, 'y');
const TIMES = new RegExp(`(\\d{1,3})[ \\t]?[xX×][ \\t]+${CODE_AHEAD}`, 'y');

/** How many things may stand before a code. */
const MOST = 8;

/** Reads the head of a line from `start` on. Whether a code follows is for the caller to see. */
export function readHead(line: string, start: number, origin: number): Head {
  const parts = emptyParts();
  let at = skipBlanks(line, start);
  let labelled = false;
  let announced = false;
  let named = false;
  let marked = false;
  for (let count = 0; count < MOST && at < line.length; count++) {
    const from = at;
    const unit = line.charCodeAt(at);
    if (unit === 35 && !parts.number) {
      const hashed = matchAt(HASHED, line, at);
      if (hashed) at = takeNumber(parts, hashed, origin);
    } else if ((unit === 40 || unit === 91) && !parts.number && matchAt(BRACKETED, line, at)) {
      at = takeNumber(parts, matchAt(BRACKETED, line, at)!, origin);
    } else if (isDigit(unit)) {
      at = readFigure(parts, line, at, origin);
    } else if (unit === 43) {
      at += matchAt(PLUS, line, at)![0].length;
    } else {
      const bullet = labelled ? undefined : matchAt(BULLET, line, at);
      if (bullet) at += bullet[0].length;
      else {
        const label = matchAt(codeLabel, line, at);
        if (label) {
          at += label[0].length;
          const separator = matchAt(SEPARATOR, line, at)![0];
          labelled = true;
          named ||= /^(?:cpt|hcpcs)/i.test(label[0]);
          announced ||= /[:=]/.test(separator) && !/^service/i.test(label[0]);
          at += separator.length;
        } else at = readLabelledFigure(parts, line, at, origin);
      }
    }
    if (at === from) break;
    marked = true;
    at = skipJoint(line, at, parts);
  }
  return { parts, codeAt: at, labelled, announced, named, marked };
}

/** A date, a line number, a place of service behind a date, a revenue code, `3 x`. */
function readFigure(parts: Parts, line: string, at: number, origin: number): number {
  if (!parts.from || !parts.to) {
    const dates = takeDates(parts, line, at, origin);
    if (dates !== undefined) {
      parts.fields.push({ kind: 'dates', start: at, end: dates });
      return dates;
    }
  }
  const box = matchAt(BOX, line, at);
  if (box) return at + box[0].length;
  const times = parts.units ? undefined : matchAt(TIMES, line, at);
  if (times) {
    const end = at + times[1]!.length;
    parts.units = quantityOf(line, at, end, origin);
    parts.fields.push({ kind: 'units', start: at, end: at + times[0].trimEnd().length });
    return at + times[0].length;
  }
  const place = parts.from && !parts.place ? matchAt(PLACE, line, at) : undefined;
  if (place) {
    parts.place = codeOf('placeOfService', line, at, at + 2, origin);
    parts.fields.push({ kind: 'place', start: at, end: at + 2 });
    return at + place[0].length;
  }
  const revenue = parts.revenue ? undefined : matchAt(REVENUE, line, at);
  if (revenue) {
    parts.revenue = codeOf('revenue', line, at, at + 4, origin);
    parts.fields.push({ kind: 'revenue', start: at, end: at + 4 });
    return at + revenue[0].length;
  }
  const number = parts.number ? undefined : matchAt(NUMBER, line, at);
  return number ? takeNumber(parts, number, origin) : at;
}

/** `Line 3:`, `DOS: 2025-03-04`, `POS: 11`, `Box 24D`. */
function readLabelledFigure(parts: Parts, line: string, at: number, origin: number): number {
  const numbered = parts.number ? undefined : matchAt(NAMED_NUMBER, line, at);
  if (numbered) return takeNumber(parts, numbered, origin);
  const box = matchAt(BOX, line, at);
  if (box) return at + box[0].length;
  const date = matchAt(DATE_LABEL, line, at);
  if (date) {
    const end = takeDates(parts, line, at + date[0].length, origin);
    if (end === undefined) return at;
    parts.fields.push({ kind: 'dates', start: at, end });
    return end;
  }
  const place = parts.place ? undefined : matchAt(PLACE_LABEL, line, at);
  if (!place) return at;
  const start = at + place[0].indexOf(place[1]!);
  parts.place = codeOf('placeOfService', line, start, start + 2, origin);
  parts.fields.push({ kind: 'place', start: at, end: start + 2 });
  return at + place[0].length;
}

function takeNumber(parts: Parts, match: RegExpExecArray, origin: number): number {
  const digits = match[1]!;
  const start = origin + match.index + match[0].indexOf(digits);
  parts.number = { value: Number(digits), start, end: start + digits.length };
  return match.index + match[0].length;
}

/** Reads past what joins the things before a code: a colon, a bar, a comma, a dash. */
function skipJoint(line: string, at: number, parts: Parts): number {
  let next = skipBlanks(line, at);
  if (next > 0 && /[:,;|.–—-]/.test(line[next] ?? '') && (parts.from || parts.number || parts.place)) {
    if (line[next] !== '.' || isColumnStart(line, next + 1)) next = skipBlanks(line, next + 1);
  }
  return next;
}
