import type { Day } from '../../model/date';
import { type CodeClass, classOf } from '../shape';
import type { Coverage, Edition, ProcedureRow, ProcedureTable } from '../tables';
import { editionOn, type LoadedFiles } from './editions';
import { packedAt } from './packed';
import { dayBefore, type ProcedureSource, procedureSources } from './procedureFacts';
import { queryWords, searchWords, type WordIndex, wordIndexBuilder } from './words';

/** The editions of the tables that know procedure codes, oldest first. */
export interface ProcedureEditions {
  readonly site: readonly LoadedFiles[];
  readonly cpt: readonly LoadedFiles[];
  readonly hcpcs: readonly LoadedFiles[];
  readonly feeSchedule: readonly LoadedFiles[];
  readonly opps: readonly LoadedFiles[];
}

/** What the classes are without which a table of procedures is a sample. */
const MAIN_CLASSES: readonly CodeClass[] = ['Category I', 'HCPCS Level II'];

/**
 * Every code that a loaded table or the fallback knows. The site's own text goes before that of CPT, HCPCS, the fee
 * schedule and OPPS, and ours is last; our search words and notes stay. A newer edition goes before an older one.
 */
export function compiledProcedures(loaded: ProcedureEditions, fallback: ProcedureTable): ProcedureTable {
  const { site, cpt, hcpcs, feeSchedule, opps } = loaded;
  const listing = [...cpt, ...hcpcs].sort((a, b) => a.edition.effectiveFrom - b.edition.effectiveFrom);
  const all = [...listing, ...site, ...feeSchedule, ...opps];
  if (all.length === 0) return fallback;
  const opened = new Map<LoadedFiles, readonly ProcedureSource[]>();
  const open = (one: LoadedFiles) => {
    let found = opened.get(one);
    if (!found) {
      found = procedureSources(one);
      opened.set(one, found);
    }
    return found;
  };
  let sources: readonly ProcedureSource[] | undefined;
  /** In the order in which they speak. Older fee schedules only tell that a code was listed. */
  const ordered = () => {
    sources ??= [
      ...[...site].reverse(),
      ...[...cpt].reverse(),
      ...[...hcpcs].reverse(),
      ...feeSchedule.slice(-1),
      ...opps.slice(-1),
    ].flatMap(open);
    return sources;
  };
  const byClass = new Map<CodeClass | undefined, readonly LoadedFiles[]>([[undefined, []]]);
  /** The editions that list every code of a class, oldest first. */
  const covering = (codeClass: CodeClass | undefined) => {
    let found = byClass.get(codeClass);
    if (!found) {
      found = listing.filter((one) => one.files.some(({ header }) => header.covers.includes(codeClass!)));
      byClass.set(codeClass, found);
    }
    return found;
  };
  const lists = (one: LoadedFiles, code: string, codeClass?: string, on?: Day) =>
    open(one).some((source) => {
      const row = codeClass === undefined || source.covers.includes(codeClass) ? source.find(code) : -1;
      return row >= 0 && holdsOn(source, row, on);
    });

  const rows = new Map<string, ProcedureRow>();
  const get = (code: string): ProcedureRow | undefined => {
    let row = rows.get(code);
    if (!row) {
      row = mergedRow(code, ordered(), fallback.get(code), (from) => goneAfter(code, from));
      if (row) rows.set(code, row);
    }
    return row;
  };
  /** A code that the next edition does not list any more had its last day before that began. */
  const goneAfter = (code: string, explicit: Day | undefined): Day | undefined => {
    const codeClass = classOf(code);
    const editions = covering(codeClass);
    if (editions.length === 0 || (explicit === undefined && editions.length === 1)) return explicit;
    let last = editions.length - 1;
    while (last >= 0 && !lists(editions[last]!, code, codeClass)) last--;
    const next = editions[last + 1];
    if (last < 0) return explicit;
    if (next) return explicit ?? dayBefore(next.edition.effectiveFrom);
    // The newest list of CPT has a code that was deleted once: it came back.
    const cameBack = codeClass !== 'HCPCS Level II' && explicit! < editions[last]!.edition.effectiveFrom;
    return cameBack ? undefined : explicit;
  };

  let index: SearchIndex | undefined;
  const searchable = () => {
    index ??= searchIndex(ordered(), fallback, get, Math.max(...all.map(({ edition }) => edition.effectiveFrom)));
    return index;
  };
  const covers = (codeClass: CodeClass, on: Day | undefined): Edition | undefined => {
    const readable = covering(codeClass).filter((one) => open(one).some((source) => source.covers.includes(codeClass)));
    return editionOn(readable, on)?.edition;
  };
  return {
    get coverage(): Coverage {
      return MAIN_CLASSES.every((one) => covering(one).length > 0) ? 'complete' : fallback.coverage;
    },
    editions: [...[...listing, ...site].map(({ edition }) => edition), ...fallback.editions],
    get size() {
      return searchable().codes.length;
    },
    get,
    search: (query, limit) => search(searchable(), query, limit).map((code) => get(code)!),
    covers,
    isListed(code, on, ended = 0) {
      const codeClass = classOf(code);
      const dated = [editionOn(covering(codeClass), on), editionOn(feeSchedule, on), editionOn(opps, on)];
      const knows = (one: LoadedFiles | undefined): one is LoadedFiles => !!one && one.edition.effectiveFrom > ended;
      return (
        dated.some((one, at) => knows(one) && lists(one, code, at === 0 ? codeClass : undefined, on)) ||
        site.some((one) => lists(one, code, undefined, on))
      );
    },
  };
}

