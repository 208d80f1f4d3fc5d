import picomatch from 'picomatch/posix.js';
import type { Severity } from './model/finding';

export type RuleSetting = Severity | 'off' | 'default';

/**
 * `medicare`: every rule at its own severity. `commercial`: Medicare's edits are warnings at most, because another
 * payer may or may not follow them. `structure-only`: Medicare's edits are off.
 */
export type Preset = 'medicare' | 'commercial' | 'structure-only';

export interface Override {
  /** Globs of paths relative to the workspace or the settings file: `archive/**`, `*.835`. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface Settings {
  readonly preset: Preset;
  /** By rule id; a rule that is not named has what the preset gives it. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Levels for some files only; a later one wins. */
  readonly overrides: readonly Override[];
  /** NCCI and MPFS edits are Medicare's: judge every payer by them, or only Medicare and Medicaid (by SBR09, else by the payer's name). A claim that names no payer is judged. */
  readonly payers: 'all' | 'medicare';
  /** Most findings that one file sends to the editor; the editor's own panel keeps 1,000. */
  readonly maxFindings: number;
  readonly format: {
    /** One segment a line is indented by the loops it stands in. */
    readonly indent: boolean;
  };
  readonly inlayHints: {
    /** The names of X12 elements before their values. */
    readonly elementNames: boolean;
  };
  /** Above each claim its total, lines and findings. */
  readonly codeLens: boolean;
  readonly text: {
    /** Plain text and Markdown: not looked at, codes explained when asked for, or read as claim text. */
    readonly mode: TextMode;
  };
  readonly files: {
    /** Which files are read in which format, whatever they look like: glob → format or `none`; a later one wins. */
    readonly associations: Readonly<Record<string, string>>;
  };
  readonly csv: {
    /** The user's own names of columns: what a column holds (see `CSV_COLUMNS`) → names, in their order. */
    readonly columns: Readonly<Record<string, readonly string[]>>;
  };
  readonly x12: {
    /** By number of the data element: `false` switches its code lists off, an array adds codes to them. */
    readonly codeLists: Readonly<Record<string, boolean | readonly string[]>>;
  };
}

export type TextMode = 'off' | 'hover' | 'full';
export const TEXT_MODES: readonly TextMode[] = ['off', 'hover', 'full'];

export const DEFAULT_SETTINGS: Settings = {
  preset: 'medicare',
  rules: {},
  overrides: [],
  payers: 'all',
  maxFindings: 1000,
  format: { indent: false },
  inlayHints: { elementNames: false },
  codeLens: false,
  text: { mode: 'hover' },
  files: { associations: {} },
  csv: { columns: {} },
  x12: { codeLists: {} },
};

export const PRESETS: readonly Preset[] = ['medicare', 'commercial', 'structure-only'];
export const LEVELS: readonly RuleSetting[] = ['default', 'off', 'hint', 'info', 'warning', 'error'];

/**
 * Settings from whatever a client or a file holds; what can't be read has its default. `base` is what holds where the
 * value says nothing: a workspace's settings file beneath the user's own. Never throws.
 */
export function parseSettings(value: unknown, base: Settings = DEFAULT_SETTINGS): Settings {
  const given = isObject(value) ? value : {};
  const most = given.maxFindings;
  return {
    preset: PRESETS.find((one) => one === given.preset) ?? base.preset,
    rules: { ...base.rules, ...levelsOf(given.rules) },
    overrides: [...base.overrides, ...overridesOf(given.overrides)],
    payers: given.payers === 'medicare' || given.payers === 'all' ? given.payers : base.payers,
    maxFindings: typeof most === 'number' && Number.isFinite(most) && most >= 1 ? Math.floor(most) : base.maxFindings,
    format: formatOf(given.format, base),
    inlayHints: inlayHintsOf(given.inlayHints, base),
    codeLens: typeof given.codeLens === 'boolean' ? given.codeLens : base.codeLens,
    text: textOf(given.text, base),
    files: filesOf(given.files, base),
    csv: csvOf(given.csv, base),
    x12: x12Of(given.x12, base),
  };
}

