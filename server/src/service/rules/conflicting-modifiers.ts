import { conflictOf, type ModifierConflict } from '../codes/modifierConflicts';
import type { Fix } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { modifierSpan } from './support/place';
import { RULED_OUT } from './support/precedence';
import { wholeFeeRowOf } from './support/rows';
import { settingOfLine } from './support/setting';

/** Until then equipment suppliers told a pair of items by RT and LT on one line. */
const SPLIT_SIDES = 20190301;

/** Two modifiers on one line that contradict each other. */
export const conflictingModifiers: Rule = {
  id: 'conflicting-modifiers',
  summary: 'Two modifiers on one line that contradict each other.',
  why: 'A line tells one thing of a service. A payer that can read it in two ways returns it, or prices it by the modifier that it reads first.',
  advice: 'Keep the modifier that is true, or put what each of them says on a line of its own.',
  severity: 'error',
  stage: 'stable',
  needs: ['modifiers'],
  scope: 'all payers',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: RULED_OUT,
  sources: [
    'data/modifierConflicts.tsv: every pair with the CMS document that it rests on',
    'CMS fee schedule document RVU25D; Medicare Claims Processing Manual, chapters 4, 5, 12, 13 and 17',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n71046-26-«TC» x1' },
      { text: 'DOS: 2025-03-04\n20610-50-«LT» x1' },
      { text: 'DOS: 2025-03-04\n11900-59-«XS» x1' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n20610-LT x1\n20610-RT x1' }, { text: 'DOS: 2025-03-04\n99213-24-25 x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip || line.modifiers.length < 2) continue;
      const { modifiers } = line;
      let found = false;
      for (let second = 1; second < modifiers.length; second++) {
        // One finding a modifier: against the first that it contradicts.
        for (let first = 0; first < second; first++) {
          const conflict = conflictOf(modifiers[first]!, modifiers[second]!);
          if (!conflict || (isBothSides(line, first, second) && mayTellBothSides(scope, line))) continue;
          report(scope, line, first, second, conflict);
          found = true;
          break;
        }
      }
      if (!found) scope.pass(line);
    }
  },
};

function isBothSides({ modifiers }: JudgedLine, first: number, second: number): boolean {
  const pair = modifiers[first]! + modifiers[second]!;
  return pair === 'LTRT' || pair === 'RTLT';
}

/** LT and RT on one line: fine under bilateral 3, and of equipment before 2019-03; unknown where no row tells. */
function mayTellBothSides(scope: RuleScope, line: JudgedLine): boolean {
  const supplied = settingOfLine(line) === 'dme' || /^[A-CEKLV]/.test(line.code);
  if (supplied) return line.from === undefined || line.from < SPLIT_SIDES;
  const row = wholeFeeRowOf(scope, line);
  return row?.bilateral !== '1' && row?.bilateral !== '0' && row?.bilateral !== '2';
}

function report(
  scope: RuleScope,
  line: JudgedLine,
  first: number,
  second: number,
  { severity, why, source }: ModifierConflict,
): void {
  const [one, other] = [line.modifiers[first]!, line.modifiers[second]!];
  scope.report({
    severity,
    span: modifierSpan(line, second),
    line: line.index,
    code: line.code,
    cause: `${one} ${other}`,
    message: `Modifiers ${one} and ${other} on one line of ${line.code}: ${why}.${why.includes(':') ? '' : ' Keep the one that is true.'} (${source})`,
    related: [{ span: modifierSpan(line, first), message: `modifier ${one}` }],
    fixes: fixesFor(line, first, second),
  });
}

/** 26 and TC are together the whole service, which has neither. Of 59 and an X modifier the more precise one stays. */
function fixesFor(line: JudgedLine, first: number, second: number): Fix[] {
  const [one, other] = [line.modifiers[first]!, line.modifiers[second]!];
  const remove = (at: number, title: string, also?: number): Fix => ({
    kind: 'removeModifier',
    title,
    line: line.index,
    modifier: at,
    also,
  });
  if (one === '26' || one === 'TC') {
    const [reading, technical] = one === '26' ? [first, second] : [second, first];
    return [
      remove(first, 'Remove 26 and TC: the whole service', second),
      remove(technical, 'Keep 26, the reading: remove TC'),
      remove(reading, 'Keep TC, the technical part: remove 26'),
    ];
  }
  const fixes = [remove(second, `Remove modifier ${other}`), remove(first, `Remove modifier ${one}`)];
  return one === '59' ? fixes.reverse() : fixes;
}
