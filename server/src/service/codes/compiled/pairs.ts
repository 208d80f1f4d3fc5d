import type { Day } from '../../model/date';
import type { Edition, PairRow, PairTable } from '../tables';
import { type EditionList, editionList, type LoadedFiles } from './editions';
import { LostData } from './file';
import { type KeyLength, NO_KEY, packKey } from './keys';
import { holdsPair, type PairFile, pairFileOf, termsOf } from './pairFile';

/** CMS splits the table into so many parts. */
const PARTS = ['f1', 'f2', 'f3', 'f4'];

/** The readable files of an edition. */
interface Parts {
  readonly files: readonly PairFile[];
  readonly whole: boolean;
  readonly apart: PairsApart;
}

/**
 * PTP edits over compiled editions. Rows have dates of their own, so the oldest edition also speaks for earlier days.
 * An edition with parts missing proves nothing by what it lacks: there the whole edition of the day is asked too, and
 * the fallback where there is none.
 */
export function compiledPairs(loaded: readonly LoadedFiles[], fallback: PairTable): PairTable {
  if (loaded.length === 0) return fallback;
  const wholes = loaded.filter(({ files }) => isComplete(files.map(({ header }) => header.member)));
  let complete = wholes.length === loaded.length;
  const listOf = (some: readonly LoadedFiles[]) =>
    editionList(
      some,
      (data): Parts => {
        const whole = isComplete(data.map(({ header }) => header.member));
        complete &&= whole;
        // A part that was imported later speaks before the whole table.
        return {
          files: [...data].sort((a, b) => b.header.member.length - a.header.member.length).map(pairFileOf),
          whole,
          apart: new PairsApart(),
        };
      },
      { early: true },
    );
  const list = listOf(loaded);
  const wholeList = listOf(wholes);
  const isLoaded = () => list.editions.length > 0;

  /** Asks one edition after the other until one says yes or no. */
  const ask = (among: EditionList<Parts>, next: PairTable['get']): PairTable['get'] => {
    const get: PairTable['get'] = (a, b, on) => {
      const open = among.openOn(on);
      if (!open) return next(a, b, on);
      const { files, whole, apart } = open.value;
      if (whole && apart.has(a, b, on)) return undefined;
      try {
        const found = find(files, open.edition, a, b, on) ?? find(files, open.edition, b, a, on);
        if (!found && whole) apart.add(a, b, on);
        // A pair that a loaded part has with other dates is known: nobody else is asked.
        return found ?? (whole || isKnown(files, a, b) ? undefined : next(a, b, on));
      } catch (error) {
        if (!(error instanceof LostData)) throw error;
        among.reopen(open);
        return get(a, b, on);
      }
    };
    return get;
  };

  return {
    get coverage() {
      if (!isLoaded()) return fallback.coverage;
      return complete ? 'complete' : 'starter';
    },
    get editions() {
      return isLoaded() ? list.editions : fallback.editions;
    },
    covers(on) {
      const open = list.openOn(on);
      if (!open) return fallback.covers?.(on);
      if (open.value.whole) return open.edition;
      // What came later has the rows of before, with their dates.
      const later = wholeList.openOn(on);
      return later?.value.whole && later.edition.effectiveFrom >= open.edition.effectiveFrom
        ? later.edition
        : undefined;
    },
    get: ask(list, ask(wholeList, fallback.get)),
  };
}

const SLOT_BITS = 12;
const KEY_LENGTH: KeyLength = 6;
const NO_DAY = -1;

/**
 * Pairs of codes that have no edit on a day: most of those that claims have, and the same again and again. Each has one
 * place, which the last that falls there keeps: nothing grows, and a pair that was forgotten is looked for once more.
 */
class PairsApart {
  private readonly firsts = new Uint32Array(1 << SLOT_BITS);
  private readonly seconds = new Uint32Array(1 << SLOT_BITS);
  private readonly days = new Int32Array(1 << SLOT_BITS);

  has(a: string, b: string, on: Day | undefined): boolean {
    const first = packKey(a, KEY_LENGTH);
    const second = packKey(b, KEY_LENGTH);
    const slot = slotOf(first, second);
    return this.firsts[slot] === first && this.seconds[slot] === second && this.days[slot] === (on ?? NO_DAY);
  }

  add(a: string, b: string, on: Day | undefined): void {
    const first = packKey(a, KEY_LENGTH);
    const second = packKey(b, KEY_LENGTH);
    if (first === NO_KEY || second === NO_KEY) return;
    const slot = slotOf(first, second);
    this.firsts[slot] = first;
    this.seconds[slot] = second;
    this.days[slot] = on ?? NO_DAY;
  }
}

function slotOf(first: number, second: number): number {
  return Math.imul(first ^ Math.imul(second, 31), 0x9e3779b1) >>> (32 - SLOT_BITS);
}

/** A file that is no part is the whole table. */
function isComplete(members: readonly string[]): boolean {
  return members.includes('') || PARTS.every((part) => members.includes(part));
}

function isKnown(files: readonly PairFile[], a: string, b: string): boolean {
  return files.some((file) => holdsPair(file, a, b) || holdsPair(file, b, a));
}

function find(
  files: readonly PairFile[],
  edition: Edition,
  column1: string,
  column2: string,
  on: Day | undefined,
): PairRow | undefined {
  for (const file of files) {
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
