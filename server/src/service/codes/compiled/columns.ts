import { type CompiledData, LostData } from './file';
import { type Keys, keyLengthOf, unpackKey } from './keys';
import { type PackedInts, packedAt } from './packed';
import { type Column, type ColumnarTable, PROSE, SCHEMAS } from './schemas';

export type Cell = string | number | boolean | readonly string[] | undefined;

/** The value of a column in a row. */
export type Reader = (row: number) => Cell;

/** A table stored by columns. */
export interface CompiledTable {
  readonly data: CompiledData;
  readonly rows: number;
  /** The code of every row, ascending; a code may have several rows. */
  readonly keys: Keys;
  codeAt(row: number): string;
  text(column: string): (row: number) => string | undefined;
  number(column: string): (row: number) => number | undefined;
  flag(column: string): (row: number) => boolean | undefined;
  texts(column: string): (row: number) => readonly string[] | undefined;
}

const tables = new WeakMap<CompiledData, CompiledTable>();

/** The table in a file; made once a file. */
export function tableOf(data: CompiledData): CompiledTable {
  let table = tables.get(data);
  if (!table) {
    table = openTable(data);
    tables.set(data, table);
  }
  return table;
}

function openTable(data: CompiledData): CompiledTable {
  const columns = new Map<string, Column>(
    (SCHEMAS[data.header.table as ColumnarTable] as readonly Column[]).map((column) => [column.name, column]),
  );
  const keys = keysOf(data);
  const keyLength = keyLengthOf(keys);
  const readers = new Map<string, Reader>();
  const reader = (name: string): Reader => {
    let found = readers.get(name);
    if (!found) {
      found = columnReader(data, columns.get(name)!, '');
      readers.set(name, found);
    }
    return found;
  };
  return {
    data,
    rows: data.header.rows,
    keys,
    codeAt: (row) => unpackKey(keys[row]!, keyLength),
    text: (column) => reader(column) as (row: number) => string | undefined,
    number: (column) => reader(column) as (row: number) => number | undefined,
    flag: (column) => reader(column) as (row: number) => boolean | undefined,
    texts: (column) => reader(column) as (row: number) => readonly string[] | undefined,
  };
}

/** The section `keys`: 32 bits a code where all are short. */
export function keysOf(data: CompiledData): Keys {
  return data.section('keys')?.kind === 'doubles' ? data.doubles('keys') : data.words('keys');
}

/** Reads a column of a file; `prefix` tells apart columns of the same name. */
export function columnReader(data: CompiledData, column: Column, prefix: string): Reader {
  const name = prefix + column.name;
  if (column.kind === 'code') {
    const keys = keysOf(data);
    return (row) => unpackKey(keys[row]!, keyLengthOf(keys));
  }
  const indexes = data.packed(name);
  switch (column.kind) {
    case 'flag':
      return (row) => FLAGS[packedAt(indexes, row)];
    case 'number': {
      const values = data.doubles(`${name}.values`);
      return (row) => {
        const index = packedAt(indexes, row);
        return index === 0 ? undefined : values[index - 1];
      };
    }
    case 'prose': {
      const prose = proseOf(data);
      return (row) => (hasValues(data, name, row, row + 1) ? proseText(prose, packedAt(indexes, row)) : undefined);
    }
    case 'text': {
      const value = textList(data, name);
      return (row) => value(packedAt(indexes, row));
    }
    case 'texts': {
      const value = textList(data, name);
      return (row) => splitTexts(value(packedAt(indexes, row)));
    }
  }
}

const FLAGS: readonly (boolean | undefined)[] = [undefined, false, true];

/** The texts of a list up to this length stay at hand; of a longer one each is made anew: they are many and long. */
const SMALL = 1024;

/** The texts of a list by index; 0 is `undefined`. */
function textList(data: CompiledData, name: string): (index: number) => string | undefined {
  const ends = data.words(`${name}.ends`);
  const text = data.decoder(data.bytes(`${name}.text`), data.section(`${name}.text`)?.width === 16);
  const cut = (index: number) => text(index === 1 ? 0 : ends[index - 2]!, ends[index - 1]!);
  if (ends.length > SMALL) return (index) => (index === 0 ? undefined : cut(index));
  let all: (string | undefined)[] | undefined;
  return (index) => {
    all ??= [undefined, ...Array.from(ends, (_, at) => cut(at + 1))];
    return all[index];
  };
}

const proseLists = new WeakMap<CompiledData, Prose>();

/** The texts of the prose columns, each a run of `ids`. Text 0 is absent, the others count from 1. */
export interface Prose {
  readonly ids: PackedInts;
  /** Where each text ends in `ids`. */
  readonly ends: Uint32Array;
  /** The distinct words: what stands between two blanks, or nothing. Made when first asked for. */
  words(): readonly string[];
  /** Sees to it that the words of a text can be read, of all texts by default; false when they are lost. */
  has(text?: number): boolean;
}

export function proseOf(data: CompiledData): Prose {
  let prose = proseLists.get(data);
  if (!prose) {
    let words: readonly string[] | undefined;
    const ends = data.words(`${PROSE}.ends`);
    prose = {
      ids: data.packed(`${PROSE}.ids`),
      ends,
      words() {
        words ??= proseWords(data);
        return words;
      },
      has(text) {
        if (!words && !hasValues(data, `${PROSE}.text`)) return false;
        if (text === undefined) return hasValues(data, `${PROSE}.ends`) && hasValues(data, `${PROSE}.ids`);
        if (!hasValues(data, `${PROSE}.ends`, Math.max(0, text - 2), text)) return false;
        return hasValues(data, `${PROSE}.ids`, text === 1 ? 0 : ends[text - 2]!, ends[text - 1]!);
      },
    };
    proseLists.set(data, prose);
  }
  return prose;
}

/** Sees to it that values of a section can be read; false when they are lost, and then it tells so. */
export function hasValues(data: CompiledData, section: string, from?: number, to?: number): boolean {
  try {
    data.need(section, from, to);
    return true;
  } catch (error) {
    if (!(error instanceof LostData)) throw error;
    data.tellLost();
    return false;
  }
}

function proseText(prose: Prose, index: number): string | undefined {
  if (index === 0 || !prose.has(index)) return undefined;
  const words = prose.words();
  const from = index === 1 ? 0 : prose.ends[index - 2]!;
  const own: string[] = [];
  for (let at = from; at < prose.ends[index - 1]!; at++) own.push(words[packedAt(prose.ids, at)]!);
  // Not added one by one: that would keep every step of it in memory.
  return own.join(' ');
}

function proseWords(data: CompiledData): readonly string[] {
  const wide = data.section(`${PROSE}.text`)?.width === 16;
  const bytes = data.bytes(`${PROSE}.text`);
  return data
    .decoder(bytes, wide)(0, wide ? bytes.length / 2 : bytes.length)
    .split(' ');
}

/** Every item of a stored list ends with US; RS escapes both. */
const END = '\x1f';
const ESCAPE = '\x1e';

export function joinTexts(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(ESCAPE, `${ESCAPE}r`).replaceAll(END, `${ESCAPE}u`) + END).join('');
}

function splitTexts(joined: string | undefined): readonly string[] | undefined {
  const items = joined?.split(END).slice(0, -1);
  return joined?.includes(ESCAPE)
    ? items?.map((item) => item.replaceAll(`${ESCAPE}u`, END).replaceAll(`${ESCAPE}r`, ESCAPE))
    : items;
}
