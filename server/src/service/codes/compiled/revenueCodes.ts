import { searchable } from '../procedures';
import type { RevenueCodeRow, RevenueCodeTable } from '../tables';
import { tableOf } from './columns';
import { dataOf, type LoadedFiles } from './editions';

/**
 * The user's lists of revenue codes as one; where two have a code, the one that was imported last says what it is.
 * Undefined where none is loaded. Lists are short, so a search looks at every row.
 */
export function compiledRevenueCodes(loaded: readonly LoadedFiles[]): RevenueCodeTable | undefined {
  if (loaded.length === 0) return undefined;
  let read: Map<string, { readonly row: RevenueCodeRow; readonly words: string }> | undefined;
  const all = () => {
    read ??= new Map(rowsOf(loaded).map((row) => [row.code, { row, words: searchable(row.description) }]));
    return read;
  };
  return {
    editions: loaded.map(({ edition }) => edition),
    get: (code) => all().get(code.trim().padStart(4, '0'))?.row,
    search(query, limit) {
      const start = query.trim();
      const words = searchable(query).split(/\s+/).filter(Boolean);
      const found = [...all().values()];
      const byCode = found.filter(({ row }) => row.code.startsWith(start) || row.code.slice(1).startsWith(start));
      const byWords = words.length ? found.filter((one) => words.every((word) => one.words.includes(word))) : [];
      return [...new Set([...byCode, ...byWords])].slice(0, limit).map(({ row }) => row);
    },
  };
}

/** By code. */
function rowsOf(loaded: readonly LoadedFiles[]): RevenueCodeRow[] {
  const rows = loaded.flatMap((one) =>
    dataOf(one).flatMap((data) => {
      const table = tableOf(data);
      const description = table.text('description');
      const effective = table.number('effective');
      const deleted = table.number('deleted');
      return Array.from({ length: table.rows }, (_, row): RevenueCodeRow => {
        return {
          code: table.codeAt(row),
          description: description(row) ?? '',
          effective: effective(row),
          deleted: deleted(row),
          edition: one.edition,
        };
      });
    }),
  );
  return rows.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
