import { ImportError } from './importError';
import type { Member, Unread } from './member';
import { EXPECTED, openPath } from './open';
import { nowhere, type Release } from './reader';
import { type Recognised, recognise } from './recognise';

/** A member to read, and as what. */
export interface Planned extends Recognised {
  readonly member: Member;
  readonly release: Release;
}

export interface Plan {
  readonly members: readonly Planned[];
  readonly skipped: readonly Unread[];
}

/**
 * What an import of the paths would read: every member is recognised by its first bytes, and of those that hold the
 * same release the best one is chosen. Throws `ImportError` where a path has nothing to import or can't be read.
 */
export async function planImport(paths: readonly string[], signal?: AbortSignal): Promise<Plan> {
  const planned: Planned[] = [];
  const skipped: Unread[] = [];
  for (const path of paths) {
    const opened = await openPath(path, signal);
    const why = [...opened.unread];
    const found = await planMembers(opened.members, why, signal);
    if (found.length === 0) throw nothingIn(path, why);
    planned.push(...found);
    skipped.push(...why);
  }
  const members = chooseBest(planned, skipped);
  return { members, skipped };
}

/** Texts first: a workbook beside a text of the same name and table need not be opened. */
async function planMembers(members: readonly Member[], skipped: Unread[], signal?: AbortSignal): Promise<Planned[]> {
  const planned: Planned[] = [];
  const isWorkbook = (member: Member) => /\.xls[xmb]?$/i.test(member.name);
  for (const member of [...members.filter((one) => !isWorkbook(one)), ...members.filter(isWorkbook)]) {
    signal?.throwIfAborted();
    const twin = isWorkbook(member) ? planned.find((one) => stem(one.member) === stem(member)) : undefined;
    if (twin && twin.reader.formats.indexOf(twin.head.format) < twin.reader.formats.indexOf('xlsx')) {
      skipped.push({ path: member.path, why: `the same table as ${twin.member.name}` });
      continue;
    }
    const recognised = await recognise(member, signal).catch((error: unknown) => {
      // What lies beside the tables in a folder may be anything.
      if (member.direct !== false || !(error instanceof ImportError)) throw error;
      skipped.push({ path: member.path, why: error.sentence, problem: true });
      return undefined;
    });
    if (recognised === undefined) continue;
    if (typeof recognised === 'string') {
      if (member.direct) throw new ImportError(member.path, `${asSentence(recognised)} (${EXPECTED}).`);
      skipped.push({ path: member.path, why: recognised });
      continue;
    }
    try {
      // Only its name speaks for it: reading it tells what it lacks.
      if (recognised.byName) await recognised.reader.read(recognised.head, nowhere(signal));
      planned.push({ ...recognised, member, release: await recognised.reader.release(recognised.head, signal) });
    } catch (error) {
      if (member.direct || !(error instanceof ImportError)) throw error;
      skipped.push({ path: member.path, why: error.sentence, problem: true });
      continue;
    }
    for (const sheet of recognised.otherSheets) {
      skipped.push({ path: `${member.path}/${sheet}`, why: 'a further sheet; the first one with a table is read' });
    }
  }
  return planned;
}

/** `a document` is what it is, `its content is …` says it all. */
function asSentence(why: string): string {
  return /^its? /.test(why) ? why : `it holds no table to import: ${why}`;
}

function stem({ path }: Member): string {
  return path.replace(/\.[^.]*$/, '').toLowerCase();
}

function nothingIn(path: string, skipped: readonly Unread[]): ImportError {
  const [only, ...others] = skipped;
  if (only?.problem && others.length === 0) return new ImportError(only.path, only.why);
  const first = skipped.slice(0, 3).map((one) => `${one.path.split('/').at(-1)}: ${one.why.replace(/\.$/, '')}`);
  const more = skipped.length > first.length ? ` and ${skipped.length - first.length} more` : '';
  const found = first.length > 0 ? `only ${first.join('; ')}${more}` : 'no files';
  return new ImportError(path, `there is no table in it that can be imported, ${found} (${EXPECTED}).`);
}

/** One member a release and part: the later correction, then the format that is the surest to read. */
function chooseBest(planned: readonly Planned[], skipped: Unread[]): Planned[] {
  const best = new Map<string, Planned>();
  for (const one of planned) {
    const { table, setting, edition, part, field } = one.release;
    const key = [table, setting, edition, part, field].join('|');
    const other = best.get(key);
    const [winner, loser] = !other || isBetter(one, other) ? [one, other] : [other, one];
    best.set(key, winner);
    if (loser) {
      const same = loser.member.name === winner.member.name ? winner.member.path : winner.member.name;
      skipped.push({ path: loser.member.path, why: loser.release.yields ?? `the same table as ${same}` });
    }
  }
  return [...best.values()];
}

function isBetter(one: Planned, other: Planned): boolean {
  if (!one.release.yields !== !other.release.yields) return !one.release.yields;
  const revision = (one.release.revision ?? 0) - (other.release.revision ?? 0);
  if (revision !== 0) return revision > 0;
  return formatRank(one) < formatRank(other);
}

function formatRank({ reader, head }: Planned): number {
  return reader.formats.indexOf(head.format);
}
