import type { Day } from '../../model/date';
import type { DiagnosisRow, DiagnosisTable, Edition } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { dataOf, editionOn, type LoadedFiles } from './editions';
import { findCode, lowerBound, type Keys, keyLengthOf, NO_KEY, packKey } from './keys';
import { queryWords, searchWords, type WordIndex, wordIndex } from './words';

interface LoadedDiagnoses {
  readonly edition: Edition;
  readonly loaded: LoadedFiles;
  table?: CompiledTable;
  words?: WordIndex;
}

/** ICD-10-CM over compiled editions; undefined where none is loaded. */
export function compiledDiagnoses(loaded: readonly LoadedFiles[]): DiagnosisTable | undefined {
  if (loaded.length === 0) return undefined;
  let tables: LoadedDiagnoses[] = loaded.map((one) => ({ edition: one.edition, loaded: one }));
  const pick = (on: Day | undefined): LoadedDiagnoses | undefined => {
    for (let found = editionOn(tables, on); found; found = editionOn(tables, on)) {
      if (found.table) return found;
      const data = dataOf(found.loaded)[0];
      if (data) {
        found.table = tableOf(data);
        return found;
      }
      tables = tables.filter((one) => one !== found);
    }
    return undefined;
  };
  return {
    get coverage() {
      return tables.length ? 'complete' : 'none';
    },
    get editions() {
      return tables.map(({ edition }) => edition);
    },
    editionOn: (on) => editionOn(tables, on)?.edition,
    get(code, on) {
      const found = pick(on);
      const row = found ? findCode(found.table!.keys, plainCode(code)) : -1;
      return row < 0 ? undefined : diagnosisRow(found!, row);
    },
    search(query, limit, on) {
      const found = pick(on);
      return found ? search(found, query, limit) : [];
    },
  };
}

function plainCode(code: string): string {
  return code.trim().toUpperCase().replace('.', '');
}

function diagnosisRow({ table, edition }: LoadedDiagnoses, row: number): DiagnosisRow {
  const long = table!.text('longDescription')(row);
  const short = table!.text('shortDescription')(row);
  return {
    code: table!.codeAt(row),
    description: long || short || '',
    brief: short || long || '',
    billable: table!.flag('billable')(row) ?? false,
    edition,
  };
}

/** Codes that start with the query, then rows with every word; of both the billable ones first. */
function search(found: LoadedDiagnoses, query: string, limit: number): DiagnosisRow[] {
  const table = found.table!;
  const billable = table.flag('billable');
  const rows = new Set<number>();
  const [from, to] = prefixRange(table.keys, plainCode(query));
  for (const wanted of [true, false]) {
    for (let row = from; row < to && rows.size < limit; row++) if (billable(row) === wanted) rows.add(row);
  }
  const words = queryWords(query);
  if (words.length && rows.size < limit) {
    found.words ??= wordsOf(table);
    for (const wanted of [true, false]) {
      if (rows.size >= limit) break;
      const more = searchWords(found.words, words, limit - rows.size, (row) => billable(row) !== wanted || rows.has(row));
      for (const row of more) rows.add(row);
    }
  }
  return [...rows].map((row) => diagnosisRow(found, row));
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

function wordsOf(table: CompiledTable): WordIndex {
  const long = table.text('longDescription');
  const short = table.text('shortDescription');
  return wordIndex(Array.from({ length: table.rows }, (_, row) => long(row) || short(row) || ''));
}
