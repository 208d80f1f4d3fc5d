import { deepEqual, fail, ok } from 'node:assert/strict';
import type { CheckedText } from '../../../server/src/service/checkedText';
import type { Codes } from '../../../server/src/service/codes/tables';
import { createClaimService } from '../../../server/src/service/index';
import { parseSettings } from '../../../server/src/service/settings';
import { replaced } from '../../support/check';
import { differences, readingOf } from '../../support/fixable';
import { OTHER_FORMATS, reasonsAgainst } from './carried';
import { allCases } from './cases';
import type { TruthCase } from './parse';
import { withTables } from './tables';
import { WRITERS } from './write';
import { filesOf } from './x12';

/** The case in each format that can carry it. */
function textsOf(one: TruthCase): readonly (readonly [format: string, text: string])[] {
  const others = OTHER_FORMATS.filter((format) => reasonsAgainst(one, format).length === 0);
  return [
    ...filesOf(one).map(({ text }) => ['x12', text] as const),
    ...others.map((format) => [format, WRITERS[format](one)] as const),
  ];
}

describe('fixes in the correctness set, in every format', () => {
  for (const one of allCases()) {
    it(`${one.topic}: ${one.id}`, () =>
      withTables(one.tables, (codes) => {
        for (const [format, text] of textsOf(one)) checkFixes(one, codes, format, text);
      }));
  }
});

function checkFixes(one: TruthCase, codes: Codes, format: string, text: string): void {
  const service = createClaimService({ codes, settings: parseSettings(one.settings) });
  const open = (it: string) => service.open(it, { format }) ?? fail(`the text is ${format}`);
  const checked = open(text);
  const told = toldBy(checked);
  for (const { title, finding, edits } of service.fixes(checked, 0, text.length)) {
    const after = open(replaced(text, edits));
    const what = `${title}, for ${finding.finding.rule}, in\n${after.text}`;
    const now = toldBy(after);
    const own = `${finding.finding.rule} ${finding.finding.severity}`;
    ok((now.get(own) ?? 0) < told.get(own)!, `it is still there: ${what}`);
    const errors = [...now].filter(([key, count]) => key.endsWith(' error') && count > (told.get(key) ?? 0));
    deepEqual(errors, [], `new errors: ${what}`);
    const changed = differences(readingOf(checked.document.claims), readingOf(after.document.claims));
    ok(changed.length <= 1 && !changed.includes('lines') && !changed.includes('claims'), `${changed.join()}: ${what}`);
  }
}

/** How many findings each rule has, by severity. */
function toldBy(checked: CheckedText): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of checked.findings()) {
    const key = `${finding.rule} ${finding.severity}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
