import type { CodeMention } from '../../model/claim';
import { diagnosisAt, gradeOf } from './shapes';
import { isAlphanumeric, isBlankUnit, isDigit, matchAt, skipBlanks, tokenEnd } from './textLines';
import { isMeasure } from './words';

/** Group 1: a label that opens a list of codes; 2: one that opens diagnoses; 3: a code that stands alone. */
const CANDIDATE =
  /(?<![A-Za-z0-9])(?:((?:(?:cpt|hcpcs)(?:®|\(r\)|™)?(?:[-/ ]?(?:4(?!\d)|hcpcs|cpt))?|proc(?:edure)?s?\.?)(?:[ \t]codes?)?|codes?)|(icd(?:[- ]?(?:9|10))?(?:-cm)?(?:[ \t]codes?)?|dx|diag|diagnos[ei]s(?:[ \t]codes?)?)|([01]\d{3}T|\d{4}F|0\d{3}[AMU]|[A-CEGHJ-MP-V]\d{4}))(?![A-Za-z0-9])/gi;
const BEHIND_LABEL =
  /[ \t\u00A0]*(?:[:=#]{1,2}|(?:is|are|was|were|of|number|no\.?|numbers|again is)(?=[ \t\u00A0]))?[ \t\u00A0]*\(?[ \t\u00A0]*/iy;
const MODIFIERS = /(?:[-/][A-Z0-9]{2}(?![A-Za-z0-9]))+/y;
const JOINT =
  /[ \t\u00A0]*(?:[,;/&+–-]|and(?![A-Za-z])|or(?![A-Za-z])|to(?![A-Za-z])|thru(?![A-Za-z])|through(?![A-Za-z]))[ \t\u00A0]*(?:and(?![A-Za-z])|or(?![A-Za-z]))?[ \t\u00A0]*/iy;
const REPEATED_LABEL = /(?:(?:cpt|hcpcs)®?(?:[ \t]codes?)?|codes?)[ \t]*[:#]?[ \t]*/iy;
const DIAGNOSIS_JOINT = /[ \t\u00A0]*(?:[:=#]|is)?[ \t\u00A0]*/iy;

/** Words whose number is no procedure code: `room B1234`, `zip code 12345`. */
const OTHER_NUMBERS =
  /(?:^|[^A-Za-z])(?:id|acct|account|claim|mrn|room|rm|bed|suite|policy|member|group|serial|model|lot|ref|reference|order|invoice|auth|authorization|license|lic|case|file|part|catalog|ticket|version|no\.?|number|#)[ \t.:#=]*$/i;
const PROCEDURE_CODE =
  /(?:procedure|proc|service|billing|cpt|hcpcs|category|add-on|addon|primary|fee|charge|charged?|billed)[ \t]*$/i;

/**
 * Adds the codes that stand in running text between the offsets: behind a label, in a list that a label opens, or alone
 * where their letter says what they are. Five bare digits need a label. `base` turns offsets in the line into absolute
 * ones. `open` tells that the line before ended inside such a list; the answer tells it of this one.
 */
export function readMentions(
  line: string,
  start: number,
  base: number,
  mentions: CodeMention[],
  open = false,
): boolean {
  let stillOpen = false;
  if (open) {
    const from = skipBlanks(line, start);
    const label = matchAt(REPEATED_LABEL, line, from);
    const list = readList(line, from + (label?.[0].length ?? 0), base, mentions);
    stillOpen = list.open;
    CANDIDATE.lastIndex = list.end;
  } else CANDIDATE.lastIndex = start;
  for (let match = CANDIDATE.exec(line); match; match = CANDIDATE.exec(line)) {
    const at = match.index;
    const end = at + match[0].length;
    if (match[1] !== undefined) {
      if (/^codes?$/i.test(match[1]) && !vouchesForCode(line, at)) continue;
      const behind = matchAt(BEHIND_LABEL, line, end)![0];
      const list = readList(line, end + behind.length, base, mentions);
      const prose = /[A-Za-z]/.test(line.slice(Math.max(start, at - 40), at));
      stillOpen = list.open && prose;
      CANDIDATE.lastIndex = Math.max(list.end, end);
    } else if (match[2] !== undefined) {
      CANDIDATE.lastIndex = endOfDiagnoses(line, end);
    } else if (standsFree(line, at, end)) {
      mentions.push({ kind: 'procedure', value: match[3]!, start: base + at, end: base + end });
    }
  }
  return stillOpen;
}

/** Reads codes from `at` on as long as they are joined; `open` when the line ends where a code is due. */
function readList(line: string, at: number, base: number, mentions: CodeMention[]): { end: number; open: boolean } {
  let next = at;
  let end = at;
  for (;;) {
    if (next >= line.length) return { end, open: true };
    const stop = tokenEnd(line, next);
    const token = stop - next <= 6 ? line.slice(next, stop) : '';
    const grade = gradeOf(token);
    if (!grade || grade === 'odd' || isGlued(line, stop) || isQuantity(line, next, stop)) return { end, open: false };
    mentions.push({ kind: 'procedure', value: token, start: base + next, end: base + stop });
    const modifiers = matchAt(MODIFIERS, line, stop);
    end = stop + (modifiers ? modifiers[0].length : 0);
    const joint = matchAt(JOINT, line, end);
    if (!joint) return { end, open: false };
    next = end + joint[0].length;
    const label = matchAt(REPEATED_LABEL, line, next);
    if (label) next += label[0].length;
  }
}

/** Whether a code may end here: no further digits or letters are glued on. */
function isGlued(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit === 95 || unit === 64 || unit === 37) return true;
  if (unit === 46) return isDigit(line.charCodeAt(at + 1));
  return unit === 45 && /^-\d{3,4}(?!\d)/.test(line.slice(at, at + 6));
}

function isQuantity(line: string, start: number, end: number): boolean {
  if (line[start - 1] === '$') return true;
  const behind = skipBlanks(line, end);
  return isMeasure(/^[A-Za-z]*/.exec(line.slice(behind, behind + 12))![0]);
}

/** A bare `code` is a procedure code's label behind a word that says so, or at the head of a line or phrase. */
function vouchesForCode(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 40), at);
  return (
    PROCEDURE_CODE.test(before) ||
    (!/[A-Za-z0-9-][ \t]?$/.test(before) && /^codes?[ \t]*[:=#]/i.test(line.slice(at, at + 12)))
  );
}

/** Upper case, alone, and no number of a room, a policy or a part. */
function standsFree(line: string, start: number, end: number): boolean {
  if (/[a-z]/.test(line.slice(start, end))) return false;
  const before = line.charCodeAt(start - 1);
  if (start > 0 && !isBlankUnit(before) && !'(["\',;*/|>+'.includes(line[start - 1]!)) return false;
  const after = line.charCodeAt(end);
  if (after === 45) {
    if (!matchAt(MODIFIERS, line, end)) return false;
  } else if (end < line.length && !isBlankUnit(after) && !')]"\',;:.*!?/|<–—'.includes(line[end]!)) return false;
  if ((after === 46 || after === 58) && isAlphanumeric(line.charCodeAt(end + 1))) return false;
  return !OTHER_NUMBERS.test(line.slice(Math.max(0, start - 24), start)) && !isQuantity(line, start, end);
}

function endOfDiagnoses(line: string, at: number): number {
  let end = at;
  let next = at + matchAt(DIAGNOSIS_JOINT, line, at)![0].length;
  for (;;) {
    const code = diagnosisAt(line, next);
    if (!code) return end;
    end = next + code.length;
    const joint = matchAt(JOINT, line, end);
    if (!joint) return end;
    next = end + joint[0].length;
  }
}