function textOf(value: unknown, base: Settings): Settings['text'] {
  const mode = isObject(value) ? TEXT_MODES.find((one) => one === value.mode) : undefined;
  return mode ? { mode } : base.text;
}

function filesOf(value: unknown, base: Settings): Settings['files'] {
  const given = isObject(value) && isObject(value.associations) ? Object.entries(value.associations) : [];
  const own = given.filter((one): one is [string, string] => typeof one[1] === 'string' && one[0] !== '');
  return own.length ? { associations: { ...base.files.associations, ...Object.fromEntries(own) } } : base.files;
}

function csvOf(value: unknown, base: Settings): Settings['csv'] {
  const given = isObject(value) && isObject(value.columns) ? Object.entries(value.columns) : [];
  const own = given.flatMap(([role, names]): [string, string[]][] => {
    const list = (Array.isArray(names) ? names : [names]).filter((name) => typeof name === 'string' && name.trim());
    return list.length ? [[role, list]] : [];
  });
  return own.length ? { columns: { ...base.csv.columns, ...Object.fromEntries(own) } } : base.csv;
}

function x12Of(value: unknown, base: Settings): Settings['x12'] {
  const given = isObject(value) && isObject(value.codeLists) ? Object.entries(value.codeLists) : [];
  const own = given.flatMap(([element, codes]): [string, boolean | string[]][] => {
    if (typeof codes === 'boolean') return [[element, codes]];
    return Array.isArray(codes) ? [[element, codes.filter((code) => typeof code === 'string')]] : [];
  });
  return own.length ? { codeLists: { ...base.x12.codeLists, ...Object.fromEntries(own) } } : base.x12;
}

/** The format that the settings give a file. */
export function associatedFormat({ files }: Settings, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  let found: string | undefined;
  for (const [glob, format] of Object.entries(files.associations)) if (matches(glob, path)) found = format;
  return found;
}

function formatOf(value: unknown, base: Settings): Settings['format'] {
  return isObject(value) && typeof value.indent === 'boolean' ? { indent: value.indent } : base.format;
}

function inlayHintsOf(value: unknown, base: Settings): Settings['inlayHints'] {
  return isObject(value) && typeof value.elementNames === 'boolean'
    ? { elementNames: value.elementNames }
    : base.inlayHints;
}

/** The settings for one file: overrides whose globs match it are taken in. `path` has forward slashes. */
export function settingsFor(settings: Settings, path: string | undefined): Settings {
  if (settings.overrides.length === 0 || path === undefined) return settings;
  let { rules } = settings;
  for (const override of settings.overrides) {
    if (override.files.some((glob) => matches(glob, path))) rules = { ...rules, ...override.rules };
  }
  return rules === settings.rules ? settings : { ...settings, rules };
}

/** A glob without a slash is a file name anywhere; one with a slash counts from the folder of the settings. */
function matches(glob: string, path: string): boolean {
  return picomatch.isMatch(path, glob.includes('/') ? glob.replace(/^\.?\//, '') : `**/${glob}`, { dot: true });
}

function levelsOf(value: unknown): Record<string, RuleSetting> {
  const rules: Record<string, RuleSetting> = {};
  if (!isObject(value)) return rules;
  for (const [id, given] of Object.entries(value)) {
    const level = LEVELS.find((one) => one === given);
    // The editor fills in `default` for every rule: it says nothing and must not hide a level from below.
    if (level && level !== 'default') rules[id] = level;
  }
  return rules;
}

function overridesOf(value: unknown): Override[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((one) => {
    const files = typeof one.files === 'string' ? [one.files] : Array.isArray(one.files) ? one.files : [];
    const globs = files.filter((glob) => typeof glob === 'string' && glob !== '');
    return globs.length ? [{ files: globs, rules: levelsOf(one.rules) }] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
