import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CATALOGUE, dayFromIso, FORMATS, PRESETS, type Settings, type Severity } from '../service';

/** The command line can't be carried out as typed: told in one line, exit code 2. */
export class UsageError extends Error {}

export const EXIT = { clean: 0, findings: 1, unusable: 2 } as const;

/** Least severe last: an index is a rank. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

type Options = NonNullable<ParseArgsConfig['options']>;

/** `parseArgs` with messages of our own; options and positionals may stand in any order. */
export function parse<const T extends Options>(argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new UsageError(sentence(text, Object.keys(options)));
  }
}

/** As `parse`, for a command that takes options only. */
export function parseOptions<const T extends Options>(argv: readonly string[], options: T) {
  const { values, positionals } = parse(argv, options);
  if (positionals.length > 0) throw new UsageError(`it takes no names, and ‘${positionals[0]}’ was given`);
  return values;
}

/** Node's first sentence says what is wrong; its second is about quoting and helps nobody here. */
function sentence(text: string, names: readonly string[]): string {
  const first = text.split(/\.\s|\n/)[0]!.replace(/\.$/, '');
  const message = `${first[0]?.toLowerCase()}${first.slice(1)}`;
  return message.startsWith('unknown option')
    ? `${message}; there are ${listed(names.map((name) => `--${name}`))}`
    : message;
}

export function oneOf<T extends string>(option: string, value: string, valid: readonly T[]): T {
  const found = valid.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${option} is ${valid.join(', ')}, not ‘${value}’`);
  return found;
}

/** `id=level`, given any number of times; the last one of an id counts. */
export function settingsOf(
  rules: readonly string[],
  given: { payers?: string; preset?: string },
  base: Settings,
): Settings {
  const chosen: Record<string, Severity | 'off'> = {};
  const levels = [...SEVERITIES, 'off'] as const;
  for (const text of rules) {
    const at = text.indexOf('=');
    const id = at < 0 ? text : text.slice(0, at);
    checkRuleId(id);
    const level = at < 0 ? undefined : levels.find((one) => one === text.slice(at + 1));
    if (level === undefined) throw new UsageError(`--rule ${text}: write --rule ${id}=LEVEL with ${listed(levels)}`);
    chosen[id] = level;
  }
  // A flag goes before every override of the file, too.
  const overrides = base.overrides.map(({ files, rules: own }) => ({ files, rules: { ...own, ...chosen } }));
  return {
    ...base,
    rules: { ...base.rules, ...chosen },
    overrides,
    payers: given.payers === undefined ? base.payers : oneOf('--payers', given.payers, ['all', 'medicare']),
    preset: given.preset === undefined ? base.preset : oneOf('--preset', given.preset, PRESETS),
  };
}

export function checkRuleId(id: string): void {
  if (CATALOGUE.some((rule) => rule.id === id)) return;
  throw new UsageError(`there is no rule ‘${id}’; the rules are ${listed(CATALOGUE.map((rule) => rule.id))}`);
}

export function formatId(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return oneOf(
    '--as',
    value,
    FORMATS.map((format) => format.id),
  );
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A day as 2025-03-04 or 20250304. */
export function dayOf(text: string): number {
  const day = dayFromIso(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  if (day === undefined) throw new UsageError(`--on is a day, such as 2025-03-04 or 20250304, not ‘${text}’`);
  return day;
}

/** `1 file`, `3,200 files`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
