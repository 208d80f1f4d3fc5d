import elementsText from '../../../../../../../data/x12Elements.tsv';
import { rowsOf } from '../../../../model/tsv';
import { packed } from '../../segmentIds';
import { type Need, OF_STANDARD } from './neededElements';
import { type SyntaxNote, syntaxNotes } from './syntaxNotes';

/** What an element's type asks of its value. */
export type Kind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** A composite, an element that may be repeated, or one that another rule looks at. */
export const UNCHECKED: Kind = 0;
/** AN and ID: the length alone. */
export const TEXT: Kind = 1;
/** N0: digits, with a sign. */
export const INTEGER: Kind = 2;
/** R: digits, with a sign and a decimal point. */
export const DECIMAL: Kind = 3;
/** DT: CCYYMMDD. */
export const DATE: Kind = 4;
/** TM: HHMM, with seconds and hundredths. */
export const TIME: Kind = 5;
/** Element 1251: what the element before it (1250) says. */
export const PERIOD: Kind = 6;

/** Composite C004: up to four pointers. */
export const POINTERS: Kind = 7;

/** The formats of a segment's elements; indexes are positions, 0 stands empty. */
export interface SegmentFormat {
  readonly id: string;
  readonly kinds: readonly Kind[];
  /** Characters, of a number its digits; any number of them where nothing is asked. */
  readonly min: readonly number[];
  readonly max: readonly number[];
  /** Names of the standard. */
  readonly names: readonly string[];
  /** What wants an element filled. */
  readonly needs: readonly Need[];
  /** The last that must be filled; 0 where none must. */
  readonly lastNeed: number;
  readonly notes: readonly SyntaxNote[] | undefined;
}

const KINDS: Readonly<Record<string, Kind>> = {
  AN: TEXT,
  ID: TEXT,
  N0: INTEGER,
  R: DECIMAL,
  DT: DATE,
  TM: TIME,
};

/** Counts and line numbers, which rules of their own look at. */
const OTHERS = new Set(['SE1', 'GE1', 'IEA1', 'LX1', 'SE2', 'GE2', 'IEA2', 'SV14', 'SV25', 'SV36']);
const ANY = 0x3fffffff;
const DATE_TIME_PERIOD = '1251';
const DIAGNOSIS_POINTERS = 'C004';

let loaded: ReadonlyMap<number, SegmentFormat> | undefined;

/**
 * By packed segment id, parsed when first asked for. Types and lengths of X12 005010 (`data/x12Elements.tsv`); no element
 * was longer in 004010.
 */
export function elementFormats(): ReadonlyMap<number, SegmentFormat> {
  loaded ??= load();
  return loaded;
}

interface Building extends SegmentFormat {
  readonly kinds: Kind[];
  readonly min: number[];
  readonly max: number[];
  readonly names: string[];
  readonly needs: Need[];
  lastNeed: number;
}

function load(): ReadonlyMap<number, SegmentFormat> {
  const found = new Map<number, Building>();
  for (const row of rowsOf(elementsText)) {
    const id = row.segment!;
    let format = found.get(packed(id));
    if (!format) {
      const notes = syntaxNotes().get(packed(id));
      format = { id, kinds: [UNCHECKED], min: [0], max: [0], names: [''], needs: [0], lastNeed: 0, notes };
      found.set(packed(id), format);
    }
    const kind = kindOf(row);
    const isMeasured = kind !== UNCHECKED && kind !== POINTERS;
    format.kinds.push(kind);
    format.min.push(isMeasured ? Number(row.min) : 0);
    format.max.push(isMeasured ? Number(row.max) : ANY);
    format.names.push(row.name!);
    const isNeeded = row.requirement === 'M' && row.segment !== 'ISA' && !OTHERS.has(id + row.position!);
    format.needs.push(isNeeded ? OF_STANDARD : 0);
    if (isNeeded) format.lastNeed = format.needs.length - 1;
  }
  return found;
}

function kindOf(row: Readonly<Record<string, string>>): Kind {
  if (row.repeat || row.segment === 'ISA' || OTHERS.has(row.segment! + row.position!)) return UNCHECKED;
  if (row.element === DIAGNOSIS_POINTERS) return POINTERS;
  return row.element === DATE_TIME_PERIOD ? PERIOD : (KINDS[row.type ?? ''] ?? UNCHECKED);
}
