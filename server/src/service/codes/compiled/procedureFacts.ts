import type { Day } from '../../model/date';
import type { Edition } from '../tables';
import { type CompiledTable, hasValues, type Prose, proseOf, tableOf } from './columns';
import { dataOf, type LoadedFiles } from './editions';
import { findCode, type Keys } from './keys';
import type { PackedInts } from './packed';

/** A file that knows procedure codes, and what it says in the row of one. */
export interface ProcedureSource {
  readonly table: string;
  readonly edition: Edition;
  readonly keys: Keys;
  /** The classes of which it lists every code. */
  readonly covers: readonly string[];
  codeAt(row: number): string;
  /** The row is a procedure, not a modifier. */
  isProcedure(row: number): boolean;
  /** The first row of a code, or -1. */
  find(code: string): number;
  readonly long?: TextOf;
  readonly brief?: TextOf;
  readonly added?: DayOf;
  /** The last day on which the code may be used. */
  readonly deleted?: DayOf;
  readonly replacement?: TextOf;
  readonly betos?: TextOf;
  /** All its texts, by which it is found. */
  readonly prose: Prose;
  /** Those that can be read. */
  texts(): readonly PackedInts[];
}

type TextOf = (row: number) => string | undefined;
type DayOf = (row: number) => Day | undefined;

/** The sources in an edition's files; of CPT files the one that lists every code comes first. */
export function procedureSources(loaded: LoadedFiles): ProcedureSource[] {
  return dataOf(loaded)
    .sort((a, b) => b.header.covers.length - a.header.covers.length)
    .map((data) => {
      const table = tableOf(data);
      const modifier = data.header.table === 'HCPCS' ? table.flag('modifier') : undefined;
      return {
        table: data.header.table,
        edition: loaded.edition,
        keys: table.keys,
        covers: data.header.covers,
        codeAt: table.codeAt,
        isProcedure: modifier ? (row) => !modifier(row) : () => true,
        find: (code) => findCode(table.keys, code),
        prose: proseOf(data),
        texts: () =>
          (TEXTS[data.header.table] ?? [])
            .filter((column) => hasValues(data, column))
            .map((column) => data.packed(column)),
        ...readersOf(table),
      };
    });
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  SITE: ['description'],
  CPT: ['long', 'medium', 'short', 'consumer'],
  HCPCS: ['longDescription', 'shortDescription'],
  MPFS: ['description'],
  OPPS: ['shortDescription'],
};

type Readers = Pick<ProcedureSource, 'long' | 'brief' | 'added' | 'deleted' | 'replacement' | 'betos'>;

function readersOf(table: CompiledTable): Readers {
  const text = (column: string): TextOf => {
    const read = table.text(column);
    return (row) => read(row) || undefined;
  };
  switch (table.data.header.table) {
    case 'SITE':
      return {
        long: text('description'),
        added: table.number('effective'),
        deleted: table.number('deleted'),
        replacement: text('replacement'),
      };
    case 'CPT': {
      const medium = text('medium');
      const short = text('short');
      const deleted = table.number('deleted');
      const instruction = text('instruction');
      return {
        long: text('long'),
        brief: (row) => medium(row) ?? short(row),
        deleted: (row) => lastDay(deleted(row)),
        replacement: (row) => (deleted(row) === undefined ? undefined : instruction(row)),
      };
    }
    case 'HCPCS': {
      const terminated = table.number('terminated');
      const crossReferences = table.texts('crossReferences');
      return {
        long: text('longDescription'),
        brief: text('shortDescription'),
        added: table.number('added'),
        deleted: terminated,
        replacement: (row) =>
          terminated(row) === undefined ? undefined : crossReferences(row)?.filter(Boolean).join(', ') || undefined,
        betos: text('betos'),
      };
    }
    default:
      return { brief: text(table.data.header.table === 'MPFS' ? 'description' : 'shortDescription') };
  }
}

/**
 * The AMA dates a deletion by the first day without the code, a year's or a quarter's first. The last day of a month
 * is the last day with it.
 */
function lastDay(deleted: Day | undefined): Day | undefined {
  return deleted !== undefined && deleted % 100 === 1 ? dayBefore(deleted) : deleted;
}

export function dayBefore(day: Day): Day {
  const date = new Date(Date.UTC(Math.trunc(day / 10000), (Math.trunc(day / 100) % 100) - 1, (day % 100) - 1));
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}
