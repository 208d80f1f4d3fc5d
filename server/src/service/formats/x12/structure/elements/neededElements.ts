import guidesText from '../../../../../../../data/x12Guides.tsv';
import { rowsOf } from '../../../../model/tsv';
import { packed } from '../../segmentIds';

/** What wants an element filled: nothing, the guide, the standard itself. */
export type Need = 0 | 1 | 2;
export const OF_GUIDE: Need = 1;
export const OF_STANDARD: Need = 2;

/** By guide without addenda: its name in `data/x12Guides.tsv`. */
const SETS: Readonly<Record<string, string>> = {
  '005010X222': '837P',
  '005010X223': '837I',
  '005010X224': '837D',
  '005010X221': '835',
};

/** LX01 and SV107, of which rules of their own tell that they are missing. */
const OTHERS = new Set(['LX1', 'SV17']);

/**
 * Of the 4010 guides, what they require as the 5010 guides do. Source: ASC X12N 004010X098A1, X096A1, X097A1 and X091A1,
 * section 3.
 */
const IN_4010: Readonly<Record<string, string>> = {
  '837P': 'BHT03 BHT04 BHT05 BHT06 CLM02 CLM05 SV102 SV103 SV104 SVD03 SVD05 REF02 PRV02 PRV03 OI03 OI06',
  '837I': 'BHT03 BHT04 BHT05 BHT06 CLM02 CLM05 SV201 SV203 SV204 SV205 SVD05 REF02 N401 PRV02 PRV03 OI03 OI06',
  '837D': 'BHT03 BHT04 BHT05 BHT06 CLM02 CLM05 SV302 SVD03 SVD05 REF02 N401 PRV02 PRV03 OI03 OI06',
  '835': 'BPR16 TRN03 SVC03 REF02 DTM02 LQ01 LQ02',
};
const SETS_4010: Readonly<Record<string, string>> = {
  '004010X098': '837P',
  '004010X096': '837I',
  '004010X097': '837D',
  '004010X091': '835',
};

/** Positions that a guide requires in every loop that has the segment, by packed segment id. */
export type Required = ReadonlyMap<number, readonly number[]>;

const NOTHING: Required = new Map();

/** What a guide requires, by its name without addenda (`005010X222`); asked for once a guide. */
export function requiredElements(guide: string): Required {
  const old = SETS_4010[guide];
  if (old !== undefined) return placesIn(IN_4010[old]!);
  const set = SETS[guide];
  return set === undefined ? NOTHING : requiredIn(set);
}

function placesIn(text: string): Required {
  const found = new Map<number, number[]>();
  for (const place of text.split(' ')) addTo(found, packed(place.slice(0, -2)), Number(place.slice(-2)));
  return found;
}

function addTo(found: Map<number, number[]>, segment: number, position: number): void {
  const known = found.get(segment);
  if (known) known.push(position);
  else found.set(segment, [position]);
}

function requiredIn(set: string): Required {
  /** The loops that have a segment, and in how many a position of it is required. */
  const loops = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  // The table is long, and every file waits for this.
  const own = guidesText.split('\n').filter((line, index) => index === 0 || line.startsWith(`${set}\t`));
  for (const { loop = '', segment = '', when, position, usage } of rowsOf(own.join('\n'))) {
    if (when !== undefined) continue;
    loops.set(segment, (loops.get(segment) ?? new Set()).add(loop));
    const place = `${segment} ${position}`;
    if (usage === 'required' && !OTHERS.has(segment + position)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const found = new Map<number, number[]>();
  for (const [place, count] of counts) {
    const [segment = '', position] = place.split(' ');
    if (count === loops.get(segment)!.size) addTo(found, packed(segment), Number(position));
  }
  return found;
}

/** By the first element of a segment, packed: what its loop requires more than every other. */
export type ByFirst = ReadonlyMap<number, readonly number[]>;

/** NM1 of loop 2330A and 2330B: whose name and number another payer's loop has. Of other parties there it has neither. */
export const IN_OTHER_PAYER: ByFirst = byFirst({ IL: '3 8 9', PR: '3 8 9' });

/**
 * NM1 by NM101, N1 by N101, outside of loop 2320. Sources: 005010X222A1, X223A2 and X224A2, loops 1000, 2010, 2310 and 2420;
 * 005010X221A1, loop 1000; 4010: the same of submitter, receiver, payer and persons, and 004010X091A1, loop 1000.
 */
const PARTIES: Readonly<Record<string, ByFirst>> = {
  NM1: byFirst({
    ...{ '41': '3 8 9', '40': '3 8 9', PE: '3 8 9', PR: '3 8 9' },
    ...{ IL: '3', QC: '3', '85': '3', '77': '3', '82': '3', DN: '3', P3: '3', DQ: '3', DK: '3', DD: '3' },
    ...{ '71': '3', '72': '3', ZZ: '3' },
  }),
  'NM1 4010': byFirst({ '41': '3 8 9', '40': '3 8 9', PR: '3 8 9', IL: '3', QC: '3', '85': '3' }),
  N1: byFirst({ PR: '2', PE: '2 3 4' }),
  // A national identifier may stand for the name.
  'N1 4010': byFirst({ PE: '3 4' }),
};

export function partiesOf(segment: string, set: '837' | '835', is4010: boolean): ByFirst | undefined {
  if (segment !== (set === '837' ? 'NM1' : 'N1')) return undefined;
  return PARTIES[is4010 ? `${segment} 4010` : segment];
}

function byFirst(places: Readonly<Record<string, string>>): ByFirst {
  return new Map(Object.entries(places).map(([first, at]) => [packed(first), at.split(' ').map(Number)]));
}
