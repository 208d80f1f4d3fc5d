import { deepEqual, fail } from 'node:assert/strict';
import type { Codes } from '../../../server/src/service/codes/tables';
import { createClaimService } from '../../../server/src/service/index';
import { parseSettings } from '../../../server/src/service/settings';
import { OTHER_FORMATS, type OtherFormat, reasonsAgainst } from './carried';
import { allCases } from './cases';
import { type Said, type Saying, sayingOf } from './judge';
import type { TruthCase } from './parse';
import { withTables } from './tables';
import { WRITERS } from './write';
import { filesOf } from './x12';

describe('the same claim in every format gives the same findings', () => {
  const cases = allCases();
  for (const format of OTHER_FORMATS) {
    describe(format, () => {
      for (const one of cases.filter((each) => reasonsAgainst(each, format).length === 0)) {
        it(`${one.topic}: ${one.id}`, () =>
          withTables(one.tables, (codes) => {
            deepEqual(
              told(summary(inFormat(one, format, codes)), format),
              summary(inX12(one, codes, format !== 'fhir-json')),
            );
          }));
      }
    });
  }
});

function serviceOf(one: TruthCase, codes: Codes) {
  return createClaimService({ codes, settings: parseSettings(one.settings) });
}

function inFormat(one: TruthCase, format: OtherFormat, codes: Codes): Saying {
  const checked = serviceOf(one, codes).open(WRITERS[format](one), { format }) ?? fail(`the text is ${format}`);
  return sayingOf(
    checked,
    one.claims.map(({ label }) => label),
  );
}

function inX12(one: TruthCase, codes: Codes, hasFiling: boolean): Saying[] {
  return filesOf(one, { hasFiling }).map(({ text, labels }) =>
    sayingOf(serviceOf(one, codes).open(text, { format: 'x12' }) ?? fail('the text is X12'), labels),
  );
}

function summary(said: Saying | readonly Saying[]): string[] {
  const all = 'findings' in said ? [said] : said;
  return [
    ...all.flatMap(({ findings }) => findings.map(show)),
    ...all.flatMap(({ verdicts }) => [...verdicts].map(([key, verdict]) => `${key}: ${verdict}`)),
  ].sort();
}

/** A message writes a diagnosis at its visit and at each charge: one with a slip is to be mended at every place. */
function told(summaries: readonly string[], format: OtherFormat): string[] {
  return summaries.filter(
    (one, index) => format !== 'hl7v2' || !one.includes(' malformed-diagnosis ') || one !== summaries[index - 1],
  );
}

function show({ place, rule, severity, names }: Said): string {
  return `${place} ${rule} ${severity} ${names.join(',')}`;
}
