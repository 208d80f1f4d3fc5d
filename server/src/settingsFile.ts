import { NOT_CLAIMS } from './protocol';
import {
  CATALOGUE,
  CSV_COLUMNS,
  codeListNames,
  FORMATS,
  LEVELS,
  PRESETS,
  parseSettings,
  type Settings,
} from './service';

/** The file in which a folder carries its settings; editor and command line read the same one. */
export const SETTINGS_FILE = '.claim-lens.json';

export interface SettingsFile {
  readonly settings: Settings;
  /** What was passed over, in words for the user: place and remedy, nothing else of the file. */
  readonly problems: readonly string[];
}

const KEYS = new Set(['$schema', 'preset', 'rules', 'overrides', 'payers', 'maxFindings', 'files', 'csv', 'x12']);

/** Reads the text of a settings file. What is wrong in it is told and has its default; the rest holds. */
export function readSettingsFile(text: string): SettingsFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { settings: parseSettings(undefined), problems: ['is not valid JSON; nothing of it was taken'] };
  }
  return { settings: parseSettings(value), problems: problemsOf(value) };
}

function problemsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['must be one JSON object'];
  const given = value as Record<string, unknown>;
  const problems = Object.keys(given)
    .filter((key) => !KEYS.has(key))
    .map((key) => `has an unknown setting "${key}"; there are ${[...KEYS].slice(1).join(', ')}`);
  if (given.preset !== undefined && !PRESETS.some((one) => one === given.preset)) {
    problems.push(`"preset" must be one of ${PRESETS.join(', ')}`);
  }
  if (given.payers !== undefined && given.payers !== 'all' && given.payers !== 'medicare') {
    problems.push('"payers" must be one of all, medicare');
  }
  const most = given.maxFindings;
  if (most !== undefined && !(typeof most === 'number' && Number.isInteger(most) && most >= 1)) {
    problems.push('"maxFindings" is a number from 1 on, without a fraction');
  }
  if (given.$schema !== undefined && typeof given.$schema !== 'string') problems.push('"$schema" is an address');
  for (const [place, known] of Object.entries(NESTED)) problems.push(...nestedProblems(given[place], place, known));
  problems.push(...ruleProblems(given.rules, 'rules'));
  if (Array.isArray(given.overrides)) {
    given.overrides.forEach((one: unknown, index) => {
      problems.push(...overrideProblems(one, `overrides[${index}]`));
    });
  } else if (given.overrides !== undefined) problems.push('"overrides" is a list');
  const { columns } = asObject(given.csv);
  if (columns !== undefined && !isObject(columns))
    problems.push('"csv.columns" is an object: what a column holds → names');
  for (const [key, names] of Object.entries(asObject(columns))) {
    if (!CSV_COLUMNS.some((one) => one === key)) {
      problems.push(`"csv.columns" has "${key}"; there are ${CSV_COLUMNS.join(', ')}`);
    } else if (!isTextOrTexts(names)) problems.push(`"csv.columns.${key}" is a name, or a list of names`);
  }
  const { associations } = asObject(given.files);
  if (associations !== undefined && !isObject(associations)) {
    problems.push('"files.associations" is an object: glob → format');
  }
  const formats = [...FORMATS.map(({ id }) => id), NOT_CLAIMS];
  for (const [glob, format] of Object.entries(asObject(associations))) {
    if (!formats.some((one) => one === format)) {
      problems.push(`"files.associations" gives "${glob}" no known format; there are ${formats.join(', ')}`);
    }
  }
  const { codeLists } = asObject(given.x12);
  if (codeLists !== undefined && !isObject(codeLists)) {
    problems.push('"x12.codeLists" is an object: number of an element → false, or codes to add');
  }
  for (const [element, codes] of Object.entries(asObject(codeLists))) {
    if (!codeListNames().has(element)) {
      problems.push(
        `"x12.codeLists" names "${element}"; lists are named by the number that a finding gives, as "1032"`,
      );
    } else if (
      typeof codes !== 'boolean' &&
      !(Array.isArray(codes) && codes.every((code) => typeof code === 'string'))
    ) {
      problems.push(`"x12.codeLists.${element}" is false, or the codes to add to the list`);
    }
  }
  return problems;
}

/** What stands in a setting that is an object. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  files: ['associations'],
  csv: ['columns'],
  x12: ['codeLists'],
};

function nestedProblems(value: unknown, place: string, known: readonly string[]): string[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    return [`"${place}" is an object with ${known.join(' and ')}`];
  }
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `"${place}" has an unknown setting "${key}"; there ${known.length > 1 ? 'are' : 'is'} ${known.join(', ')}`,
    );
}

/** An override without globs or levels would be passed over without a word. */
function overrideProblems(one: unknown, place: string): string[] {
  const problems = nestedProblems(one, place, ['files', 'rules']);
  if (!isObject(one)) return problems;
  const globs = Array.isArray(one.files) ? one.files : [one.files];
  if (globs.length === 0 || !globs.every((glob) => typeof glob === 'string' && glob !== '')) {
    problems.push(`"${place}.files" is a glob, or a list of globs`);
  }
  if (one.rules === undefined) problems.push(`"${place}" has no "rules"`);
  return [...problems, ...ruleProblems(one.rules, `${place}.rules`)];
}

function isTextOrTexts(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function ruleProblems(rules: unknown, place: string): string[] {
  if (rules === undefined) return [];
  if (!isObject(rules)) return [`"${place}" is an object of rule ids`];
  return Object.entries(rules).flatMap(([id, level]) => {
    if (!CATALOGUE.some((rule) => rule.id === id)) return [`"${place}" names "${id}", which is no rule`];
    return LEVELS.some((one) => one === level) ? [] : [`"${place}.${id}" must be one of ${LEVELS.join(', ')}`];
  });
}
