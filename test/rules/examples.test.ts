import { deepEqual, equal } from 'node:assert/strict';
import { exampleCodes } from '../../server/src/docs/exampleTables';
import { CATALOGUE } from '../../server/src/service/index';
import { open } from '../support/check';
import { marked } from '../support/marks';

describe('rule examples', () => {
  for (const rule of CATALOGUE) {
    describe(rule.id, () => {
      rule.examples.bad.forEach(({ text: fixture, note, imported }, index) => {
        it(`bad ${index + 1}${note ? `: ${note}` : ''}`, () => {
          const { text, ranges } = marked(fixture);
          equal(ranges.length, 1, 'one marked range');
          const found = open(text, imported ? { codes: exampleCodes() } : {})
            .findings()
            .filter(({ finding }) => finding.rule === rule.id);
          deepEqual(
            found.map(({ span }) => span),
            ranges,
          );
        });
      });
      rule.examples.good.forEach(({ text, note }, index) => {
        it(`good ${index + 1}${note ? `: ${note}` : ''}`, () => {
          deepEqual(
            open(text)
              .findings()
              .filter(({ finding }) => finding.rule === rule.id),
            [],
          );
        });
      });
    });
  }
});
