import { joinTexts } from '../../service/codes/compiled/columns';
import { pack, widthFor } from '../../service/codes/compiled/packed';
import { type Column, PROSE } from '../../service/codes/compiled/schemas';
import type { Sections } from './sections';

/** Writes the columns of rows that are in their final order; the code column is the caller's. */
export function encodeColumns(
  sections: Sections,
  columns: readonly Column[],
  rows: readonly object[],
  prefix = '',
): void {
  const pools = new Map<string, TextList>();
  const poolOf = (column: Column) => {
    const name = column.kind === 'prose' ? PROSE : prefix + column.name;
    let pool = pools.get(name);
    if (!pool) {
      pool = textList();
      pools.set(name, pool);
    }
    return pool;
  };
  const indexes: { name: string; values: Uint32Array; size: () => number }[] = [];
  for (const column of columns) {
    if (column.kind === 'code') continue;
    const name = prefix + column.name;
    const cell = (row: object) => (row as Record<string, unknown>)[column.name];
    if (column.kind === 'flag') {
      const values = numbersOf(rows, (row) => (cell(row) === undefined ? 0 : cell(row) ? 2 : 1));
      indexes.push({ name, values, size: () => 3 });
    } else if (column.kind === 'number') {
      const list = numberList();
      const values = numbersOf(rows, (row) => list.indexOf(cell(row) as number | undefined));
      sections.doubles(`${name}.values`, Float64Array.from(list.values));
      indexes.push({ name, values, size: () => list.values.length + 1 });
    } else {
      const pool = poolOf(column);
      const values = numbersOf(rows, (row) => {
        const value = cell(row);
        return pool.indexOf(value === undefined || typeof value === 'string' ? value : joinTexts(value as string[]));
      });
      indexes.push({ name, values, size: () => pool.values.length + 1 });
    }
  }
  // A pool has its final size when the last of its columns is in.
  for (const { name, values, size } of indexes) sections.packed(name, pack(values, widthFor(size())));
  for (const [name, pool] of pools) (name === PROSE ? writeProse : writeTexts)(sections, name, pool.values);
}

/** `Uint32Array.from`, which asks an iterator for every row, in a third of the time. */
function numbersOf(rows: readonly object[], number: (row: object) => number): Uint32Array {
  const numbers = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) numbers[at] = number(rows[at]!);
  return numbers;
}

interface TextList {
  readonly values: string[];
  /** 0 for an absent value. */
  indexOf(value: string | undefined): number;
}

function textList(): TextList {
  const values: string[] = [];
  const known = new Map<string, number>();
  return {
    values,
    indexOf(value) {
      if (value === undefined) return 0;
      let index = known.get(value);
      if (index === undefined) {
        index = values.push(value);
        known.set(value, index);
      }
      return index;
    },
  };
}

function numberList() {
  const values: number[] = [];
  const known = new Map<number, number>();
  return {
    values,
    indexOf(value: number | undefined): number {
      if (value === undefined) return 0;
      let index = known.get(value);
      if (index === undefined) {
        index = values.push(value);
        known.set(value, index);
      }
      return index;
    },
  };
}

function writeTexts(sections: Sections, name: string, values: readonly string[]): void {
  sections.words(`${name}.ends`, endsOf(values));
  writeUnits(sections, `${name}.text`, values.join(''));
}

/** Texts as rows of words: there are few words, and they come again and again. */
function writeProse(sections: Sections, name: string, values: readonly string[]): void {
  const words = new Map<string, number>();
  const ids: number[] = [];
  const texts = values.map((value) => {
    const own = value.split(' ');
    for (const word of own) {
      let id = words.get(word);
      if (id === undefined) {
        id = words.size;
        words.set(word, id);
      }
      ids.push(id);
    }
    return own;
  });
  sections.words(`${name}.ends`, endsOf(texts));
  sections.packed(`${name}.ids`, pack(ids, widthFor(words.size)));
  writeUnits(sections, `${name}.text`, [...words.keys()].join(' '));
}

function endsOf(values: readonly { readonly length: number }[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(values, ({ length }) => {
    end += length;
    return end;
  });
}

/** A byte a unit where that is enough, else two. */
function writeUnits(sections: Sections, name: string, text: string): void {
  const units = new Uint16Array(text.length);
  let highest = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    units[i] = unit;
    if (unit > highest) highest = unit;
  }
  if (highest < 256) sections.bytes(name, Uint8Array.from(units));
  else sections.bytes(name, new Uint8Array(units.buffer), 16);
}
