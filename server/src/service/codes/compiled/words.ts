/** The texts of a table, to be searched by words. */
export interface WordIndex {
  /** Lower case, a line a row; a unit above 255 is a blank, so that the text stays one byte a unit. */
  readonly text: string;
  /** Where each line starts; one more than there are lines. */
  readonly starts: Uint32Array;
}

export function wordIndex(lines: readonly string[]): WordIndex {
  const starts = new Uint32Array(lines.length + 1);
  const parts: string[] = [];
  let at = 0;
  lines.forEach((line, row) => {
    starts[row] = at;
    const plain = plainText(line);
    parts.push(plain);
    at += plain.length + 1;
  });
  starts[lines.length] = at;
  return { text: `${parts.join('\n')}\n`, starts };
}

/** The words that a query asks for; a word is what stands between blanks, commas and semicolons. */
export function queryWords(query: string): string[] {
  return plainText(query)
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/**
 * Rows in which every word is found, at most `limit`: those where each begins a word, in order, then those where one
 * stands inside a word.
 */
export function searchWords(
  { text, starts }: WordIndex,
  words: readonly string[],
  limit: number,
  skip?: (row: number) => boolean,
): number[] {
  if (words.length === 0) return [];
  // The longest word is the rarest, most often.
  const pivot = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  const whole: number[] = [];
  const partly: number[] = [];
  let row = 0;
  for (let at = text.indexOf(pivot); at >= 0 && whole.length < limit; at = text.indexOf(pivot, starts[row]!)) {
    row = rowAt(starts, at, row);
    const from = starts[row]!;
    const to = starts[row + 1]! - 1;
    row++;
    if (skip?.(row - 1)) continue;
    const line = text.slice(from, to);
    if (words.length > 1 && !words.every((word) => line.includes(word))) continue;
    if (words.every((word) => beginsWord(line, word))) whole.push(row - 1);
    else if (partly.length < limit) partly.push(row - 1);
  }
  return whole.length >= limit ? whole : [...whole, ...partly.slice(0, limit - whole.length)];
}

/** The line in which `at` lies, not before `from`: near ones are most likely. */
function rowAt(starts: Uint32Array, at: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < starts.length && starts[low + step]! <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

function beginsWord(line: string, word: string): boolean {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
    if (at === 0) return true;
    const before = line.charCodeAt(at - 1);
    if (!((before >= 97 && before <= 122) || (before >= 48 && before <= 57))) return true;
  }
  return false;
}

function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that one byte can't hold
  return text.toLowerCase().replace(/[^\x00-\xff]|\n/g, ' ');
}
