import type { Day } from '../../model/date';
import type { Edition } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { dataOf, type LoadedFiles } from './editions';
import { findCode, type Keys } from './keys';

/** What one file says of a code. */
export interface ProcedureFacts {
  readonly long?: string;
  readonly brief?: string;
  readonly added?: Day;
  /** The last day on which the code may be used. */
  readonly deleted?: Day;
  readonly replacement?: string;
  readonly betos?: string;
  /** Further words to find it by. */
  readonly words?: string;
}

/** A file that knows procedure codes. */
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
  facts(row: number): ProcedureFacts;
}

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
        isProcedure: (row) => !modifier?.(row),
        find: (code) => findCode(table.keys, code),
        facts: factsOf(table),
      };
    });
}

function factsOf(table: CompiledTable): (row: number) => ProcedureFacts {
  const text = (column: string) => {
    const read = table.text(column);
    return (row: number) => read(row) || undefined;
  };
  switch (table.data.header.table) {
    case 'SITE': {
      const long = text('description');
      const replacement = text('replacement');
      return (row) => ({
        long: long(row),
        added: table.number('effective')(row),
        deleted: table.number('deleted')(row),
        replacement: replacement(row),
      });
    }
    case 'CPT': {
      const [long, medium, short, consumer, instruction] = ['long', 'medium', 'short', 'consumer', 'instruction'].map(
        text,
      );
      return (row) => {
        const deleted = table.number('deleted')(row);
        return {
          long: long!(row),
          brief: medium!(row) ?? short!(row),
          deleted: deleted === undefined ? undefined : lastDay(deleted),
          replacement: deleted === undefined ? undefined : instruction!(row),
          words: consumer!(row),
        };
      };
    }
    case 'HCPCS': {
      const [long, short, betos] = ['longDescription', 'shortDescription', 'betos'].map(text);
      return (row) => ({
        long: long!(row),
        brief: short!(row),
        added: table.number('added')(row),
        deleted: table.number('terminated')(row),
        replacement: table.number('terminated')(row)
          ? table.texts('crossReferences')(row)?.filter(Boolean).join(', ') || undefined
          : undefined,
        betos: betos!(row),
      });
    }
    case 'MPFS': {
      const brief = text('description');
      return (row) => ({ brief: brief(row) });
    }
    default: {
      const brief = text('shortDescription');
      return (row) => ({ brief: brief(row) });
    }
  }
}

/**
 * The AMA dates a deletion by the first day without the code, a year's or a quarter's first. The last day of a month
 * is the last day with it.
 */
function lastDay(deleted: Day): Day {
  return deleted % 100 === 1 ? dayBefore(deleted) : deleted;
}

export function dayBefore(day: Day): Day {
  const date = new Date(Date.UTC(Math.trunc(day / 10000), (Math.trunc(day / 100) % 100) - 1, (day % 100) - 1));
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}
