import { deepEqual, equal, ok } from 'node:assert/strict';
import { RULES } from '../../server/src/service/rules';
import type { Rule } from '../../server/src/service/rules/rule';
import { open } from '../support/check';
import { feeSchedule } from '../support/tables';
import { type ClaimOptions, claim837, type FileOptions } from '../support/x12';

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

interface Case {
  readonly text: string;
  /** `rule code` of everything that is told, hints left out. */
  readonly told: readonly string[];
  /** A rule to switch off, and what is told then. */
  readonly without?: readonly [string, readonly string[]];
}

function told(text: string, settings?: unknown): string[] {
  return open(text, { settings })
    .findings()
    .filter(({ finding }) => finding.severity !== 'hint')
    .map(({ finding }) => `${finding.rule} ${finding.code}`);
}

function claims(options: ClaimOptions, file: FileOptions = {}): string {
  return claim837(options, file);
}

/** One denial that several rules see: only the one closest to the cause speaks. */
const CASES: Readonly<Record<string, Case>> = {
  'a code that does not exist yet needs no other word': {
    text: 'DOS: 2021-12-31\n0709T x3',
    told: ['not-yet-effective-code 0709T'],
  },
  'a date after the file was written comes before what is not valid on it': {
    text: claims({ lines: [{ code: '99213', date: '20260304' }], statement: undefined }),
    told: ['future-service-date 99213'],
  },
  'a hospital bill of a code that outpatient payment does not know': {
    text: claims({ billType: '13', lines: [{ code: '0709T', units: 3, date: '20260304' }] }, { kind: 'I' }).replace(
      /\*20250310\*/g,
      '*20260310*',
    ),
    told: ['not-paid-under-opps 0709T'],
    without: ['not-paid-under-opps', ['missing-primary-code 0709T', 'excess-units 0709T']],
  },
  'an always bundled code needs no word on its MUE of 0': {
    text: 'DOS: 2025-03-04\n36416 x1',
    told: ['noncovered-status 36416'],
    without: ['noncovered-status', ['excess-units 36416']],
  },
  'modifier 50 with two units, which are over the limit too': {
    text: 'DOS: 2025-03-04\n27447-50 x4',
    told: ['bilateral-units 27447'],
    without: ['bilateral-units', ['excess-units 27447']],
  },
  'one and a half units with modifier 50': {
    text: 'DOS: 2025-03-04\n20610-50 x1.5',
    told: ['bilateral-units 20610'],
    without: ['bilateral-units', ['invalid-units 20610']],
  },
  'two lines alike that break the limit of the day': {
    text: 'DOS: 2025-03-04\n0708T\n0708T',
    told: ['excess-units 0708T'],
    without: ['excess-units', ['duplicate-line 0708T']],
  },
  'a modifier that the code rules out does not contradict another one': {
    text: 'DOS: 2025-03-04\n0708T-26-TC',
    told: ['invalid-component-modifier 0708T', 'invalid-component-modifier 0708T'],
    without: ['invalid-component-modifier', ['conflicting-modifiers 0708T']],
  },
  'but two other modifiers of the line may still contradict each other': {
    text: 'DOS: 2025-03-04\n0708T-26-59-XS',
    told: ['invalid-component-modifier 0708T', 'conflicting-modifiers 0708T'],
  },
  'a visit beside a minor procedure lacks 25: the pair edit says nothing more': {
    text: 'DOS: 2025-03-04\n99213 x1\n11042 x1',
    told: ['missing-em-modifier 99213'],
    without: ['missing-em-modifier', ['bundled-pair 99213']],
  },
};

describe('precedence of rules', () => {
  for (const [title, { text, told: expected, without }] of Object.entries(CASES)) {
    it(title, () => {
      deepEqual(told(text).sort(), [...expected].sort());
      if (without) {
        const [rule, instead] = without;
        deepEqual(told(text, { rules: { [rule]: 'off' } }).sort(), [...instead].sort());
      }
    });
  }

  it('counts by what the rule itself holds of its finding, not by the level that settings give it', () => {
    deepEqual(told('DOS: 2025-03-04\n36416 x1', { rules: { 'noncovered-status': 'hint' } }), []);
  });

  it('information never keeps an error from being told', () => {
    // Assistant 0 is information; 80 with 82 is an error of its own.
    const found = told('DOS: 2025-03-04\n29881-80-82');
    ok(found.includes('conflicting-modifiers 29881'), found.join(', '));
  });

  it('names rules that there are, and never in a circle', () => {
    const yielding = (rule: Rule, behind: readonly string[]): void => {
      for (const id of rule.yieldsTo ?? []) {
        ok(!behind.includes(id), [...behind, id].join(' → '));
        const next = byId.get(id);
        ok(next, `${rule.id} yields to ${id}`);
        yielding(next, [...behind, id]);
      }
    };
    for (const rule of RULES) yielding(rule, [rule.id]);
  });

  it('an add-on whose primary is denied says so for information, and points at it', () => {
    const codes = { feeSchedule: feeSchedule({}) };
    const checked = open('DOS: 2025-03-04\n0708T x2\n0709T x1', { codes });
    const found = checked.findings().filter(({ finding }) => finding.rule === 'missing-primary-code');
    equal(found.length, 1);
    equal(found[0]!.finding.severity, 'info');
    ok(/would be denied \(excess-units\)/.test(found[0]!.finding.message), found[0]!.finding.message);
    equal(found[0]!.finding.related?.length, 1);
    const right = open('DOS: 2025-03-04\n0708T x1\n0709T x1', { codes });
    deepEqual(right.findings(), []);
  });

  it('runs a rule that asks for denials behind those that deny', () => {
    const asks = RULES.findIndex(({ id }) => id === 'missing-primary-code');
    RULES.forEach(({ id, denies }, at) => {
      if (denies) ok(at < asks, id);
    });
  });
});
