import { BySegment } from '../bySegment';
import { packed } from '../segmentIds';
import type { Transaction, X12State } from '../state';
import { type CodeList, codeListsOf } from './elements/codeLists';
import { elementFormats, type SegmentFormat } from './elements/elementFormats';
import { type ByFirst, type Need, OF_GUIDE, partiesOf, requiredElements } from './elements/neededElements';
import { type NeededParts, neededParts } from './elements/partChecks';
import { notesBeside } from './elements/syntaxNotes';
import { type Guide, guideKey, guideOf } from './guides';
import { COUNTED } from './repeats';

/** Where a guide has a segment. */
export type Place = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
/** Nowhere. */
export const NO_LOOP: Place = 0;
/** In several loops, or nothing is known. */
export const ANYWHERE: Place = 1;
/** In loop 2400 and below. */
export const OF_LINES: Place = 2;
/** In loops 2300 and 2320, and in those of HL, but never behind the first LX. */
export const OF_CLAIMS: Place = 3;
/** LX and CLM of the 837, SVC of the 835. */
export const LINE: Place = 4;
export const CLAIM: Place = 5;
export const PAID_SERVICE: Place = 6;
/** SBR: of an HL, and the head of loop 2320. */
export const OTHER_PAYER: Place = 7;
/** In loop 2320. */
export const OF_OTHER_PAYERS: Place = 8;
/** SVD: the head of loop 2430. */
export const ADJUDICATED: Place = 9;
/** CAS: in loops 2320 and 2430. */
export const OF_ADJUSTED: Place = 10;

/** All that is looked at in one segment, by what its guide says. */
export interface SegmentPlan extends SegmentFormat {
  /** By position; of one position one behind another. */
  readonly lists: readonly (CodeList | undefined)[] | undefined;
  readonly place: Place;
  /** By the first element: what a loop requires more. */
  readonly parties: ByFirst | undefined;
  /** What its composites must have. */
  readonly parts: readonly NeededParts[] | undefined;
  /** Some loop of the guide must have it. */
  readonly isRequired: boolean;
  /** It begins no loop, is wanted by none, and stands in several as often as it likes. */
  readonly isQuiet: boolean;
}

export interface Plan {
  /** Undefined where GS08 names none that is known, or one of another transaction. */
  readonly guide: Guide | undefined;
  /** By packed segment id; empty where nothing is checked. */
  readonly segments: BySegment<SegmentPlan>;
}

const NOTHING: Plan = { guide: undefined, segments: new BySegment() };
/** The same in 4010 and 5010. */
const PLACES_837: readonly [number, Place][] = [
  ...placed('SV1 SV2 SV3 LQ FRM', OF_LINES),
  ...placed('HI CL1 DN1 DN2', OF_CLAIMS),
  ...placed('LX', LINE),
  ...placed('CLM', CLAIM),
  ...placed('SBR', OTHER_PAYER),
  ...placed('OI MOA MIA', OF_OTHER_PAYERS),
  ...placed('SVD', ADJUDICATED),
  ...placed('CAS', OF_ADJUSTED),
];
const PLACES_4010: ReadonlyMap<number, Place> = new Map(PLACES_837);
const PLACES_5010: ReadonlyMap<number, Place> = new Map([
  ...PLACES_837,
  ...placed('SV5 CR3 QTY MEA PS1 LIN CTP TOO', OF_LINES),
  ...placed('CR2 PAT DMG', OF_CLAIMS),
  ...placed('AMT', OF_OTHER_PAYERS),
]);
const SERVICES = new Set(['SV1', 'SV2', 'SV3'].map(packed));
/** Where one of these stands in a transaction, a trailer is missing, and another rule says so. */
const CONTROL = new Set(['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA', 'TA1'].map(packed));
const PLACES_835: ReadonlyMap<number, Place> = new Map(placed('SVC', PAID_SERVICE));

function placed(ids: string, place: Place): [number, Place][] {
  return ids.split(' ').map((id) => [packed(id), place]);
}

const HEADS = new Set(['ST', 'HL', 'CLM', 'CLP'].map(packed));

