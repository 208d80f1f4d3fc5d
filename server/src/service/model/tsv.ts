/** Rows of a tab-separated table with one header row, as objects by column name. Empty cells are left out. */
export function rowsOf(text: string): Record<string, string>[] {
  const lines = text.split(/\r?\n/);
  const header = (lines[0] ?? '').split('\t');
  const rows: Record<string, string>[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const cells = line.split('\t');
    const row: Record<string, string> = {};
    for (let c = 0; c < header.length; c++) {
      const cell = cells[c];
      if (cell) row[header[c]!] = cell;
    }
    rows.push(row);
  }
  return rows;
}
