import { CATALOGUE, CSV_COLUMNS, codeListNames, FORMATS, LEVELS, PRESETS } from '../service';

/** The `claimLens.rules.<id>` entries of `contributes.configuration` in package.json. */
export function ruleSettings(): Record<string, unknown> {
  return Object.fromEntries(
    CATALOGUE.map((rule) => [
      `claimLens.rules.${rule.id}`,
      {
        type: 'string',
        scope: 'window',
        enum: LEVELS,
        default: 'default',
        markdownDescription: `${rule.summary} [More](https://github.com/claim-lens/claim-lens/blob/main/server/rules.md#${rule.id})`,
      },
    ]),
  );
}

/** The manifest with the rule settings as the rules have them, everything else as it was. */
export function withRuleSettings(manifest: Manifest): Manifest {
  const kept = Object.entries(manifest.contributes.configuration.properties).filter(
    ([key]) => key !== 'claimLens.rules' && !key.startsWith('claimLens.rules.'),
  );
  return {
    ...manifest,
    contributes: {
      ...manifest.contributes,
      configuration: {
        ...manifest.contributes.configuration,
        properties: {
          ...ruleSettings(),
          ...Object.fromEntries(kept),
          'claimLens.files.associations': {
            ...associations(),
            scope: 'window',
            default: {},
            markdownDescription: ASSOCIATIONS,
          },
          'claimLens.csv.columns': { ...columns(), scope: 'window', default: {}, markdownDescription: COLUMNS },
          'claimLens.x12.codeLists': { ...codeLists(), scope: 'window', default: {}, markdownDescription: CODE_LISTS },
        },
      },
    },
  };
}

const ASSOCIATIONS =
  'Files that are read in a format whatever they look like, or not at all: glob → format. A glob without a slash is a file name anywhere.';
const COLUMNS =
  'Your own names of columns in CSV files: what a column holds → its name, or several names in their order. They go before the names that are known.';
const CODE_LISTS =
  'Closed code lists of X12 elements, by the number of the data element as the finding names it: `false` switches a list off, an array adds codes that your payer takes.';

function associations(): object {
  return {
    type: 'object',
    additionalProperties: { type: 'string', enum: [...FORMATS.map(({ id }) => id), 'none'] },
  };
}

function columns(): object {
  const names = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(CSV_COLUMNS.map((key) => [key, names])),
  };
}

function codeLists(): object {
  const codes = { anyOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'string' } }] };
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      [...codeListNames()].map(([element, name]) => [element, { ...codes, description: name }]),
    ),
  };
}

export interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

/** The JSON schema of `.claim-lens.json`. */
export function fileSchema(): object {
  const levels = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(CATALOGUE.map((rule) => [rule.id, { enum: LEVELS, description: rule.summary }])),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Claim Lens settings of a folder',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      preset: {
        enum: PRESETS,
        default: 'medicare',
        description:
          "medicare: every rule at its own severity. commercial: Medicare's edits are warnings at most. structure-only: Medicare's edits are off.",
      },
      rules: { ...levels, description: 'The level of a rule by its id.' },
      overrides: {
        type: 'array',
        description: 'Levels for some files only; a later entry wins.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: {
            files: {
              anyOf: [
                { type: 'string', minLength: 1 },
                { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
              ],
              description: 'Globs: with a slash from this folder, without one any file of that name.',
            },
            rules: levels,
          },
        },
      },
      payers: {
        enum: ['all', 'medicare'],
        default: 'all',
        description:
          "Which claims Medicare's edits judge: all, or those whose SBR09 or payer's name says Medicare or Medicaid, and those that name no payer.",
      },
      maxFindings: {
        type: 'integer',
        minimum: 1,
        default: 1000,
        description: 'Most findings that one file shows in the editor.',
      },
      files: {
        type: 'object',
        additionalProperties: false,
        properties: { associations: { ...associations(), description: ASSOCIATIONS } },
      },
      csv: {
        type: 'object',
        additionalProperties: false,
        properties: { columns: { ...columns(), description: COLUMNS } },
      },
      x12: {
        type: 'object',
        additionalProperties: false,
        properties: { codeLists: { ...codeLists(), description: CODE_LISTS } },
      },
    },
  };
}
