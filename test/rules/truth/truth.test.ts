import { deepEqual, fail } from 'node:assert/strict';
import { createClaimService } from '../../../server/src/service/index';
import { parseSettings } from '../../../server/src/service/settings';
import { allCases } from './cases';
import { differences, type Saying, sayingOf } from './judge';
import type { TruthCase } from './parse';
import { withTables } from './tables';
import { filesOf } from './x12';

describe('correctness set', () => {
  for (const one of allCases()) {
    it(`${one.topic}: ${one.id}`, async () => {
      deepEqual(differences(one, await judged(one)), []);
    });
  }
});

function judged(one: TruthCase): Promise<Saying> {
  return withTables(one.tables, (codes) => {
    const service = createClaimService({ codes, settings: parseSettings(one.settings) });
    const sayings = filesOf(one).map(({ text, labels }) => {
      const checked = service.open(text, { format: 'x12' }) ?? fail('the text is X12');
      return sayingOf(checked, labels);
    });
    return {
      findings: sayings.flatMap(({ findings }) => findings),
      verdicts: new Map(sayings.flatMap(({ verdicts }) => [...verdicts])),
    };
  });
}