const plans = new Map<string, Plan>();

/** The plan of one segment after another: a file has one group and transaction, segment after segment. */
export class SegmentPlans {
  private guide = '';
  private transaction: Transaction = 'other';
  private plan = NOTHING;

  at({ guide, transaction }: X12State): Plan {
    if (guide !== this.guide || transaction !== this.transaction) {
      this.guide = guide;
      this.transaction = transaction;
      this.plan = planOf(guide, transaction);
    }
    return this.plan;
  }
}

/** Other transaction sets use other elements; of older versions the lengths were others. */
function planOf(group: string, transaction: Transaction): Plan {
  if (transaction === 'other' || isOld(group)) return NOTHING;
  const named = guideOf(group);
  const key = named?.set === transaction ? guideKey(group) : '';
  let plan = plans.get(key);
  if (!plan) {
    plan = newPlan(key, key === '' ? undefined : named);
    plans.set(key, plan);
  }
  return plan;
}

/** Before 004010 dates had six digits, and other lengths were others too. */
export function isOld(version: string): boolean {
  return version.startsWith('003') || version.startsWith('002');
}

function newPlan(key: string, guide: Guide | undefined): Plan {
  const lists = codeListsOf(key);
  const segments = new BySegment<SegmentPlan>();
  const required = new Set(guide && requiredIn(guide));
  const elements = requiredElements(key);
  for (const [id, format] of elementFormats()) {
    const { kinds, min, max, names, notes } = format;
    const byPlace = byPosition(lists?.get(id), kinds.length);
    const place = placeOf(id, guide);
    const needs = needsOf(format, elements.get(id));
    segments.set(id, {
      id: format.id,
      kinds,
      min,
      max,
      names,
      needs,
      lastNeed: needs.reduce<number>((last, need, index) => (need ? index : last), 0),
      notes: notesBeside(notes, needs),
      lists: byPlace,
      place,
      parties: guide && partiesOf(format.id, guide.set, key.startsWith('004')),
      parts: neededParts(format.id, key.startsWith('004')),
      isRequired: required.has(id),
      isQuiet: place === ANYWHERE && !required.has(id) && !HEADS.has(id) && !COUNTED.has(id),
    });
  }
  return { guide, segments };
}

function needsOf({ needs }: SegmentFormat, required: readonly number[] = []): readonly Need[] {
  return needs.map((need, index) => need || (required.includes(index) ? OF_GUIDE : 0));
}

function requiredIn(guide: Guide): number[] {
  const { transaction, levels, parties, claim, drug = [], line = [], otherPayer, adjudication } = guide;
  const inLoops = [...Object.values(levels), ...parties.values()].flat();
  return [...transaction, ...inLoops, ...claim, ...drug, ...line, ...otherPayer, ...adjudication].map(({ id }) => id);
}

function placeOf(id: number, guide: Guide | undefined): Place {
  if (!guide || CONTROL.has(id)) return ANYWHERE;
  if (guide.segments ? !guide.segments.has(id) : SERVICES.has(id) && guide.line?.[0]?.id !== id) return NO_LOOP;
  if (guide.set === '835') return guide.segments ? (PLACES_835.get(id) ?? ANYWHERE) : ANYWHERE;
  return (guide.segments ? PLACES_5010 : PLACES_4010).get(id) ?? ANYWHERE;
}

/** As long as the segment, so that every place of it can be asked for. */
function byPosition(
  lists: readonly CodeList[] | undefined,
  length: number,
): readonly (CodeList | undefined)[] | undefined {
  if (!lists) return undefined;
  const found = new Array<CodeList | undefined>(length).fill(undefined);
  for (const list of lists) found[list.position] = linked(list, found[list.position]);
  return found;
}

/** Field by field, so that all lists are of one shape: they are read for every segment of a file. */
function linked(list: CodeList, next: CodeList | undefined): CodeList {
  const { element, name, segment, position, component, when, values, last } = list;
  return { element, name, segment, position, component, when, values, packed: list.packed, last, next };
}
