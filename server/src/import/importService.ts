import { access, constants, stat } from 'node:fs/promises';
import type { Day } from '../service/model/date';
import { removeEdition } from './codeStore';
import { ImportError, type ImportProgress, type ImportSummary, importFiles, planImport } from './index';
import { accept, isAccepted } from './store/license';
import { storeProblem } from './store/storeError';
import { createStoreWriter, type StoredEdition } from './store/writer';

/** Tables that hold CPT codes: they may be imported once the terms of the AMA and CMS are accepted. */
const CPT_BEARING = new Set(['MPFS', 'PTP', 'MUE', 'AOC', 'OPPS', 'CPT', 'MODIFIERS']);

/** What a user agrees to, in our words, with where the texts stand. */
export const LICENSE_QUESTION =
  'These files hold CPT codes, and some hold descriptions, of the American Medical Association. You may use them only as ' +
  'your licence with the AMA allows, or as the terms allow that CMS shows before the download: for yourself or your ' +
  'organization, within Medicare, Medicaid and other programs that CMS runs; not to pass them on, sell them or make ' +
  'other works of them. The tables are compiled into a folder on this machine and stay there.';
/** The agreement of the AMA that CMS shows before each download. */
export const LICENSE_LINK = 'https://www.cms.gov/license/ama';

export interface ImportRequest {
  readonly paths: readonly string[];
  /** The store. */
  readonly folder: string;
  readonly today: Day;
  readonly accepted: boolean;
  readonly signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
}

export type ImportOutcome =
  | { readonly kind: 'done'; readonly summary: ImportSummary; readonly stored: readonly StoredEdition[] }
  /** The terms must be accepted first; nothing was read but the heads of the files. */
  | { readonly kind: 'needs acceptance'; readonly tables: readonly string[] }
  /** One sentence: what was expected, in which file. The store is as it was. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Reads files into the store, all or nothing. Editor and command line import by this. */
export async function runImport(request: ImportRequest): Promise<ImportOutcome> {
  const { paths, folder, today, accepted, signal, onProgress } = request;
  const writer = createStoreWriter(folder, { today });
  try {
    const plan = await planImport(paths, signal);
    const tables = [...new Set(plan.members.map(({ release }) => String(release.table)))];
    const bearing = tables.filter((table) => CPT_BEARING.has(table));
    if (bearing.length && !accepted && !isAccepted(folder)) return { kind: 'needs acceptance', tables: bearing };
    await mayWrite(folder);
    const summary = await importFiles(paths, writer, { signal, onProgress });
    const stored = await writer.commit(signal);
    if (bearing.length && !isAccepted(folder)) {
      await accept(folder, { date: today, editions: stored.map(nameOf) });
    }
    return { kind: 'done', summary: { ...summary, notes: [...summary.notes, ...partsWanting(stored)] }, stored };
  } catch (error) {
    writer.discard();
    if (signal?.aborted) return { kind: 'cancelled' };
    if (error instanceof ImportError) return { kind: 'failed', message: error.message };
    const message = storeProblem(folder, error);
    if (message === undefined) throw error;
    return { kind: 'failed', message };
  }
}

export type RemovalOutcome =
  | { readonly kind: 'done'; readonly removed: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Takes `TABLE` or `TABLE@EDITION` out of the store; answers the names of the files removed, or a sentence for the user. */
export async function runRemoval(folder: string, wanted: string): Promise<RemovalOutcome> {
  try {
    return { kind: 'done', removed: await removeEdition(folder, wanted) };
  } catch (error) {
    const message = storeProblem(folder, error);
    if (message === undefined) throw error;
    return { kind: 'failed', message };
  }
}

/** Fails as writing would: a shared store is found out to be read-only before a minute of reading. */
async function mayWrite(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) await access(folder, constants.W_OK);
  } catch (error) {
    // What is not there yet is made when it is written.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** PTP comes in parts, of which each covers a range of codes: what a missing one covers is not checked. */
function partsWanting(stored: readonly StoredEdition[]): string[] {
  return stored
    .filter(({ missingParts }) => missingParts.length > 0)
    .map((one) => {
      const parts = one.missingParts.map((part) => `f${part}`).join(', ');
      const are = one.missingParts.length > 1 ? 'parts' : 'part';
      return `${nameOf(one)} is published in several parts; the store has no ${are} ${parts}, whose pairs are not checked.`;
    });
}

/** `PTP-practitioner@2026Q3`, `MPFS@2025D`. */
export function nameOf({ table, setting, edition }: Pick<StoredEdition, 'table' | 'setting' | 'edition'>): string {
  return `${table}${setting ? `-${setting}` : ''}@${edition}`;
}
