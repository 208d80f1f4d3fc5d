import type { PairRow, PairTable } from '../codes/tables';
import { type Day, isoOf } from '../model/date';
import type { Citation } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, onDay } from './support/cite';
import { claimsBeside, mayBeMedicare, nameOf } from './support/claims';
import { firstSharedDay, shareProvider, surelyShareDay } from './support/dates';
import { kindsOf, SHORT } from './support/kinds';
import { LinesIndex } from './support/linesIndex';
import { BUNDLED_BESIDE, PAYABLE } from './support/payment';
import { codeSpan, pointTo } from './support/place';
import { NEVER_PAID } from './support/precedence';
import { feeRowOf, procedureRowOf } from './support/rows';
import { settingOf, settingOfLine } from './support/setting';
import { isVisit } from './support/visits';

const NO_ROW = 'the loaded PTP table does not hold every pair of the code';
const NO_EDITION = 'the loaded PTP table begins after the date of service';
const OPEN_DAY = 'a line over several days does not say on which of them the service was';

/** The line that another is bundled into, and the edit that says so. */
interface Hit {
  readonly paid: JudgedLine;
  readonly row: PairRow;
}

/** Two codes of one day that an NCCI procedure-to-procedure edit does not pay together. */
export const bundledPair: Rule = {
  id: 'bundled-pair',
  summary: 'A code that is bundled into another code of the same day by an NCCI procedure-to-procedure (PTP) edit.',
  why: 'Of a PTP pair by the same practitioner on one day only the column 1 code is paid. Under indicator 0 nothing changes that; under 1 an NCCI-associated modifier does, where the record supports it.',
  advice:
    'Take the bundled code off. Under indicator 1, if the services were separate (another session, site, organ, lesion or a visit of its own), add the modifier that says how.',
  severity: 'warning',
  stage: 'stable',
  needs: ['PTP'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: [...NEVER_PAID, 'missing-em-modifier'],
  denies: true,
  sources: [
    'CMS NCCI Procedure-to-Procedure edits, practitioner and outpatient hospital tables',
    'NCCI Policy Manual, chapter I, section E: modifiers',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T x1\n«69990» x1', note: 'indicator 0: an error' },
      { text: 'DOS: 2025-03-04\n0708T x1\n«11900» x1', note: 'indicator 1 without a modifier' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n0708T x1\n11900-59 x1' }, { text: '0708T 2025-03-04\n11900 2025-03-05' }],
  },
  check(scope) {
    const setting = settingOf(scope.claim);
    if (!setting || scope.lines.length + scope.others.length < 2) return;
    const table = scope.codes.pairs[setting];
    if (table.coverage === 'none') {
      for (const line of scope.lines) scope.notChecked(line, 'no PTP table for this kind of claim is loaded');
      return;
    }
    const { kinds, kindOf } = kindsOf(scope.lines);
    const index = kinds.length === scope.lines.length ? scope.index : new LinesIndex(kinds);
    const seen: Seen = { hits: undefined, reasons: undefined };
    if (kinds.length <= SHORT) {
      for (let i = 0; i < kinds.length; i++) {
        for (let j = i + 1; j < kinds.length; j++) look(scope, table, seen, kinds[i]!, i, kinds[j]!, j);
      }
    } else lookByCode(scope, table, seen, kinds, index);
    for (const other of claimsBeside(scope)) {
      for (let i = 0; i < kinds.length; i++) {
        const line = kinds[i]!;
        for (const code of other.index.distinctCodes()) {
          if (code === line.code) continue;
          for (const one of other.index.sharing(code, line)) look(scope, table, seen, line, i, one, -1);
        }
      }
    }
    const { lines } = scope;
    for (let i = 0; i < lines.length; i++) {
      conclude(scope, lines[i]!, seen.hits?.[kindOf(i)], seen.reasons?.[kindOf(i)]);
    }
  },
};

function lookByCode(
  scope: RuleScope,
  table: PairTable,
  seen: Seen,
  kinds: readonly JudgedLine[],
  index: LinesIndex,
): void {
  const places = new Map(kinds.map((line, place) => [line, place]));
  const codes = [...index.distinctCodes()];
  for (let a = 0; a < codes.length; a++) {
    for (const line of index.ofCode(codes[a]!)!.all) {
      for (let b = a + 1; b < codes.length; b++) {
        for (const other of index.sharing(codes[b]!, line)) {
          look(scope, table, seen, line, places.get(line)!, other, places.get(other)!);
        }
      }
    }
  }
}

/** What was seen of a claim's pairs, by the place of the line's kind; nothing is kept of those that stand together. */
interface Seen {
  /** The pairs in which the line is not paid. */
  hits: Hit[][] | undefined;
  /** Why a pair of the line could not be judged. */
  reasons: string[] | undefined;
}

/** `at` is the other line's place in this claim, or -1. */
function look(
  scope: RuleScope,
  table: PairTable,
  seen: Seen,
  line: JudgedLine,
  place: number,
  other: JudgedLine,
  at: number,
): void {
  if (other.code === line.code || line.slip || other.slip || (at < 0 && line.from === undefined)) return;
  const day = surelyShareDay(line, other);
  if (day === false || !shareProvider(line, other)) return;
  const on = firstSharedDay(line, other);
  const row = table.get(line.code, other.code, on);
  if (row && day) {
    const isBundled = row.column2 === line.code;
    if ((!isBundled && at < 0) || isSupplied(line) || isSupplied(other)) return;
    const bundled = isBundled ? place : at;
    seen.hits ??= [];
    seen.hits[bundled] ??= [];
    seen.hits[bundled].push({ paid: isBundled ? other : line, row });
  } else if (row || !isCovered(scope, table, line, other, on)) {
    seen.reasons ??= [];
    const reason = row ? OPEN_DAY : isBefore(table, on) ? NO_EDITION : NO_ROW;
    seen.reasons[place] = reason;
    if (at >= 0) seen.reasons[at] = reason;
  }
}

/** The finding stands on the line that is not paid. */
function conclude(
  scope: RuleScope,
  line: JudgedLine,
  hits: readonly Hit[] | undefined,
  reason: string | undefined,
): void {
  if (line.slip) return;
  if (hits) judge(scope, line, hits);
  else if (reason) scope.notChecked(line, reason);
  else scope.pass(line);
}

/** The table would have the pair if there were one. */
function isCovered(
  scope: RuleScope,
  table: PairTable,
  line: JudgedLine,
  other: JudgedLine,
  on: Day | undefined,
): boolean {
  if (table.coverage === 'complete' || table.covers?.(on) !== undefined) return true;
  // The sample holds all pairs of its own codes, and those only from its edition on.
  if (scope.codes.procedures.coverage !== 'starter' || isBefore(table, on)) return false;
  return procedureRowOf(scope, line) !== undefined && procedureRowOf(scope, other) !== undefined;
}

function isBefore({ editions }: PairTable, on: Day | undefined): boolean {
  return on !== undefined && on < (editions[0]?.effectiveFrom ?? 0);
}

/** Equipment suppliers have edits of their own. */
function isSupplied(line: JudgedLine): boolean {
  return settingOfLine(line) === 'dme';
}

function judge(scope: RuleScope, line: JudgedLine, hits: readonly Hit[]): void {
  const standing = hits.filter(
    ({ paid, row }) => row.indicator === 0 || !(hasAssociated(scope, line) ?? hasAssociated(scope, paid)),
  );
  if (standing.length === 0) {
    const { paid } = hits[0]!;
    const modifier = hasAssociated(scope, line) ?? hasAssociated(scope, paid);
    scope.bypass(line, `bundled into ${paid.code}, but for modifier ${modifier}`);
    return;
  }
  const hit = standing.find(({ row }) => row.indicator === 0) ?? standing[0]!;
  const { paid, row } = hit;
  const into = paid.claim === scope.claim ? paid.code : `${paid.code} of ${nameOf(paid.claim)}`;
  scope.report({
    severity: row.indicator === 0 ? 'error' : 'warning',
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    cause: `${line.code} ${paid.code}`,
    // The modifier that a visit lacks lifts its edits of indicator 1, and none of indicator 0.
    stands: row.indicator === 0,
    message:
      `${line.code} is bundled into ${into}${onDay(firstSharedDay(line, paid))} (NCCI PTP, modifier indicator ${row.indicator}` +
      `${row.rationale ? `: ${inSentence(row.rationale)}` : ''}). ${endOf(scope, row, line, paid)}` +
      ageNote(row.edition, firstSharedDay(line, paid)),
    related: standing.map((one) => pointTo(one.paid, scope.claim, `, column 1, indicator ${one.row.indicator},`)),
    citation: citeRow(row),
  });
}

function endOf(scope: RuleScope, row: PairRow, line: JudgedLine, paid: JudgedLine): string {
  if (isNeverPaidBeside(scope, paid, line)) {
    return `So that ${line.code} is paid, take ${paid.code} off, which has status T in the fee schedule: Medicare does not pay it beside another service.`;
  }
  const order = `${paid.code} is paid, ${line.code} is not`;
  if (row.indicator === 0) return `${order}, whatever the modifier: take it off.`;
  const modifiers = isVisit(line.code) ? '25' : '59, XE, XP, XS, XU or an anatomic one';
  return `${order}, unless the record shows that the two were separate and a modifier says so (${modifiers}). Otherwise take it off.`;
}

/** Column 1 of status T is paid only where nothing else of the fee schedule is, and column 2 is such a service. */
function isNeverPaidBeside(scope: RuleScope, paid: JudgedLine, line: JudgedLine): boolean {
  return (
    settingOf(scope.claim) === 'practitioner' &&
    mayBeMedicare(scope.claim) &&
    feeRowOf(scope, paid)?.status === BUNDLED_BESIDE &&
    PAYABLE.has(feeRowOf(scope, line)?.status ?? '')
  );
}

/** Which modifier of the line an edit of indicator 1 accepts. CMS reads them on either code of the pair. */
function hasAssociated(scope: RuleScope, line: JudgedLine): string | undefined {
  return line.modifiers.find((modifier) => scope.codes.modifiers.get(modifier)?.ncciAssociated);
}

function citeRow({ edition, effective, deleted }: PairRow): Citation {
  return {
    table: edition.table,
    edition: edition.edition,
    effective: isoOf(effective ?? edition.effectiveFrom),
    ...(deleted === undefined ? {} : { deleted: isoOf(deleted) }),
  };
}

/** A word at the beginning of a reason is small in the middle of a sentence; CPT and CMS stay as they are. */
function inSentence(reason: string): string {
  return /^[A-Z][a-z]/.test(reason) ? reason[0]!.toLowerCase() + reason.slice(1) : reason;
}
