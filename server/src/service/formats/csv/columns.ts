import { named } from './columnNames';
import { NO_OWN, type OwnColumns } from './ownColumns';

/** What a column holds. Those of a claim are taken from its first row that has them. */
export type Role =
  | 'procedure'
  | 'modifier'
  | 'units'
  | 'unit'
  | 'charge'
  | 'from'
  | 'to'
  | 'place'
  | 'pointers'
  | 'lineDiagnosis'
  | 'revenue'
  | 'number'
  | 'rendering'
  | 'description'
  | 'claim'
  | 'claimCharge'
  | 'claimFrom'
  | 'claimTo'
  | 'patient'
  | 'patientName'
  | 'birth'
  | 'billing'
  | 'payer'
  | 'filing'
  | 'frequency'
  | 'billType'
  | 'diagnosis'
  | 'decision'
  /** The system of the code beside it: CPT4, HCPCS, ICD10 … */
  | 'codeType'
  /** 0 where the row was taken back (OpenEMR). */
  | 'activity'
  /** Looks like something and is not. */
  | 'ignored';

export interface Column {
  readonly role: Role;
  /** Index of the cell. */
  readonly cell: number;
  /** The line of a row that has several; 0 for all of them. */
  readonly line: number;
  /** Orders the modifiers of a line, the diagnoses of a claim and, by rank, the columns of procedures. */
  readonly place: number;
}

export interface Columns {
  readonly all: readonly Column[];
  /** A row has several service lines: CPT1, CPT2 … */
  readonly isWide: boolean;
  /** Numbers of the lines of a row, in the order of the row; `[1]` where each row is one. */
  readonly lines: readonly number[];
}

const NUMBERED = new Set<Role>(['modifier', 'units', 'charge', 'from', 'to', 'place', 'pointers', 'revenue']);
const SEVERAL = new Set<Role>(['modifier', 'diagnosis', 'lineDiagnosis', 'pointers']);

/** The columns of a header; undefined where it has no procedures, or nothing that makes a list of codes one of services. */
export function columnsOf(header: readonly string[], own: OwnColumns = NO_OWN): Columns | undefined {
  const found = header
    .flatMap((name, cell) => {
      const one = own.named(name) ?? named(name);
      return one && one.role !== 'ignored' ? [{ ...one, cell, isOwn: own.named(name) !== undefined }] : [];
    })
    // What the user names goes before what would be guessed.
    .filter(({ role, isOwn }, _, all) => isOwn || !all.some((other) => other.isOwn && other.role === role))
    .filter(isUsed);
  const procedures = found.filter(({ role }) => role === 'procedure');
  const isService = procedures.some(({ isOwn }) => isOwn) || found.some(({ role }) => SERVICE.has(role));
  if (procedures.length === 0 || !isService) return undefined;
  const isWide = procedures.filter(({ first }) => first !== undefined).length > 1;
  const all: Column[] = [];
  const taken = new Map<string, number>();
  const numbers = found.flatMap(({ role, rank, first }) =>
    role === 'diagnosis' && rank !== FURTHER && first !== undefined ? first : [],
  );
  const hasFurther = found.some(({ role, rank }) => role === 'diagnosis' && rank === FURTHER);
  const hasNumberedDiagnoses = numbers.length > 0;
  // `DX, DX2, DX3`: the first one has no number.
  const unnumbered = hasFurther ? 0 : Math.min(...numbers) === 2 ? 1 : 99;
  // A column of systems that the user names is about the user's codes.
  const toPlace = found.some(({ role, isOwn }) => role === 'codeType' && isOwn) ? OWN_SYSTEM : 0;
  const add = (column: Column, rank: number): void => {
    const key = `${column.role} ${column.line} ${SEVERAL.has(column.role) ? column.cell : ''}`;
    const before = taken.get(key);
    const other = before === undefined ? undefined : found.find(({ cell }) => cell === all[before]!.cell);
    if (before === undefined) taken.set(key, all.push(column) - 1);
    else if (other && other.rank > rank) all[before] = column;
  };
  for (const one of found) {
    const { role, cell, first, second, rank } = one;
    if (role === 'procedure') {
      if (!isWide) all.push({ role, cell, line: 0, place: rank + toPlace });
      else add({ role, cell, line: first ?? 1, place: rank + toPlace }, rank);
    } else if (role === 'modifier') {
      const line = isWide ? (first ?? 0) : 0;
      add({ role, cell, line, place: isWide ? (second ?? 0) : (first ?? 0) }, rank);
    } else if (role === 'diagnosis' && first === undefined && rank === 0 && !hasNumberedDiagnoses && !hasFurther) {
      add({ role: 'lineDiagnosis', cell, line: 0, place: 0 }, rank);
    } else if (role === 'diagnosis') {
      const place = first ?? (rank === FURTHER ? LAST : rank ? 0 : unnumbered);
      add({ role, cell, line: 0, place }, rank);
    } else if (NUMBERED.has(role) && first !== undefined && (isWide || role !== 'revenue')) {
      add({ role, cell, line: isWide ? first : 0, place: first }, rank);
    } else if (role !== 'revenue' || first === undefined) {
      add({ role, cell, line: 0, place: 0 }, rank);
    }
  }
  if (!isWide) all.sort((a, b) => Number(a.role === 'procedure') - Number(b.role === 'procedure') || a.place - b.place);
  else all.sort((a, b) => a.place - b.place);
  const lines = isWide
    ? all
        .filter(({ role }) => role === 'procedure')
        .sort((a, b) => a.cell - b.cell)
        .map(({ line }) => line)
    : [1];
  return { all, isWide, lines };
}

/** The rank of a name that says that principal ones stand elsewhere. */
const FURTHER = 2;
const LAST = 99;

interface Found {
  readonly role: Role;
  readonly rank: number;
  readonly first?: number;
}

/** Names that say little hold codes where no better one stands beside them; a bare `Code` only with its system. */
function isUsed({ role, rank, first }: Found, _: number, all: readonly Found[]): boolean {
  const procedures = all.filter((one) => one.role === 'procedure');
  if (role === 'procedure') {
    if (rank >= UNCERTAIN && procedures.some((one) => one.rank < rank)) return false;
    // ICD-10-PCS, numbered, beside the CPT or HCPCS code of the line.
    if (rank === 1 && first !== undefined && procedures.some((one) => one.rank === 0 && one.first === undefined)) {
      return false;
    }
    return rank < UNTYPED || all.some((one) => one.role === 'codeType');
  }
  return role !== 'activity' || all.some((one) => one.role === 'codeType');
}
const UNCERTAIN = 3;
/** The rank of a name that says nothing but that there is a code. */
export const UNTYPED = 4;
/** From this place on a code is of the system that a column of the user's own names. */
export const OWN_SYSTEM = 8;

/** What a fee schedule or a price list has not. */
const SERVICE = new Set<Role>(['claim', 'patient', 'patientName', 'from', 'units']);

/** How many columns of a header are known; for a header that goes on beyond what is seen. */
export function knownColumns(header: readonly string[]): number {
  return header.filter((name) => named(name)).length;
}
