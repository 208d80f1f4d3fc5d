import { isProcedureShape } from '../codes/shape';
import type { Day } from '../model/date';
import type { Rule, RuleScope } from './rule';
import { modifierSpan } from './support/place';

const AMBULANCE = /^A0[0-9]{3}$/;

/** A text in a modifier's place that is no modifier. */
export const unknownModifier: Rule = {
  id: 'unknown-modifier',
  summary: 'A modifier that is malformed, or that no loaded modifier list has.',
  why: 'A modifier has two characters of the CPT or HCPCS list. A line with another one is rejected before it is priced.',
  advice: 'Write the modifier that was meant. Completion offers those that go with the code.',
  severity: 'error',
  stage: 'stable',
  needs: ['modifiers'],
  scope: 'all payers',
  appliesTo: 'claims',
  judges: 'modifiers',
  sources: ['CPT and HCPCS Level II modifiers: two letters or digits', 'HCPCS Level II file, modifier records'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\nCPT | Mod | Units\n99213 | «2» | 1', note: 'one character' }],
    good: [
      { text: 'DOS: 2025-03-04\n99213-25 x1' },
      { text: 'DOS: 2025-03-04\nA0429-RH x1', note: 'from home to hospital' },
    ],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip || line.modifiers.length === 0) continue;
      let reason: string | undefined;
      for (let i = 0; i < line.modifiers.length; i++) {
        const modifier = line.modifiers[i]!;
        // A procedure code in a modifier's place is of the wrong kind, not misspelt.
        if (isProcedureShape(modifier)) continue;
        if (!isModifierShape(modifier)) {
          scope.report({
            span: modifierSpan(line, i),
            line: line.index,
            code: line.code,
            message: `"${modifier}" is no modifier: one has two letters or digits, such as 25 or LT. The line would be rejected; write the modifier that was meant.`,
          });
        } else if (!isKnown(scope, line.code, modifier)) {
          if (isListComplete(scope, line.from)) {
            scope.report({
              severity: 'warning',
              span: modifierSpan(line, i),
              line: line.index,
              code: line.code,
              message: `Modifier ${modifier} is in none of the loaded modifier lists. The line would be rejected unless the payer has it as its own; check it.`,
            });
          } else reason = reasonOf(scope);
        }
      }
      if (reason) scope.notChecked(line, reason);
      else scope.pass(line);
    }
  },
};

/** Two letters or digits, in upper case. */
function isModifierShape(text: string): boolean {
  return text.length === 2 && isLetterOrDigit(text.charCodeAt(0)) && isLetterOrDigit(text.charCodeAt(1));
}

function isLetterOrDigit(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
}

function isListComplete({ codes: { modifiers } }: RuleScope, on: Day | undefined): boolean {
  return modifiers.coverage === 'complete' && (modifiers.covers?.(on) ?? true);
}

function reasonOf({ codes }: RuleScope): string {
  return codes.modifiers.coverage === 'complete'
    ? 'the loaded modifier lists do not cover the date of service'
    : 'the loaded modifier list is a sample';
}

/** Two letters for origin and destination are a modifier on an ambulance line only. */
function isKnown({ codes }: RuleScope, code: string, modifier: string): boolean {
  const row = codes.modifiers.get(modifier);
  if (row?.group !== 'ambulance' || AMBULANCE.test(code)) return row !== undefined;
  return codes.modifiers.all().includes(row);
}
