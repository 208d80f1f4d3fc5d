import assert from 'node:assert/strict';
import { createClaimService, parseSettings, starterCodes } from '../../server/src/service';
import { settingsFor } from '../../server/src/service/settings';
import { readSettingsFile } from '../../server/src/settingsFile';

const ADD_ON_ALONE = 'DOS: 2025-03-04\n0709T x1';
const SLIP = 'DOS: 2025-03-04\nO708T x1';

function severities(text: string, given: unknown, path?: string): string[] {
  const service = createClaimService({ codes: starterCodes(), settings: parseSettings(given) });
  const checked = service.open(text, { format: 'claim-text', path })!;
  return checked.findings().map(({ finding }) => `${finding.severity} ${finding.rule}`);
}

describe('settings', () => {
  it('have a preset for payers that are not Medicare: its edits are warnings', () => {
    assert.deepEqual(severities(ADD_ON_ALONE, {}), ['error missing-primary-code']);
    assert.deepEqual(severities(ADD_ON_ALONE, { preset: 'commercial' }), ['warning missing-primary-code']);
    assert.deepEqual(severities(SLIP, { preset: 'commercial' }), ['error malformed-code']);
  });

  it('have a preset without edits of a payer', () => {
    assert.deepEqual(severities(ADD_ON_ALONE, { preset: 'structure-only' }), []);
    assert.deepEqual(severities(SLIP, { preset: 'structure-only' }), ['error malformed-code']);
  });

  it('let a rule of its own go before the preset', () => {
    const given = { preset: 'commercial', rules: { 'missing-primary-code': 'error' } };
    assert.deepEqual(severities(ADD_ON_ALONE, given), ['error missing-primary-code']);
  });

  it('apply overrides to the files that their globs name, the last one winning', () => {
    const given = {
      overrides: [
        { files: 'archive/**', rules: { 'missing-primary-code': 'off' } },
        { files: ['*.sample.claim'], rules: { 'missing-primary-code': 'hint' } },
      ],
    };
    assert.deepEqual(severities(ADD_ON_ALONE, given, 'new/a.claim'), ['error missing-primary-code']);
    assert.deepEqual(severities(ADD_ON_ALONE, given, 'archive/2024/a.claim'), ['hint contractor-priced']);
    assert.deepEqual(severities(ADD_ON_ALONE, given, 'archive/a.sample.claim'), ['hint missing-primary-code']);
    assert.deepEqual(severities(ADD_ON_ALONE, given), ['error missing-primary-code']);
  });

  it('stand on those of the workspace, and say nothing by a default', () => {
    const base = parseSettings({ preset: 'commercial', payers: 'medicare', rules: { 'excess-units': 'off' } });
    const user = { preset: null, payers: null, rules: { 'excess-units': 'default', 'malformed-code': 'hint' } };
    const both = parseSettings(user, base);
    assert.equal(both.preset, 'commercial');
    assert.equal(both.payers, 'medicare');
    assert.deepEqual(both.rules, { 'excess-units': 'off', 'malformed-code': 'hint' });
  });

  it('give files their format by name, the last glob winning', () => {
    const settings = parseSettings({
      files: { associations: { '*.dat': 'claim-text', 'x/**': 'none', '*.bad': 5, '': 'csv' } },
    });
    const service = createClaimService({ codes: starterCodes(), settings });
    const format = (path: string, languageId?: string) => service.formatOf(ADD_ON_ALONE, { path, languageId });
    assert.equal(format('a.dat', 'plaintext'), 'claim-text');
    assert.equal(format('deep/er/a.dat'), 'claim-text');
    assert.equal(format('x/a.dat'), undefined);
    assert.equal(format('a.bad', 'plaintext'), 'text');
    assert.equal(service.formatOf(ADD_ON_ALONE, { path: 'x/a.dat', format: 'claim-text' }), 'claim-text');
  });

  it('say what becomes of running text', () => {
    const format = (mode: unknown, languageId: string, text = ADD_ON_ALONE) =>
      createClaimService({ codes: starterCodes(), settings: parseSettings({ text: { mode } }) }).formatOf(text, {
        languageId,
      });
    assert.equal(format('nonsense', 'plaintext'), 'text');
    assert.equal(format('hover', 'markdown'), 'text');
    assert.equal(format('off', 'plaintext'), undefined);
    assert.equal(format('full', 'markdown'), 'claim-text');
    for (const mode of ['off', 'hover', 'full']) {
      assert.equal(format(mode, 'plaintext', 'MSH|^~\\&|A\r'), 'hl7v2', 'what is no running text is read all the same');
      assert.equal(format(mode, 'plaintext', 'Claim ID,DOS,CPT,Units\nC1,2025-03-04,0709T,1\n'), 'csv');
    }
  });

  it('never fail, whatever they hold', () => {
    for (const value of [
      undefined,
      null,
      3,
      'x',
      [],
      { rules: 5, overrides: [null, 1, { files: 3 }], maxFindings: -1 },
    ]) {
      assert.deepEqual(settingsFor(parseSettings(value), 'a'), parseSettings({}));
    }
  });
});

