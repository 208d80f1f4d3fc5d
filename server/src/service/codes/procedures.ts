import type { Coverage, Edition, ProcedureRow, ProcedureTable } from './tables';

/** A procedure table over rows; `search` looks at codes, descriptions and keywords. */
export function procedureTable(coverage: Coverage, given: readonly ProcedureRow[]): ProcedureTable {
  const rows = [...given].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const texts = rows.map((row) => searchable(`${row.description} ${row.keywords ?? ''}`));
  const editions = new Map<string, Edition>();
  for (const row of rows) editions.set(row.edition.edition, row.edition);
  return {
    coverage,
    editions: [...editions.values()],
    size: rows.length,
    get: (code) => byCode.get(code),
    search(query, limit) {
      const words = searchable(query)
        .split(/[\s,;]+/)
        .filter(Boolean);
      if (words.length === 0) return rows.slice(0, limit);
      const found: ProcedureRow[] = [];
      if (words.length === 1) {
        const start = query.trim().toUpperCase();
        for (const row of rows) {
          if (found.length >= limit) return found;
          if (row.code.startsWith(start)) found.push(row);
        }
      }
      const starting = found.length;
      const whole: ProcedureRow[] = [];
      const partly: ProcedureRow[] = [];
      for (let i = 0; i < rows.length; i++) {
        const text = texts[i]!;
        if (!words.every((word) => text.includes(word))) continue;
        if (starting && found.includes(rows[i]!)) continue;
        (words.every((word) => startsWord(text, word)) ? whole : partly).push(rows[i]!);
      }
      return [...found, ...whole, ...partly].slice(0, limit);
    },
  };
}

/** `X-ray` and `xray` are the same word. */
export function searchable(text: string): string {
  return text.toLowerCase().replace(/(?<=[a-z])-(?=[a-z])/g, '');
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1]!)) return true;
  }
  return false;
}
