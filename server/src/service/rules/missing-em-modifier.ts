import type { Severity } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, cite, onDay } from './support/cite';
import { claimsBeside, nameOf } from './support/claims';
import { kindsOf } from './support/kinds';
import { codeSpan, pointTo } from './support/place';
import { NEVER_PAID } from './support/precedence';
import { wholeFeeRowOf } from './support/rows';
import { type GlobalPeriod, isVisit, periodOver, VISIT_MODIFIERS } from './support/visits';

/** A visit within the global period of a procedure, without the modifier that sets it apart. */
export const missingEmModifier: Rule = {
  id: 'missing-em-modifier',
  summary:
    'A visit on the day of a minor procedure without modifier 25, or on the day of a major one or the day before without 57.',
  why: 'The payment of a procedure with global days 000, 010 or 090 takes in the visits around it by the same practitioner; without the modifier the visit is denied as included.',
  advice:
    'If the record shows a visit of its own, add 25 beside a minor procedure. If the visit decided on major surgery, add 57. Otherwise take the visit off.',
  severity: 'warning',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: NEVER_PAID,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, GLOB DAYS',
    'Medicare Claims Processing Manual, chapter 12, sections 30.6.6 and 40.2',
    'NCCI Policy Manual, chapter I, section D',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n«99213» x1\n20610 x1', note: 'global 000: 25' },
      { text: '«99223» 2025-03-03\n27447 2025-03-04', note: 'global 090, the day before: 57' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n99213-25 x1\n20610 x1' }, { text: 'DOS: 2025-03-04\n99223-57 x1\n27447 x1' }],
  },
  check(scope) {
    if (scope.claim.kind === 'institutional' || scope.claim.kind === 'dental') return;
    if (!hasVisit(scope.lines)) return;
    const visits = scope.lines.filter((line) => !line.slip && isVisit(line.code));
    // What may have a global period: looked for once, however many visits a long claim has.
    const procedures = scope.lines.length === 1 ? [] : proceduresOf(scope.lines);
    if (scope.others.length > 0) {
      for (const { lines } of claimsBeside(scope)) procedures.push(...proceduresOf(lines));
    }
    for (const visit of visits) checkVisit(scope, visit, procedures);
  },
};

function hasVisit(lines: readonly JudgedLine[]): boolean {
  for (const line of lines) if (!line.slip && isVisit(line.code)) return true;
  return false;
}

function proceduresOf(lines: readonly JudgedLine[]): JudgedLine[] {
  return kindsOf(lines).kinds.filter((line) => !isVisit(line.code));
}

function checkVisit(scope: RuleScope, visit: JudgedLine, procedures: readonly JudgedLine[]): void {
  let period: GlobalPeriod | undefined;
  let unknown = false;
  for (const line of procedures) {
    const found = periodOver(scope, visit, line);
    const isFirst = !period || (period.modifier === '25' && found?.modifier === '57');
    if (found && isFirst && !isNeverPaid(scope, visit, line)) period = found;
    if (!found && !wholeFeeRowOf(scope, line)) unknown = true;
  }
  if (period) judge(scope, visit, period);
  else if (unknown) scope.notChecked(visit, 'the loaded fee schedule does not list a code beside the visit');
  else scope.pass(visit);
}

/** A PTP edit of indicator 0 denies the visit whatever its modifier, and says so itself. */
function isNeverPaid(scope: RuleScope, visit: JudgedLine, procedure: JudgedLine): boolean {
  const pair = scope.codes.pairs.practitioner.get(visit.code, procedure.code, visit.from);
  return pair?.indicator === 0 && pair.column2 === visit.code;
}

function judge(scope: RuleScope, visit: JudgedLine, period: GlobalPeriod): void {
  const { modifier, procedure } = period;
  if (visit.modifiers.includes(modifier)) {
    scope.bypass(visit, `modifier ${modifier} sets the visit apart from ${procedure.code}`);
    return;
  }
  const other = visit.modifiers.find((one) => VISIT_MODIFIERS.includes(one));
  if (other === '24' || other === 'FT') {
    scope.bypass(visit, `modifier ${other} sets the visit apart`);
    return;
  }
  const severity: Severity = other ? 'info' : 'warning';
  const { row } = period;
  const where = procedure.claim === scope.claim ? '' : ` on ${nameOf(procedure.claim)}`;
  const when = period.dayBefore ? `the day before ${procedure.code}` : `the day of ${procedure.code}`;
  scope.report({
    severity,
    span: codeSpan(visit),
    line: visit.index,
    code: visit.code,
    cause: modifier,
    message:
      `${visit.code} is a visit on ${when}${where}${onDay(procedure.from)}, whose global days are ${row.globalDays}. ` +
      adviceFor(modifier, other) +
      ageNote(row.edition, procedure.from),
    related: [pointTo(procedure, scope.claim, `, global days ${row.globalDays},`)],
    citation: cite(row.edition),
  });
}

function adviceFor(modifier: '25' | '57', other: string | undefined): string {
  if (other === '25') {
    return 'Modifier 25 sets a visit apart from a minor procedure; beside major surgery it is 57, and only if the visit decided on the operation.';
  }
  if (other === '57') {
    return 'Modifier 57 speaks of major surgery; beside a minor procedure it is 25, and only if the visit stands on its own.';
  }
  return modifier === '25'
    ? 'Without modifier 25 it is denied as part of the procedure: add 25 if the record shows a visit of its own, or take it off.'
    : 'Without modifier 57 it is denied as part of the surgery: add 57 if the visit decided on the operation, or take it off.';
}
