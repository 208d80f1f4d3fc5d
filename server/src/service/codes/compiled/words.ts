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

/** A line a row. */
export function wordIndex(lines: readonly string[]): WordIndex {
  const text =
    `${lines.map((line) => (line.includes('\n') ? line.replaceAll('\n', ' ') : line)).join('\n')}\n`.toLowerCase();
  const list = wordList(text);
  // Word and row of every place, as they come.
  let places = new Uint32Array(1 << 16);
  let count = 0;
  let row = 0;
  let start = -1;
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 32 && unit !== COMMA && unit !== SEMICOLON && unit !== NBSP) {
      if (start < 0) {
        start = at;
        hash = 0;
      }
      hash = (Math.imul(hash, 31) + unit) | 0;
      continue;
    }
    if (start >= 0) {
      if (count + 2 > places.length) places = doubled(places);
      places[count++] = list.add(start, at, hash);
      places[count++] = row;
      start = -1;
    }
    if (unit === LINE_FEED) row++;
  }
  return { ...list.words(), ...rowsOfWords(places, count, list.size()), rowCount: lines.length };
}

const COMMA = 44;
const SEMICOLON = 59;
const NBSP = 160;
const LINE_FEED = 10;

/** Numbers the distinct words of a text: a hash table that compares in the text and makes no strings. */
function wordList(text: string) {
  const starts: number[] = [];
  const ends: number[] = [];
  const hashes: number[] = [];
  let slots = new Int32Array(1 << 12);
  const slotOf = (start: number, end: number, hash: number): number => {
    const mask = slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const word = slots[slot]! - 1;
      if (word < 0 || (hashes[word] === hash && isSame(starts[word]!, ends[word]!, start, end))) return slot;
    }
  };
  const isSame = (from: number, to: number, start: number, end: number) => {
    if (to - from !== end - start) return false;
    for (let i = from, j = start; i < to; i++, j++) if (text.charCodeAt(i) !== text.charCodeAt(j)) return false;
    return true;
  };
  return {
    size: () => starts.length,
    add(start: number, end: number, hash: number): number {
      const slot = slotOf(start, end, hash);
      const known = slots[slot]!;
      if (known > 0) return known - 1;
      slots[slot] = starts.push(start);
      ends.push(end);
      hashes.push(hash);
      if (starts.length * 2 > slots.length) {
        slots = new Int32Array(slots.length * 2);
        starts.forEach((from, word) => {
          slots[slotOf(from, ends[word]!, hashes[word]!)] = word + 1;
        });
      }
      return starts.length - 1;
    },
    words() {
      const places = new Uint32Array(starts.length + 1);
      let words = '';
      starts.forEach((start, word) => {
        words += `${text.slice(start, ends[word])}\n`;
        places[word + 1] = words.length;
      });
      return { words, starts: places };
    },
  };
}

function rowsOfWords(places: Uint32Array, count: number, words: number): Pick<WordIndex, 'first' | 'rows'> {
  const first = new Uint32Array(words + 1);
  for (let i = 0; i < count; i += 2) first[places[i]! + 1]!++;
  for (let word = 1; word <= words; word++) first[word]! += first[word - 1]!;
  const next = first.slice();
  const rows = new Uint32Array(count / 2);
  for (let i = 0; i < count; i += 2) rows[next[places[i]!]!++] = places[i + 1]!;
  return { first, rows };
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2);
  more.set(values);
  return more;
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