describe('the settings file', () => {
  it('is read, and what is wrong in it is named with its place', () => {
    assert.deepEqual(readSettingsFile('{ "rules": { "excess-units": "off" } }').problems, []);
    assert.match(readSettingsFile('{ rules').problems.join(), /not valid JSON/);
    assert.match(readSettingsFile('[]').problems.join(), /one JSON object/);
    assert.match(readSettingsFile('{ "rule": {} }').problems.join(), /unknown setting "rule"/);
    assert.match(readSettingsFile('{ "rules": { "no-such": "off" } }').problems.join(), /"no-such", which is no rule/);
    assert.match(
      readSettingsFile('{ "rules": { "excess-units": "loud" } }').problems.join(),
      /"rules.excess-units" must be one of/,
    );
    assert.match(readSettingsFile('{ "preset": "x" }').problems.join(), /"preset" must be one of medicare/);
    assert.match(
      readSettingsFile('{ "csv": { "columns": { "kode": "K" } } }').problems.join(),
      /"kode"; there are code,/,
    );
    assert.match(
      readSettingsFile('{ "files": { "associations": { "*.a": "xml" } } }').problems.join(),
      /"\*\.a" no known/,
    );
    assert.match(
      readSettingsFile('{ "x12": { "codeLists": { "SV103": false } } }').problems.join(),
      /names "SV103"; lists/,
    );
    assert.match(
      readSettingsFile('{ "x12": { "codeLists": { "355": "EA" } } }').problems.join(),
      /"x12.codeLists.355" is/,
    );
    const lists = readSettingsFile('{ "x12": { "codeLists": { "66": false, "355": ["EA"] } } }');
    assert.deepEqual([lists.problems, lists.settings.x12.codeLists], [[], { 66: false, 355: ['EA'] }]);
    for (const [text, said] of [
      ['{ "x12": { "codelists": { "355": false } } }', /"x12" has an unknown setting "codelists"; there is codeLists/],
      ['{ "x12": { "codeLists": { "355": [1] } } }', /"x12.codeLists.355" is/],
      ['{ "overrides": [{ "files": "b.*", "ruels": {} }] }', /"overrides\[0\]" has an unknown setting "ruels"/],
      ['{ "maxFindings": -3 }', /"maxFindings" is a number/],
      ['{ "payers": ["x"] }', /"payers" must be one of all, medicare/],
      ['{ "csv": [] }', /"csv" is an object with columns/],
    ] as const) {
      assert.match(readSettingsFile(text).problems.join(), said);
    }
    const both = '{ "csv": { "columns": { "code": "K" } }, "files": { "associations": { "*.a": "csv" } } }';
    assert.deepEqual(readSettingsFile(both).problems, []);
    assert.deepEqual(readSettingsFile(both).settings.csv.columns, { code: ['K'] });
  });
});
