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
  if (most !== undefined && !(typeof most === 'number' && most >= 1))
    problems.push('"maxFindings" is a number from 1 on');
  for (const [place, known] of Object.entries(NESTED)) problems.push(...nestedProblems(given[place], place, known));
  problems.push(...ruleProblems(given.rules, 'rules'));
  if (Array.isArray(given.overrides)) {
    given.overrides.forEach((one: unknown, index) => {
      const rules = (one as { rules?: unknown } | null)?.rules;
      problems.push(...nestedProblems(one, `overrides[${index}]`, ['files', 'rules']));
      problems.push(...ruleProblems(rules, `overrides[${index}].rules`));
    });
  } else if (given.overrides !== undefined) problems.push('"overrides" is a list');
  const { columns } = asObject(given.csv);
  for (const key of Object.keys(asObject(columns))) {
    if (CSV_COLUMNS.some((one) => one === key)) continue;
    problems.push(`"csv.columns" has "${key}"; there are ${CSV_COLUMNS.join(', ')}`);
  }
  const formats = [...FORMATS.map(({ id }) => id), NOT_CLAIMS];
  for (const [glob, format] of Object.entries(asObject(asObject(given.files).associations))) {
    if (!formats.some((one) => one === format)) {
      problems.push(`"files.associations" gives "${glob}" no known format; there are ${formats.join(', ')}`);
    }
  }
  for (const [element, codes] of Object.entries(asObject(asObject(given.x12).codeLists))) {
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
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`"${place}" is an object with ${known.join(' and ')}`];
  }
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `"${place}" has an unknown setting "${key}"; there ${known.length > 1 ? 'are' : 'is'} ${known.join(', ')}`,
    );
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function ruleProblems(rules: unknown, place: string): string[] {
  if (rules === undefined) return [];
  if (typeof rules !== 'object' || rules === null) return [`"${place}" is an object of rule ids`];
  return Object.entries(rules).flatMap(([id, level]) => {
    if (!CATALOGUE.some((rule) => rule.id === id)) return [`"${place}" names "${id}", which is no rule`];
    return LEVELS.some((one) => one === level) ? [] : [`"${place}.${id}" must be one of ${LEVELS.join(', ')}`];
  });
}
