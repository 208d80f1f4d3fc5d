import type { TableName } from '../rows';
import type { ImportRow } from '../sink';

/** The fields that tell rows of a table apart. An AOC row has no such fields: it is itself. */
const KEYS: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  MPFS: ['code', 'modifier'],
  MUE: ['code'],
  HCPCS: ['code', 'modifier'],
  OPPS: ['code'],
  ICD10CM: ['code'],
  CPT: ['code'],
  MODIFIERS: ['code'],
  SITE: ['code'],
  REVENUE: ['code'],
};

/**
 * Joins the members of one edition: a later member adds the rows that no earlier one has. For CPT it also fills in the
 * fields that a row of the same code lacks. The rows of one member are kept as they are, repeated or not.
 */
export function joinRows(table: TableName, members: readonly (readonly ImportRow[])[]): readonly ImportRow[] {
  if (members.length === 1) return members[0]!;
  const fields = KEYS[table];
  const keyOf = (row: ImportRow) => {
    const cells = row as unknown as Record<string, unknown>;
    return (fields ?? Object.keys(cells).sort()).map((field) => String(cells[field] ?? '')).join('\t');
  };
  const joined: ImportRow[] = [];
  const known = new Map<string, number>();
  for (const member of members) {
    const added: [string, number][] = [];
    for (const row of member) {
      const key = keyOf(row);
      const at = known.get(key);
      if (at === undefined) added.push([key, joined.push(row) - 1]);
      else if (table === 'CPT') joined[at] = fill(joined[at]!, row);
    }
    for (const [key, at] of added) if (!known.has(key)) known.set(key, at);
  }
  return joined;
}

function fill(row: ImportRow, other: ImportRow): ImportRow {
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  return { ...other, ...Object.fromEntries(given) } as ImportRow;
}
