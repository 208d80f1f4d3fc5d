import type { Rule } from './rule';
import { modifierSpan } from './support/place';

/** A modifier that stands twice on a line. */
export const duplicateModifier: Rule = {
  id: 'duplicate-modifier',
  summary: 'The same modifier twice on one line.',
  why: 'The second one says nothing and takes one of the four places of a line; payers return such a line.',
  advice: 'Remove it, or put the modifier there that was meant.',
  severity: 'warning',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: ['unknown-modifier'],
  sources: ['CPT and HCPCS Level II modifier rules: a modifier applies to the whole line, once'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n99213-25-«25» x1' }],
    good: [{ text: 'DOS: 2025-03-04\n99213-24-25 x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      const { modifiers } = line;
      if (line.slip || modifiers.length === 0) continue;
      for (let i = 1; i < modifiers.length; i++) {
        const modifier = modifiers[i]!;
        const first = modifiers.indexOf(modifier);
        if (first === i) continue;
        scope.report({
          span: modifierSpan(line, i),
          line: line.index,
          code: line.code,
          cause: modifier,
          message: `Modifier ${modifier} stands twice on ${line.code}. Remove it, or put the one there that was meant.`,
          related: [{ span: modifierSpan(line, first), message: `modifier ${modifier}, the first time` }],
          fixes: [{ kind: 'removeModifier', title: `Remove the second ${modifier}`, line: line.index, modifier: i }],
        });
      }
      scope.pass(line);
    }
  },
};
