import type { Severity } from './model/finding';

export type RuleSetting = Severity | 'off' | 'default';

export interface Settings {
  /** By rule id; a rule that is not named has its own severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** NCCI and MPFS edits are Medicare's: judge every payer by them, or only Medicare and Medicaid (SBR09). */
  readonly payers: 'all' | 'medicare';
  /** Most findings that one file sends to the editor; the editor's own panel keeps 1,000. */
  readonly maxFindings: number;
}

export const DEFAULT_SETTINGS: Settings = { rules: {}, payers: 'all', maxFindings: 1000 };

const LEVELS = new Set(['default', 'off', 'hint', 'info', 'warning', 'error']);

/** Settings from whatever a client or a file holds; what can't be read has its default. Never throws. */
export function parseSettings(value: unknown): Settings {
  const given = isObject(value) ? value : {};
  const rules: Record<string, RuleSetting> = {};
  if (isObject(given.rules)) {
    for (const [id, level] of Object.entries(given.rules)) {
      if (typeof level === 'string' && LEVELS.has(level)) rules[id] = level as RuleSetting;
    }
  }
  const most = given.maxFindings;
  return {
    rules,
    payers: given.payers === 'medicare' ? 'medicare' : 'all',
    maxFindings:
      typeof most === 'number' && Number.isFinite(most) && most >= 1 ? Math.floor(most) : DEFAULT_SETTINGS.maxFindings,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
