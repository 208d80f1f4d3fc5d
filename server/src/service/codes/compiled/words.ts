import type { Prose } from './columns';
import { packedAt } from './packed';
/**
 * Which words the texts of a table have, and in which rows. A search looks through the distinct words, of which there
 * are few, and not through the texts.
 */
export interface WordIndex {
  /** The distinct words in lower case, each with a line feed behind it. */
  readonly words: string;
  /** Where each word starts in `words`; one more than there are. */
  readonly starts: Uint32Array;
  /** Where the rows of each word start in `rows`; one more than there are. */
  readonly first: Uint32Array;
  /** Row by row for each word; a row may be there twice. */
  readonly rows: Uint32Array;
  readonly rowCount: number;
}

/** The words of a query. What parts them parts the words of a text: blanks, commas and semicolons. */
export function queryWords(query: string): string[] {
  return query
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}

export interface WordIndexBuilder {
  addText(row: number, text: string): void;
  /** Gives a function that adds the text of this number to a row; much quicker than the text itself. */
  addProse(prose: Prose): (row: number, text: number) => void;
  index(): WordIndex;
}

export function wordIndexBuilder(rowCount: number): WordIndexBuilder {
  const numbers = new Map<string, number>();
  const numberOf = (word: string) => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(word, number);
    }
    return number;
  };
  // Word and row of every place, as they come.
  let places = new Uint32Array(1 << 16);
  let count = 0;
  const add = (word: number, row: number) => {
    if (count + 2 > places.length) {
      const more = new Uint32Array(places.length * 2);
      more.set(places);
      places = more;
    }
    places[count++] = word;
    places[count++] = row;
  };
  return {
    addText(row, text) {
      for (const word of queryWords(text)) add(numberOf(word), row);
    },
    addProse(prose) {
      if (!prose.has()) return () => {};
      const numbersOf = prose.words().map((word) => queryWords(word).map(numberOf));
      return (row, text) => {
        if (text === 0) return;
        for (let at = text === 1 ? 0 : prose.ends[text - 2]!; at < prose.ends[text - 1]!; at++) {
          const own = numbersOf[packedAt(prose.ids, at)]!;
          for (let i = 0; i < own.length; i++) add(own[i]!, row);
        }
      };
    },
    index: () => indexOf([...numbers.keys()], places.subarray(0, count), rowCount),
  };
}

function indexOf(words: readonly string[], places: Uint32Array, rowCount: number): WordIndex {
  const starts = new Uint32Array(words.length + 1);
  words.forEach((word, at) => {
    starts[at + 1] = starts[at]! + word.length + 1;
  });
  const first = new Uint32Array(words.length + 1);
  for (let i = 0; i < places.length; i += 2) first[places[i]! + 1]!++;
  for (let word = 1; word < first.length; word++) first[word]! += first[word - 1]!;
  const next = first.slice();
  const rows = new Uint32Array(places.length / 2);
  for (let i = 0; i < places.length; i += 2) rows[next[places[i]!]!++] = places[i + 1]!;
  return { words: words.map((word) => `${word}\n`).join(''), starts, first, rows, rowCount };
}

/** How a word of the query is found in a row. */
const INSIDE = 1;
const BEGINS = 2;

/**
 * Rows in which every word is found, at most `limit`: those where each begins a word, in order, then those where one
 * stands inside a word; and after both the same of the rows that `isLast` says.
 */
export function searchWords(
  index: WordIndex,
  words: readonly string[],
  limit: number,
  isLast: (row: number) => boolean,
): number[] {
  if (words.length === 0) return [];
  const [mark, ...others] = words.map((word) => marksOf(index, word)) as [Uint8Array, ...Uint8Array[]];
  for (const other of others) {
    for (let row = 0; row < mark.length; row++) if (other[row]! < mark[row]!) mark[row] = other[row]!;
  }
  const [whole, partly, wholeLast, partlyLast]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let row = 0; row < mark.length && whole.length < limit; row++) {
    if (mark[row] === 0) continue;
    const found = mark[row] === BEGINS ? (isLast(row) ? wholeLast : whole) : isLast(row) ? partlyLast : partly;
    if (found.length < limit) found.push(row);
  }
  return [...whole, ...partly, ...wholeLast, ...partlyLast].slice(0, limit);
}

/** For each row how the word is found in it, 0 where it is not. */
function marksOf({ words, starts, first, rows, rowCount }: WordIndex, wanted: string): Uint8Array {
  const marks = new Uint8Array(rowCount);
  let word = 0;
  for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, starts[word]!)) {
    while (starts[word + 1]! <= at) word++;
    const begins = at === starts[word] || beginsWord(words, wanted, at, starts[word + 1]!);
    for (let i = first[word]!; i < first[word + 1]!; i++) {
      const row = rows[i]!;
      if (begins) marks[row] = BEGINS;
      else if (marks[row] === 0) marks[row] = INSIDE;
    }
    word++;
  }
  return marks;
}

/** A word also begins behind a sign inside of what blanks part: `ray` in `x-ray`. */
function beginsWord(words: string, wanted: string, from: number, to: number): boolean {
  for (let at = from; at >= 0 && at < to; at = words.indexOf(wanted, at + 1)) {
    const before = words.charCodeAt(at - 1);
    if (!((before >= 97 && before <= 122) || (before >= 48 && before <= 57))) return true;
  }
  return false;
}
