import { quarterOf, releaseQuarter } from '../quarters';
import type { ModifierRow, ModifierTable } from '../tables';
import { tableOf } from './columns';
import { dataOf, type LoadedFiles } from './editions';

/**
 * The fallback's modifiers with the official text of the user's files in place of our own words, and those that only
 * the files have. The newest edition speaks.
 */
export function compiledModifiers(
  hcpcs: readonly LoadedFiles[],
  cpt: readonly LoadedFiles[],
  fallback: ModifierTable,
): ModifierTable {
  if (hcpcs.length + cpt.length === 0) return fallback;
  let merged: { byCode: Map<string, ModifierRow>; all: readonly ModifierRow[] } | undefined;
  const rows = () => {
    if (!merged) {
      const byCode = new Map(fallback.all().map((row) => [row.code, row]));
      const gone = new Set<string>();
      for (const one of hcpcs) addHcpcs(one, byCode, gone);
      for (const one of cpt) addCpt(one, byCode);
      const all = [...byCode.values()].filter(({ code }) => !gone.has(code));
      merged = { byCode, all: all.sort((a, b) => (a.code < b.code ? -1 : 1)) };
    }
    return merged;
  };
  const whole = hcpcs.filter(({ files }) => files.some(({ header }) => header.covers.includes('HCPCS Level II')));
  const spans = [quartersOf(whole, 1), quartersOf(cpt, 4)];
  return {
    get coverage() {
      return spans.every((one) => one !== undefined) ? 'complete' : fallback.coverage;
    },
    covers: (on) =>
      on !== undefined &&
      spans.every((one) => one?.(quarterOf(on))) &&
      [whole, cpt].every((list) => tells(rows().all, list)),
    get: (code) => rows().byCode.get(code) ?? fallback.get(code),
    all: () => rows().all,
  };
}

/**
 * From the first edition until the publisher's next one is due, `quarters` after the newest: a later claim may well
 * have a modifier that none of them lists.
 */
function quartersOf(list: readonly LoadedFiles[], quarters: number): ((quarter: number) => boolean) | undefined {
  const all = list.map(({ edition }) => releaseQuarter(edition));
  if (all.length === 0) return undefined;
  const first = Math.min(...all);
  const end = Math.max(...all) + quarters;
  return (quarter) => first <= quarter && quarter < end;
}

/** A file without modifiers, as somebody may have shortened it, says nothing of those it lacks. */
function tells(all: readonly ModifierRow[], list: readonly LoadedFiles[]): boolean {
  return all.some((row) => list.some(({ edition }) => edition === row.edition));
}

/** `gone`: modifiers that ended before the edition began; they explain old claims and are not offered. */
function addHcpcs(loaded: LoadedFiles, byCode: Map<string, ModifierRow>, gone: Set<string>): void {
  for (const data of dataOf(loaded)) {
    const table = tableOf(data);
    for (let row = 0; row < table.rows; row++) {
      if (!table.flag('modifier')(row)) continue;
      const code = table.codeAt(row);
      const terminated = table.number('terminated')(row);
      if (terminated !== undefined && terminated < loaded.edition.effectiveFrom) gone.add(code);
      else gone.delete(code);
      put(byCode, loaded, code, table.text('longDescription')(row) || table.text('shortDescription')(row), 'II');
    }
  }
}

function addCpt(loaded: LoadedFiles, byCode: Map<string, ModifierRow>): void {
  for (const data of dataOf(loaded)) {
    const table = tableOf(data);
    for (let row = 0; row < table.rows; row++) {
      put(byCode, loaded, table.codeAt(row), table.text('description')(row), table.text('level')(row) || 'I');
    }
  }
}

function put(
  byCode: Map<string, ModifierRow>,
  { edition }: LoadedFiles,
  code: string,
  meaning: string | undefined,
  level: string,
): void {
  if (!meaning) return;
  const own = byCode.get(code) ?? { code, level, group: '', ncciAssociated: false, conflictsWith: [] };
  byCode.set(code, Object.assign({}, own, { meaning, edition }));
}
