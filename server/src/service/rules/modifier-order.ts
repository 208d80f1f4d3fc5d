import type { Rule, RuleScope } from './rule';
import { modifierSpan } from './support/place';
import { RULED_OUT } from './support/precedence';

/** Modifiers whose payers' instructions on order differ: therapy ones go in either place. */
const FREE = new Set(['therapy', 'telehealth', 'program']);

/** A modifier that changes the payment behind one that only informs. */
export const modifierOrder: Rule = {
  id: 'modifier-order',
  summary: 'A modifier that changes the payment behind one that only informs.',
  why: "Medicare's claims systems price by the first places; a payer that reads only those may miss the one that matters.",
  advice: 'Write modifiers that change the payment first, those that inform behind them.',
  severity: 'hint',
  stage: 'stable',
  needs: ['modifiers'],
  scope: 'all payers',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: [...RULED_OUT, 'unknown-modifier', 'duplicate-modifier', 'conflicting-modifiers'],
  sources: ["Medicare contractors' instructions: pricing modifiers in the first places, informational ones last"],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n76700-GC-«26» x1' }],
    good: [{ text: 'DOS: 2025-03-04\n76700-26-GC x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip || line.modifiers.length < 2) continue;
      const late = lateModifier(scope, line.modifiers);
      if (!late) {
        scope.pass(line);
        continue;
      }
      const [before, at] = late;
      scope.report({
        span: modifierSpan(line, at),
        line: line.index,
        code: line.code,
        cause: `${line.modifiers[before]} ${line.modifiers[at]}`,
        message: `Modifier ${line.modifiers[at]} changes the payment of ${line.code} and stands behind ${line.modifiers[before]}, which only informs. Some payers read the first places alone: write ${line.modifiers[at]} first.`,
        related: [{ span: modifierSpan(line, before), message: `modifier ${line.modifiers[before]}` }],
        fixes: [
          {
            kind: 'orderModifiers',
            title: 'Write the modifiers that change the payment first',
            line: line.index,
            order: pricingFirst(scope, line.modifiers, before),
          },
        ],
      });
    }
  },
};

/** The places of the first informational modifier and of a pricing one behind it. */
function lateModifier(scope: RuleScope, modifiers: readonly string[]): readonly [number, number] | undefined {
  let informed = -1;
  for (let i = 0; i < modifiers.length; i++) {
    const row = scope.codes.modifiers.get(modifiers[i]!);
    if (!row || FREE.has(row.group)) continue;
    if (informed < 0 && row.order === 'information') informed = i;
    else if (informed >= 0 && row.order === 'pricing') return [informed, i];
  }
  return undefined;
}

/** Those behind `from` that change the payment move before it; all others keep their order. */
function pricingFirst(scope: RuleScope, modifiers: readonly string[], from: number): readonly number[] {
  const places = modifiers.map((_, index) => index);
  const isLate = (index: number) => {
    const row = index > from ? scope.codes.modifiers.get(modifiers[index]!) : undefined;
    return row !== undefined && !FREE.has(row.group) && row.order === 'pricing';
  };
  return [...places.slice(0, from), ...places.filter(isLate), ...places.slice(from).filter((index) => !isLate(index))];
}
