import conflictsText from '../../../../data/modifierConflicts.tsv';
import type { Severity } from '../model/finding';
import { rowsOf } from '../model/tsv';

/** Two modifiers that one line cannot carry. */
export interface ModifierConflict {
  readonly severity: Extract<Severity, 'error' | 'warning'>;
  /** Why, as the end of a sentence. */
  readonly why: string;
  readonly source: string;
}

/** What stands against two modifiers on one line, in either order. */
export function conflictOf(a: string, b: string): ModifierConflict | undefined {
  loaded ??= load();
  return loaded.get(a)?.get(b);
}

let loaded: Map<string, Map<string, ModifierConflict>> | undefined;

function load(): Map<string, Map<string, ModifierConflict>> {
  const byModifier = new Map<string, Map<string, ModifierConflict>>();
  const put = (modifier: string, other: string, conflict: ModifierConflict) => {
    const others = byModifier.get(modifier) ?? new Map<string, ModifierConflict>();
    byModifier.set(modifier, others.set(other, conflict));
  };
  for (const row of rowsOf(conflictsText)) {
    const { pair = '', severity, why, source } = row;
    const [modifier = '', other = ''] = pair.split(' ');
    const conflict: ModifierConflict = {
      severity: severity === 'warning' ? 'warning' : 'error',
      why: why ?? '',
      source: source ?? '',
    };
    put(modifier, other, conflict);
    put(other, modifier, conflict);
  }
  return byModifier;
}
