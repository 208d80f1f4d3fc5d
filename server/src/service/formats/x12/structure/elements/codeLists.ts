import listsText from '../../../../../../../data/x12CodeLists.tsv';
import compositesText from '../../../../../../../data/x12Composites.tsv';
import elementsText from '../../../../../../../data/x12Elements.tsv';
import { rowsOf } from '../../../../model/tsv';
import { packed } from '../../segmentIds';

/** The codes that a guide allows at one place of a segment. */
export interface CodeList {
  /** The number of the X12 data element, by which settings name the list: `1032`. */
  readonly element: string;
  /** Name of the standard. */
  readonly name: string;
  readonly segment: string;
  readonly position: number;
  /** Of a composite; 0 where the element is none. */
  readonly component: number;
  /** Values of the first element, packed like a segment id, for which the list holds; undefined: for all. */
  readonly when: readonly number[] | undefined;
  readonly values: readonly string[];
  readonly packed: ReadonlySet<number>;
  /** The code of the list that was met last, packed; its first at the beginning. */
  last: number;
  /** Another list of the same position: of another component, or for other values of the first element. */
  readonly next?: CodeList | undefined;
}

/** By packed segment id, in the order of their places. */
export type GuideLists = ReadonlyMap<number, readonly CodeList[]>;

/** Of the ISA, in every version (X12.5); `note`: what a TA1 answers. */
export const ISA_LISTS: readonly (Pick<CodeList, 'position' | 'element' | 'name' | 'values'> & {
  readonly note: string;
})[] = [
  { position: 14, element: 'I13', name: 'Acknowledgment Requested', values: ['0', '1'], note: '019' },
  { position: 15, element: 'I14', name: 'Interchange Usage Indicator', values: ['I', 'P', 'T'], note: '020' },
];

let loaded: ReadonlyMap<string, GuideLists> | undefined;

/**
 * The closed lists of a guide, by its name without addenda (`005010X222`); undefined where none are known. A list is the
 * union of what the loops of the guide allow at that place (`data/x12CodeLists.tsv`), so a code of another loop passes.
 */
export function codeListsOf(guide: string): GuideLists | undefined {
  loaded ??= load();
  return loaded.get(guide);
}

/** Numbers and names of the data elements that have a list. */
export function codeListNames(): ReadonlyMap<string, string> {
  loaded ??= load();
  const names = new Map<string, string>(ISA_LISTS.map(({ element, name }) => [element, name]));
  for (const lists of loaded.values()) {
    for (const list of [...lists.values()].flat()) names.set(list.element, list.name);
  }
  return new Map([...names].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

function load(): ReadonlyMap<string, GuideLists> {
  const found = new Map<string, Map<number, CodeList[]>>();
  const places = namedPlaces();
  for (const row of rowsOf(listsText)) {
    const lists = listsOf(row, places);
    for (const guide of row.guides!.split(' ')) {
      const segments = found.get(guide) ?? new Map<number, CodeList[]>();
      found.set(guide, segments);
      const id = packed(row.segment!);
      segments.set(id, [...(segments.get(id) ?? []), ...lists]);
    }
  }
  for (const segments of found.values()) for (const lists of segments.values()) lists.sort(byPlace);
  return found;
}

function byPlace(a: CodeList, b: CodeList): number {
  return a.position - b.position || a.component - b.component;
}

/** A row names several places where the same codes may stand. */
function listsOf(row: Readonly<Record<string, string>>, places: ReadonlyMap<string, Place>): CodeList[] {
  const segment = row.segment!;
  const values = row.values!.split(' ');
  const when = row.when === undefined ? undefined : row.when.split(' ').map(packed);
  const all = new Set(values.map(packed));
  const last = packed(values[0]!);
  return row.positions!.split(' ').flatMap((position) =>
    (row.component ?? '0').split(' ').map((component) => {
      const place = component === '0' ? `${segment}*${position}` : `${segment}*${position}:${component}`;
      const { element, name } = places.get(place)!;
      const [at, part] = [Number(position), Number(component)];
      return {
        element,
        name,
        segment,
        position: at,
        component: part,
        when,
        values,
        packed: all,
        last,
        next: undefined,
      };
    }),
  );
}

interface Place {
  readonly element: string;
  readonly name: string;
}

/** By `SV1*3`, a component by `SV1*1:2`. */
function namedPlaces(): ReadonlyMap<string, Place> {
  const composites = new Map<string, Record<string, string>[]>();
  for (const row of rowsOf(compositesText)) {
    composites.set(row.composite!, [...(composites.get(row.composite!) ?? []), row]);
  }
  const places = new Map<string, Place>();
  for (const { segment, position, element, name } of rowsOf(elementsText)) {
    const place = `${segment}*${position}`;
    places.set(place, { element: element!, name: name! });
    for (const part of composites.get(element!) ?? []) {
      places.set(`${place}:${part.position}`, { element: part.element!, name: part.name! });
    }
  }
  return places;
}
