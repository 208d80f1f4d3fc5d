import { MODIFIER_INDICATORS } from '../../codes/modifierIndicators';
import type { Severity } from '../../model/finding';
import type { JudgedLine, RuleScope } from '../rule';
import { ageNote, cite } from './cite';
import { type FeeRow, feeRowOf, whyNoFeeRow } from './rows';

/** Statuses that the fee schedule prices itself, so that its payment indicators speak: A, C, J, R, T. */
const PRICED = 'ACJRT';

/** The line's fee schedule row; where there is none, or one that is not priced, the line is not checked. */
export function pricedRow(scope: RuleScope, line: JudgedLine): FeeRow | undefined {
  const row = feeRowOf(scope, line);
  if (row && PRICED.includes(row.status)) return row;
  scope.notChecked(line, row ? 'the fee schedule does not price the code' : whyNoFeeRow(scope, line));
  return undefined;
}

export interface IndicatorRule {
  /** Modifiers of one indicator column: see `MODIFIER_INDICATORS`. */
  readonly modifiers: readonly string[];
  /** How grave a value of the indicator is; a value that is not here passes. */
  readonly severity: Readonly<Record<string, Severity>>;
  /** What follows from the value and what to do, to be read behind "its … indicator is 0 (…). ". */
  readonly consequence: Readonly<Record<string, string>>;
}

/** Judges modifiers on professional claims by the payment indicator that speaks of them. */
export function checkIndicator(scope: RuleScope, rule: IndicatorRule): void {
  // The indicators are the physician fee schedule's: a hospital's bill is paid by another system.
  if (scope.claim.kind === 'institutional' || scope.claim.kind === 'dental') return;
  for (const line of scope.lines) {
    if (line.modifiers.length === 0 || line.slip) continue;
    for (let i = 0; i < line.modifiers.length; i++) {
      const modifier = line.modifiers[i]!;
      // The second of two alike is a finding of its own.
      if (!rule.modifiers.includes(modifier) || line.modifiers.indexOf(modifier) < i) continue;
      const row = pricedRow(scope, line);
      if (!row) break;
      const { indicator, title } = MODIFIER_INDICATORS[modifier]!;
      const value = row[indicator];
      const severity = rule.severity[value];
      if (severity === undefined) {
        scope.pass(line);
        continue;
      }
      const place = line.line.modifiers[i]!;
      const meaning = scope.codes.meaningOf(indicator, value)?.short;
      scope.report({
        severity,
        span: { start: place.start, end: place.end },
        line: line.index,
        code: line.code,
        cause: `${modifier} ${value}`,
        message:
          `Modifier ${modifier} on ${line.code}: its ${title} indicator is ${value}${meaning ? ` (${meaning})` : ''}. ` +
          `${rule.consequence[value]}${ageNote(row.edition, line.from)}`,
        fixes: isGrave(severity)
          ? [{ kind: 'removeModifier', title: `Remove modifier ${modifier}`, line: line.index, modifier: i }]
          : undefined,
        citation: cite(row.edition),
      });
    }
  }
}

function isGrave(severity: Severity): boolean {
  return severity === 'error' || severity === 'warning';
}
