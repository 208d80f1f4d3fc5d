import compositesText from '../../../../data/x12Composites.tsv';
import elementsText from '../../../../data/x12Elements.tsv';
import guidesText from '../../../../data/x12Guides.tsv';
import segmentsText from '../../../../data/x12Segments.tsv';
import { rowsOf } from '../model/tsv';

export interface X12Segment {
  readonly name: string;
  /** What it is for, in our own words. */
  readonly purpose: string;
}

/** A data element at its place in a segment or composite. */
export interface X12Element {
  /** The element's number in the X12 dictionary; of a composite `C003` … */
  readonly element: string;
  readonly name: string;
  /** Absent for composites. */
  readonly type?: string;
  readonly min?: string;
  readonly max?: string;
  /** In the base standard: mandatory, optional, or depending on the elements beside it. */
  readonly requirement: 'M' | 'O' | 'X';
  /** How often it may be repeated, where it may. */
  readonly repeat?: string;
  readonly explanation?: string;
}

export type Usage = 'required' | 'situational' | 'not used';

/** Names and formats of the X12 healthcare sets; 5010, which 4010 agrees with but for what it lacks. */
export interface X12Dictionary {
  segment(id: string): X12Segment | undefined;
  /** `position` is 1-based. */
  element(segment: string, position: number): X12Element | undefined;
  component(composite: string, position: number): X12Element | undefined;
  /** The number of components that a composite has; 0 for what is none. */
  components(composite: string): number;
  nameOf(element: string): string | undefined;
  /**
   * What a guide asks for there, where it is known: the 5010 guide of a family (`837P`, `271` …), one of several of
   * a set (`277 X214`), or the 4010 guide (`835 4010`). `first` is the first element of the segment, which tells one
   * party from another.
   */
  usage(guide: string, loop: string, segment: string, position: number, first: string): Usage | undefined;
}

let loaded: X12Dictionary | undefined;

/** Parsed once, when first asked for. */
export function x12Dictionary(): X12Dictionary {
  loaded ??= load();
  return loaded;
}

type Row = Record<string, string>;

function load(): X12Dictionary {
  const segments = new Map(
    rowsOf(segmentsText).map((row) => [row.segment!, { name: row.name!, purpose: row.purpose ?? '' }]),
  );
  const elements = byOwner(rowsOf(elementsText), 'segment');
  const composites = byOwner(rowsOf(compositesText), 'composite');
  const names = new Map<string, string>();
  for (const list of [...elements.values(), ...composites.values()]) {
    for (const one of list) if (one) names.set(one.element, one.name);
  }
  const usages = new Map<string, Usage>();
  for (const row of rowsOf(guidesText)) {
    usages.set(keyOf(row.guide!, row.loop ?? '', row.segment!, row.position!, row.when), row.usage as Usage);
  }
  return {
    segment: (id) => segments.get(id),
    element: (segment, position) => elements.get(segment)?.[position],
    component: (composite, position) => composites.get(composite)?.[position],
    components: (composite) => Math.max(0, (composites.get(composite)?.length ?? 0) - 1),
    nameOf: (element) => names.get(element),
    usage: (guide, loop, segment, position, first) =>
      usages.get(keyOf(guide, loop, segment, String(position), first)) ??
      usages.get(keyOf(guide, loop, segment, String(position))),
  };
}

function keyOf(guide: string, loop: string, segment: string, position: string, when = ''): string {
  return `${guide} ${loop} ${segment} ${when} ${position}`;
}

/** Lists whose indexes are positions; 0 stays empty. */
function byOwner(rows: readonly Row[], owner: string): Map<string, (X12Element | undefined)[]> {
  const found = new Map<string, (X12Element | undefined)[]>();
  for (const row of rows) {
    const list = found.get(row[owner]!) ?? [];
    found.set(row[owner]!, list);
    list[Number(row.position)] = {
      element: row.element!,
      name: row.name!,
      type: row.type,
      min: row.min,
      max: row.max,
      requirement: row.requirement as X12Element['requirement'],
      repeat: row.repeat,
      explanation: row.explanation,
    };
  }
  return found;
}
