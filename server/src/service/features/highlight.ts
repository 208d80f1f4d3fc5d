import type { CheckedText } from '../checkedText';
import { Cursor } from '../formats/x12/cursor';
import { delimitersOf, isX12, type Loop, loopsAt } from '../formats/x12/loops';
import { blockAt, type X12Document } from '../formats/x12/read';
import type { Claim } from '../model/claim';
import { undotted } from '../model/diagnosis';
import { type At, contains, type Span, shifted } from '../model/span';

/** A place that says the same as the place asked for. */
export interface Highlight extends Span {
  /** In the same claim, or the other half of a pair. */
  readonly near: boolean;
}

/** An editor shows what is in view; a common code stands thousands of times in a large file. */
export const MOST_HIGHLIGHTS = 1000;

/** The same code (procedure, modifier, diagnosis, revenue code) or claim id, or the control number that opens or closes what this one closes or opens. */
export function highlightsAt(checked: CheckedText, offset: number): readonly Highlight[] {
  const { document } = checked;
  const claim = checked.claimAt(offset);
  if (claim) {
    const at = offset - claim.base;
    for (const codesOf of KINDS) {
      const code = codesOf(claim).find((one) => one.value && contains(one, at));
      if (code) return sameCode(document.claims, claim, code.value, codesOf);
    }
    if (claim.id?.value && contains(claim.id, at)) return sameId(document.claims, claim, claim.id.value);
  }
  return isX12(document) && standsInEnvelope(document, offset) ? controlNumbers(document, checked.text, offset) : [];
}

type CodesOf = (claim: Claim) => readonly At<string>[];

/** A modifier 25 is not looked for among diagnoses. */
const KINDS: readonly CodesOf[] = [
  ({ lines }) => lines.flatMap(({ procedure }) => procedure ?? []),
  ({ lines }) => lines.flatMap(({ modifiers }) => modifiers),
  ({ diagnoses }) => diagnoses,
  ({ lines }) => lines.flatMap(({ revenue }) => revenue ?? []),
];

function sameCode(claims: readonly Claim[], own: Claim, value: string, codesOf: CodesOf): Highlight[] {
  const wanted = undotted(value);
  return gathered(claims, own, (claim) => codesOf(claim).filter((one) => undotted(one.value) === wanted));
}

function sameId(claims: readonly Claim[], own: Claim, value: string): Highlight[] {
  const wanted = value.trim();
  return gathered(claims, own, ({ id }) => (id && id.value.trim() === wanted ? [id] : []));
}

/** Those of the claim itself whatever their number, then the others in the order of the file up to the bound. */
function gathered(claims: readonly Claim[], own: Claim, spansOf: (claim: Claim) => readonly Span[]): Highlight[] {
  const found: Highlight[] = spansOf(own).map((span) => ({ ...shifted(span, own.base), near: true }));
  for (const claim of claims) {
    if (found.length >= MOST_HIGHLIGHTS) break;
    if (claim === own) continue;
    for (const span of spansOf(claim)) found.push({ ...shifted(span, claim.base), near: false });
  }
  return found.sort((a, b) => a.start - b.start).map(({ start, end, near }) => ({ start, end, near }));
}

/** ISA13 and IEA02, GS06 and GE02, ST02 and SE02. */
const NUMBERS = { interchange: 13, group: 6, transaction: 2 } as const;
const NUMBER_OF_TAIL = 2;

function controlNumbers(document: X12Document, text: string, offset: number): readonly Highlight[] {
  for (const loop of loopsAt(document, text, offset)) {
    if (loop.kind === 'level' || loop.kind === 'claim') break;
    const places = [
      elementAt(document, text, loop, loop.start, NUMBERS[loop.kind]),
      loop.tail && elementAt(document, text, loop, loop.tail.start, NUMBER_OF_TAIL),
    ].filter((one) => one !== undefined);
    if (places.some((place) => contains(place, offset))) return places.map((place) => ({ ...place, near: true }));
  }
  return [];
}

/** Loops are made of all blocks: not for what is no envelope segment. Where two blocks touch the one before counts too. */
function standsInEnvelope({ blocks }: X12Document, offset: number): boolean {
  const index = blockAt(blocks, offset);
  const block = blocks[index];
  const before = block?.start === offset ? blocks[index - 1] : undefined;
  return block?.envelope !== undefined || before?.envelope !== undefined;
}

function elementAt(document: X12Document, text: string, loop: Loop, segment: number, index: number): Span | undefined {
  const delimiters = delimitersOf(document, text, loop);
  const cursor = delimiters && new Cursor(text, segment, delimiters);
  return cursor?.advance() && cursor.has(index) ? { start: cursor.from(index), end: cursor.to(index) } : undefined;
}
