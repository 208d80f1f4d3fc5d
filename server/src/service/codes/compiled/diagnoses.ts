import type { DiagnosisRow, DiagnosisTable } from '../tables';
import { type CompiledTable, hasValues, proseOf, tableOf } from './columns';
import { editionList, type LoadedFiles, type OpenEdition } from './editions';
import { findCode, type Keys, keyLengthOf, lowerBound, NO_KEY, packKey } from './keys';
import { packedAt } from './packed';
import { queryWords, searchWords, type WordIndex, wordIndexBuilder } from './words';

interface LoadedDiagnoses {
  readonly table: CompiledTable;
  /** Those that were asked for by their code. */
  readonly rows: Map<string, DiagnosisRow>;
  words?: WordIndex;
}

/** ICD-10-CM over compiled editions; undefined where none is loaded. */
export function compiledDiagnoses(loaded: readonly LoadedFiles[]): DiagnosisTable | undefined {
  if (loaded.length === 0) return undefined;
  const list = editionList(loaded, (data): LoadedDiagnoses => ({ table: tableOf(data[0]!), rows: new Map() }));
  return {
    get coverage() {
      return list.editions.length ? 'complete' : 'none';
    },
    get editions() {
      return list.editions;
    },
    editionOn: (on) => list.editionOn(on),
    get(code, on) {
      const open = list.openOn(on);
      if (!open) return undefined;
      const { table, rows } = open.value;
      const plain = plainCode(code);
      let found = rows.get(plain);
      if (found) return found;
      const row = findCode(table.keys, plain);
      if (row < 0) return undefined;
      found = diagnosisRow(open, row);
      rows.set(plain, found);
      return found;
    },
    search(query, limit, on) {
      const open = list.openOn(on);
      return open ? searchRows(open.value, query, limit).map((row) => diagnosisRow(open, row)) : [];
    },
  };
}

function plainCode(code: string): string {
  return code.trim().toUpperCase().replace('.', '');
}

function diagnosisRow({ value: { table }, edition }: OpenEdition<LoadedDiagnoses>, row: number): DiagnosisRow {
  // Rules ask whether a code is there; few look at its texts, which stay on the disk until then.
  const long = () => table.text('longDescription')(row);
  const short = () => table.text('shortDescription')(row);
  return {
    code: table.codeAt(row),
    get description() {
      return long() || short() || '';
    },
    get brief() {
      return short() || long() || '';
    },
    billable: table.flag('billable')(row) ?? false,
    edition,
  };
}

/** Codes that start with the query, then rows with every word; of both the billable ones first. */
function searchRows(found: LoadedDiagnoses, query: string, limit: number): readonly number[] {
  const { table } = found;
  const billable = table.flag('billable');
  const rows = new Set<number>();
  const [from, to] = prefixRange(table.keys, plainCode(query));
  for (const wanted of [true, false]) {
    for (let row = from; row < to && rows.size < limit; row++) if (billable(row) === wanted) rows.add(row);
  }
  const words = queryWords(query);
  if (words.length && rows.size < limit) {
    found.words ??= wordsOf(table);
    // Rows that are found already may come again.
    const more = searchWords(found.words, words, limit + rows.size, (row) => !billable(row));
    for (const row of more) if (rows.size < limit) rows.add(row);
  }
  return [...rows];
}

/** The rows whose codes start with a text; all of them where it is empty. */
export function prefixRange(keys: Keys, start: string): [number, number] {
  if (start === '') return [0, keys.length];
  const length = keyLengthOf(keys);
  const key = packKey(start, length);
  if (key === NO_KEY) return [0, 0];
  const from = lowerBound(keys, key);
  return [from, lowerBound(keys, key + 37 ** (length - start.length), from)];
}

function wordsOf({ data, rows }: CompiledTable): WordIndex {
  const long = data.packed('longDescription');
  const short = data.packed('shortDescription');
  const builder = wordIndexBuilder(rows);
  const add = builder.addProse(proseOf(data));
  if (!hasValues(data, 'longDescription') || !hasValues(data, 'shortDescription')) return builder.index();
  for (let row = 0; row < rows; row++) add(row, packedAt(long, row) || packedAt(short, row));
  return builder.index();
}
