import type { Citation } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, cite, citeRow } from './support/cite';
import { inForce } from './support/dates';
import { pricedRow } from './support/indicator';
import { NO_SUCH_CODE } from './support/precedence';

/** Modifier 51 on an add-on code, or on one to which the multiple procedure reduction does not apply. */
export const invalidMultipleModifier: Rule = {
  id: 'invalid-multiple-modifier',
  summary: 'Modifier 51 on an add-on code or on a code without multiple procedure reduction.',
  why: 'An add-on is priced as a further service already, and under indicators 0 and 9 nothing is reduced. A payer that acts on 51 there pays half, or denies the line.',
  advice: 'Remove 51. Medicare asks for it on no code: its contractors rank the procedures of a day themselves.',
  severity: 'warning',
  stage: 'stable',
  needs: ['MPFS', 'AOC'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, MULT PROC and GLOB DAYS, and its document RVU25D',
    'CMS NCCI Add-on Code Edits (AOC)',
    'Medicare Claims Processing Manual, chapter 12, section 40.6',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T x1\n0709T-«51» x1', note: 'an add-on code' },
      { text: 'DOS: 2025-03-04\n99214-«51» x1', note: 'multiple procedures 0' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n27447 x1\n20610-51-59 x1', note: 'multiple procedures 2' }],
  },
  check(scope) {
    if (scope.claim.kind === 'institutional' || scope.claim.kind === 'dental') return;
    for (const line of scope.lines) {
      if (line.slip || line.modifiers.length === 0) continue;
      const at = line.modifiers.indexOf('51');
      if (at >= 0) checkLine(scope, line, at);
    }
  },
};

function checkLine(scope: RuleScope, line: JudgedLine, at: number): void {
  const found = addOnReason(scope, line) ?? indicatorReason(scope, line);
  if (!found) return;
  const place = line.line.modifiers[at]!;
  scope.report({
    span: { start: place.start, end: place.end },
    line: line.index,
    code: line.code,
    cause: found.why,
    message: `Modifier 51 on ${line.code}: ${found.why}. The payer may cut or deny the line for it: remove 51.${found.age}`,
    fixes: [{ kind: 'removeModifier', title: 'Remove modifier 51', line: line.index, modifier: at }],
    citation: found.citation,
  });
}

interface Reason {
  readonly why: string;
  readonly age: string;
  readonly citation: Citation;
}

function addOnReason(scope: RuleScope, line: JudgedLine): Reason | undefined {
  const { addOns } = scope.codes;
  if (!addOns.edition) return undefined;
  const row = addOns.rowsOf(line.code, line.from).find((one) => inForce(one, line.from));
  return (
    row && { why: 'it is an add-on code, priced as a further service', age: '', citation: citeRow(addOns.edition, row) }
  );
}

function indicatorReason(scope: RuleScope, line: JudgedLine): Reason | undefined {
  const row = pricedRow(scope, line);
  if (!row) return undefined;
  const addOn = row.globalDays === 'ZZZ';
  if (!addOn && row.multiple !== '0' && row.multiple !== '9') {
    scope.pass(line);
    return undefined;
  }
  const meaning = scope.codes.meaningOf('multiple', row.multiple)?.short;
  return {
    why: addOn
      ? 'its global days are ZZZ: it is an add-on code, priced as a further service'
      : `its multiple procedures indicator is ${row.multiple}${meaning ? ` (${meaning})` : ''}`,
    age: ageNote(row.edition, line.from),
    citation: cite(row.edition),
  };
}
