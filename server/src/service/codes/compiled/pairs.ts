import type { Day } from '../../model/date';
import type { Coverage, Edition, PairRow, PairTable } from '../tables';
import { dataOf, editionOn, type LoadedFiles } from './editions';
import { type PairFile, pairFileOf, termsOf } from './pairFile';

interface LoadedPairs {
  readonly edition: Edition;
  readonly loaded: LoadedFiles;
  readonly complete: boolean;
  files?: readonly PairFile[];
}

/** CMS splits the table into so many parts. */
const PARTS = ['f1', 'f2', 'f3', 'f4'];

/**
 * PTP edits over compiled editions. Rows have dates of their own, so the oldest edition also speaks for earlier days.
 * An edition with parts missing proves nothing by what it lacks; there the fallback is asked too.
 */
export function compiledPairs(loaded: readonly LoadedFiles[], fallback: PairTable): PairTable {
  if (loaded.length === 0) return fallback;
  let tables: LoadedPairs[] = loaded.map((one) => ({ edition: one.edition, loaded: one, complete: isComplete(one) }));
  const pick = (on: Day | undefined): LoadedPairs | undefined => {
    while (tables.length) {
      const found = editionOn(tables, on) ?? tables[0]!;
      if (found.files) return found;
      const files = dataOf(found.loaded).map(pairFileOf);
      if (files.length) {
        const opened = { ...found, files, complete: found.complete && files.length === found.loaded.files.length };
        tables = tables.map((one) => (one === found ? opened : one));
        return opened;
      }
      tables = tables.filter((one) => one !== found);
    }
    return undefined;
  };
  return {
    get coverage(): Coverage {
      if (tables.length === 0) return fallback.coverage;
      return tables.every(({ complete }) => complete) ? 'complete' : 'starter';
    },
    get editions() {
      return tables.length ? tables.map(({ edition }) => edition) : fallback.editions;
    },
    get(a, b, on) {
      const found = pick(on);
      if (!found) return fallback.get(a, b, on);
      return (
        find(found, a, b, on) ?? find(found, b, a, on) ?? (found.complete ? undefined : fallback.get(a, b, on))
      );
    },
  };
}

/** A file that is no part is the whole table. */
function isComplete({ files }: LoadedFiles): boolean {
  const members = new Set(files.map(({ header }) => header.member));
  return members.has('') || PARTS.every((part) => members.has(part));
}

function find({ files, edition }: LoadedPairs, column1: string, column2: string, on: Day | undefined): PairRow | undefined {
  for (const file of files!) {
    const term = termsOf(file, column1, column2, on);
    if (term < 0) continue;
    return {
      column1,
      column2,
      indicator: file.indicator(term),
      effective: file.effective(term),
      deleted: file.deleted(term),
      rationale: file.rationale(term) || undefined,
      edition,
    };
  }
  return undefined;
}