/** HCPCS files keep codes that have ended, and a site's rows may have dates: those count on their days only. */
function holdsOn({ table, added, deleted }: ProcedureSource, row: number, on: Day | undefined): boolean {
  if (on === undefined || table === 'CPT') return true;
  return (added?.(row) ?? on) <= on && on <= (deleted?.(row) ?? on);
}

function mergedRow(
  code: string,
  sources: readonly ProcedureSource[],
  own: ProcedureRow | undefined,
  lastDay: (explicit: Day | undefined) => Day | undefined,
): ProcedureRow | undefined {
  let long: string | undefined;
  let brief: string | undefined;
  let speaker: ProcedureSource | undefined;
  let first: ProcedureSource | undefined;
  let deleted: Day | undefined;
  let replacement: string | undefined;
  let added: Day | undefined;
  let betos: string | undefined;
  let hcpcs = false;
  for (const source of sources) {
    // The fee schedule and OPPS have nothing but a brief text.
    if (brief !== undefined && !source.long) continue;
    const at = source.find(code);
    if (at < 0 || !source.isProcedure(at)) continue;
    first ??= source;
    long ??= source.long?.(at);
    brief ??= source.brief?.(at);
    if (!speaker && (long ?? brief)) speaker = source;
    added ??= source.added?.(at);
    betos ??= source.betos?.(at);
    // A row without an end in the newest HCPCS edition overrules the end that an older one had.
    if (deleted === undefined && !(hcpcs && source.table === 'HCPCS')) {
      deleted = source.deleted?.(at);
      if (deleted !== undefined) replacement = source.replacement?.(at);
    }
    hcpcs ||= source.table === 'HCPCS';
  }
  if (!first) return own;
  return {
    code,
    description: long ?? brief ?? own?.description ?? '',
    licensed: speaker !== undefined && speaker.table !== 'SITE',
    brief: long ? brief : undefined,
    keywords: own ? `${own.description} ${own.keywords ?? ''}`.trim() : undefined,
    added: added ?? own?.added,
    addedSource: added === undefined ? own?.addedSource : undefined,
    deleted: lastDay(deleted) ?? own?.deleted,
    replacement,
    betos: betos ?? own?.betos,
    note: own?.note,
    edition: speaker?.edition ?? own?.edition ?? first.edition,
  };
}

interface SearchIndex {
  /** Ascending. */
  readonly codes: readonly string[];
  readonly words: WordIndex;
  /** A code that ended before the newest edition began is found last. */
  isGone(at: number): boolean;
}

function searchIndex(
  sources: readonly ProcedureSource[],
  fallback: ProcedureTable,
  get: (code: string) => ProcedureRow | undefined,
  newest: Day,
): SearchIndex {
  const own = fallback.search('', Number.MAX_SAFE_INTEGER);
  const known = new Set(own.map(({ code }) => code));
  const codesOf = sources.map((source) => codesIn(source));
  for (const rows of codesOf) for (const { code } of rows) known.add(code);
  const codes = [...known].sort();
  const places = new Map(codes.map((code, at) => [code, at]));
  const builder = wordIndexBuilder(codes.length);
  /** Codes of which a table says, or lets one think, that they ended. The others need no look. */
  const doubtful = new Uint8Array(codes.length);
  const listed = new Uint8Array(codes.length);
  for (const row of own) {
    const at = places.get(row.code)!;
    builder.addText(at, `${row.description} ${row.keywords ?? ''}`);
    if (row.deleted !== undefined) doubtful[at] = 1;
  }
  const newestList = new Set<string>();
  sources.forEach((source, s) => {
    const add = builder.addProse(source.prose);
    const texts = source.texts();
    const isNewestList = source.covers.length > 0 && !newestList.has(source.table);
    for (const { code, row } of codesOf[s]!) {
      const at = places.get(code)!;
      for (const text of texts) add(at, packedAt(text, row));
      if (isNewestList) listed[at] = 1;
      else if (source.covers.length > 0 && !listed[at]) doubtful[at] = 1;
      if (source.deleted?.(row) !== undefined) doubtful[at] = 1;
    }
    if (isNewestList) newestList.add(source.table);
  });
  return {
    codes,
    words: builder.index(),
    isGone: (at) => doubtful[at] === 1 && (get(codes[at]!)?.deleted ?? newest) < newest,
  };
}

function codesIn(source: ProcedureSource): { readonly code: string; readonly row: number }[] {
  const found: { code: string; row: number }[] = [];
  for (let row = 0; row < source.keys.length; row++) {
    if (source.keys[row] !== source.keys[row - 1] && source.isProcedure(row))
      found.push({ code: source.codeAt(row), row });
  }
  return found;
}

function search({ codes, words, isGone }: SearchIndex, query: string, limit: number): string[] {
  const start = query.trim().toUpperCase();
  const found = new Set<number>();
  if (!/[\s,;]/.test(start)) {
    const from = firstFrom(codes, start);
    for (const ended of [false, true]) {
      for (let at = from; at < codes.length && codes[at]!.startsWith(start) && found.size < limit; at++) {
        if (isGone(at) === ended) found.add(at);
      }
    }
  }
  if (found.size < limit) {
    // Rows that are found already may come again.
    const more = searchWords(words, queryWords(query), limit + found.size, isGone);
    for (const row of more) if (found.size < limit) found.add(row);
  }
  return [...found].map((at) => codes[at]!);
}

function firstFrom(codes: readonly string[], start: string): number {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codes[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
