import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../../service/model/date';
import { commitText } from './commit';

/** Who owns what is in the CPT-bearing files of the AMA and CMS; the texts are shown by those who ask. */
export const TERMS = 'AMA CPT and CMS point-and-click licence';

export interface Acceptance {
  readonly date: Day;
  readonly terms: string;
  /** What the import brought: `PTP-practitioner@2026Q3`. */
  readonly editions: readonly string[];
}

const FILE = 'license.json';

/** Every acceptance on record, oldest first; none where the record is missing or can't be read. */
export function acceptances(folder: string): readonly Acceptance[] {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
    const list = (read as { accepted?: unknown }).accepted;
    return Array.isArray(list) ? list.filter(isAcceptance) : [];
  } catch {
    return [];
  }
}

export function isAccepted(folder: string, terms = TERMS): boolean {
  return acceptances(folder).some((one) => one.terms === terms);
}

/** Adds to the record. `date` is the caller's: the store has no clock of its own. */
export async function accept(
  folder: string,
  {
    date,
    editions,
    terms = TERMS,
  }: { readonly date: Day; readonly editions: readonly string[]; readonly terms?: string },
): Promise<void> {
  const accepted = [...acceptances(folder), { date, terms, editions: [...editions] }];
  await commitText(folder, FILE, `${JSON.stringify({ accepted }, undefined, 2)}\n`);
}

function isAcceptance(value: unknown): value is Acceptance {
  const one = value as Partial<Acceptance> | null;
  return (
    typeof one === 'object' &&
    one !== null &&
    typeof one.date === 'number' &&
    typeof one.terms === 'string' &&
    Array.isArray(one.editions)
  );
}
