import { packed } from '../../segmentIds';

/**
 * What a segment of the standard says of its elements together. P: all or none; R: one at least; C: the first needs the
 * others; L: the first needs one of the others; E: one at most.
 */
export interface SyntaxNote {
  readonly kind: 'P' | 'R' | 'C' | 'L' | 'E';
  readonly at: readonly number[];
  /** With fewer elements it says nothing. */
  readonly least: number;
}

const triples = (from: number, to: number) =>
  Array.from({ length: (to - from) / 3 + 1 }, (_, i) => {
    const [a, b, c] = [0, 1, 2].map((more) => String(from + 3 * i + more).padStart(2, '0'));
    return `L${a}${b}${c} C${b}${a} C${c}${a}`;
  }).join(' ');
const pairs = (from: number, to: number) =>
  Array.from({ length: (to - from) / 2 + 1 }, (_, i) =>
    [0, 1].map((more) => String(from + 2 * i + more).padStart(2, '0')).join(''),
  )
    .map((two) => `P${two}`)
    .join(' ');

/**
 * Source: ASC X12 004010 and 005010, segment directory (syntax notes), of the segments that claims and remittances use. A
 * note of an element that 004010 lacks says nothing there.
 */
const NOTES: Readonly<Record<string, string>> = {
  BPR: 'P0607 C0809 P1213 C1415 P1819 C2021',
  CAS: triples(5, 17),
  CR1: 'P0102 P0506',
  CTP: 'P0405 C0607',
  DMG: 'P0102 P1011',
  HCP: 'R0113 P0910 P1112',
  LIN: pairs(4, 30),
  N1: 'R0203 P0304',
  N4: 'E0207 C0605 C0704',
  NM1: 'P0809 C1110 C1203',
  PAT: 'P0506 P0708',
  PER: pairs(3, 7),
  PLB: pairs(5, 13),
  PRV: 'P0203',
  PWK: 'P0506',
  REF: 'R0203',
  SV1: 'P0304',
  SV2: 'R0102 P0405',
  SV5: 'R0405 C0605',
};

let loaded: ReadonlyMap<number, readonly SyntaxNote[]> | undefined;

/** By packed segment id; the notes of a segment by how many elements they need. */
export function syntaxNotes(): ReadonlyMap<number, readonly SyntaxNote[]> {
  loaded ??= new Map(
    Object.entries(NOTES).map(([id, notes]) => [packed(id), notes.split(' ').map(noteOf).sort(byLeast)]),
  );
  return loaded;
}

const LEAST: Readonly<Record<SyntaxNote['kind'], (at: readonly number[]) => number>> = {
  P: (at) => Math.min(...at),
  R: () => 0,
  C: ([first]) => first!,
  L: ([first]) => first!,
  E: (at) => Math.max(...at),
};

/** Of the notes of a segment those that say more than that elements are needed anyway. */
export function notesBeside(
  notes: readonly SyntaxNote[] | undefined,
  needs: readonly number[],
): readonly SyntaxNote[] | undefined {
  const left = notes?.filter(({ kind, at }) => {
    const needed = at.filter((index) => (needs[index] ?? 0) !== 0).length;
    return kind === 'P' ? needed < at.length : kind === 'R' ? needed === 0 : true;
  });
  return left?.length ? left : undefined;
}

function noteOf(text: string): SyntaxNote {
  const kind = text[0] as SyntaxNote['kind'];
  const at = text.slice(1).match(/\d\d/g)!.map(Number);
  return { kind, at, least: LEAST[kind](at) };
}

function byLeast(a: SyntaxNote, b: SyntaxNote): number {
  return a.least - b.least;
}
