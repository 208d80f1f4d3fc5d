import { equal } from 'node:assert/strict';
import { fileSchema } from '../../server/src/docs/settingsSchema';
import { CATALOGUE } from '../../server/src/service';
import { LEVELS } from '../../server/src/service/settings';
import { readSettingsFile } from '../../server/src/settingsFile';
import { accepts } from '../support/jsonSchema';

const RIGHT: readonly unknown[] = [
  {},
  { $schema: './claim-lens.schema.json' },
  { preset: 'commercial', payers: 'medicare', maxFindings: 1 },
  ...LEVELS.map((level) => ({ rules: Object.fromEntries(CATALOGUE.map(({ id }) => [id, level])) })),
  { overrides: [{ files: '*.835', rules: {} }] },
  { overrides: [{ files: ['a/**', '*.txt'], rules: { 'excess-units': 'hint' } }] },
  { overrides: [] },
  { files: {} },
  { files: { associations: { '*.dat': 'x12', 'b/*': 'none' } } },
  { csv: { columns: { code: 'K', units: ['U', 'QTY'], codeSystem: 'S' } } },
  { x12: { codeLists: { 355: ['EA'], 66: false, 1032: true } } },
];

const WRONG: readonly unknown[] = [
  [],
  'medicare',
  null,
  { presets: 'medicare' },
  { $schema: 1 },
  { preset: 'Medicare' },
  { preset: null },
  { payers: 'none' },
  ...[0, -1, 1.5, '5', null, true].map((maxFindings) => ({ maxFindings })),
  ...[[], null, 'off', { 'no-such-rule': 'off' }, { 'excess-units': 'Off' }, { 'excess-units': false }].map(
    (rules) => ({ rules }),
  ),
  { overrides: {} },
  ...[
    {},
    null,
    'a',
    [],
    { files: '*.835' },
    { rules: {} },
    { files: 5, rules: {} },
    { files: '', rules: {} },
    { files: [], rules: {} },
    { files: [5], rules: {} },
    { files: ['a', ''], rules: {} },
    { files: '*', rules: [] },
    { files: '*', rules: { x: 'off' } },
    { file: '*', files: '*', rules: {} },
  ].map((one) => ({ overrides: [one] })),
  ...[[], null, 'x', { associations: [] }, { associations: null }, { associations: { '*.a': 'pdf' } }, { a: {} }].map(
    (files) => ({ files }),
  ),
  ...[
    [],
    { column: {} },
    { columns: 5 },
    { columns: [] },
    { columns: { kode: 'K' } },
    { columns: { code: 5 } },
    { columns: { code: [5] } },
  ].map((csv) => ({ csv })),
  ...[
    [],
    { codeLists: [] },
    { codeLists: null },
    { codeLists: { 355: 'EA' } },
    { codeLists: { 355: [1] } },
    { codeLists: { none: [] } },
  ].map((x12) => ({ x12 })),
];

describe('the schema of the settings file and the program', () => {
  const schema = fileSchema() as Parameters<typeof accepts>[0];
  const both = (value: unknown) => ({
    schema: accepts(schema, value),
    program: readSettingsFile(JSON.stringify(value)).problems.length === 0,
  });

  for (const [values, expected] of [
    [RIGHT, true],
    [WRONG, false],
  ] as const) {
    for (const value of values) {
      it(`${expected ? 'take' : 'say what is wrong in'} ${JSON.stringify(value).slice(0, 80)}`, () => {
        const { schema: bySchema, program } = both(value);
        equal(bySchema, expected, 'the schema');
        equal(program, expected, 'the program');
      });
    }
  }

  it('a problem names its place', () => {
    const said = (value: unknown) => readSettingsFile(JSON.stringify(value)).problems.join('; ');
    equal(said({ overrides: [{ rules: {} }] }), '"overrides[0].files" is a glob, or a list of globs');
    equal(said({ overrides: [{ files: '*' }] }), '"overrides[0]" has no "rules"');
    equal(said({ csv: { columns: { code: 5 } } }), '"csv.columns.code" is a name, or a list of names');
  });
});
