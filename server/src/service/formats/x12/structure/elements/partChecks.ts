import type { Span } from '../../../../model/span';
import type { Cursor } from '../../cursor';
import { componentUsed } from '../../delimiters';
import type { CodeList } from './codeLists';
import type { Need } from './neededElements';
import { OF_GUIDE, OF_STANDARD } from './neededElements';

/** What a composite must have, where it is there. */
export interface NeededParts {
  /** The position of the composite. */
  readonly at: number;
  /** By component, from the first; 0 where none is needed. */
  readonly needs: readonly Need[];
  /** Names of the standard. */
  readonly names: readonly string[];
}

/** Components that are not there, from 1. `qualifier`: the first, where it is too long for one. */
export interface MissingParts {
  readonly at: number;
  readonly missing: readonly number[];
  readonly ofStandard: boolean;
  readonly qualifier: string | undefined;
  /** Of the composite, in the text. */
  readonly span: Span;
}

const CODE: readonly Need[] = [OF_STANDARD, OF_STANDARD];
const PROCEDURE = ['Product/Service ID Qualifier', 'Product/Service ID'];
const DIAGNOSIS = ['Code List Qualifier Code', 'Industry Code'];
const PLACE = ['Facility Code Value', 'Facility Code Qualifier', 'Claim Frequency Type Code'];
const LONGEST_QUALIFIER = 3;

/**
 * By segment. Sources: ASC X12 004010 and 005010, composites C003, C022 and C023; CLM05: 005010X222A1, X223A2, X224A2 and
 * 004010X098A1, X096A1, X097A1, loop 2300.
 */
export function neededParts(segment: string, is4010: boolean): readonly NeededParts[] | undefined {
  switch (segment) {
    case 'SV1':
    case 'SV3':
      return [{ at: 1, needs: CODE, names: PROCEDURE }];
    case 'SV2':
      return [{ at: 2, needs: CODE, names: PROCEDURE }];
    case 'SVD':
      return [{ at: 3, needs: CODE, names: PROCEDURE }];
    case 'SVC':
      return [1, 6].map((at) => ({ at, needs: CODE, names: PROCEDURE }));
    case 'HI':
      return Array.from({ length: 12 }, (_, i) => ({ at: i + 1, needs: CODE, names: DIAGNOSIS }));
    case 'CLM':
      return [{ at: 5, needs: [OF_STANDARD, is4010 ? 0 : OF_GUIDE, OF_GUIDE], names: PLACE }];
    default:
      return undefined;
  }
}

/** The first composite of the segment that lacks a component; without a guide, one that the standard requires. */
export function missingParts(
  cursor: Cursor,
  parts: readonly NeededParts[],
  lists: readonly (CodeList | undefined)[] | undefined,
  hasGuide: boolean,
): MissingParts | undefined {
  const count = cursor.elements();
  for (let i = 0; i < parts.length; i++) {
    const { at, needs } = parts[i]!;
    if (at > count) break;
    const from = cursor.from(at);
    const to = cursor.to(at);
    if (from === to || isWhole(cursor, needs, from, to)) continue;
    const found = lookAt(cursor, parts[i]!, lists?.[at]);
    if (found && (found.ofStandard || hasGuide)) return found;
  }
  return undefined;
}

/** As most are: nothing is made for them. */
function isWhole({ text, delimiters }: Cursor, needs: readonly Need[], from: number, to: number): boolean {
  const separator = delimiters.component.charCodeAt(0);
  let start = from;
  for (let component = 0; component < needs.length; component++) {
    let end = start;
    while (end < to && text.charCodeAt(end) !== separator) end++;
    if (start >= end && needs[component] !== 0) return false;
    start = end + 1;
  }
  return true;
}

function lookAt(cursor: Cursor, { at, needs }: NeededParts, list: CodeList | undefined): MissingParts | undefined {
  const { component } = cursor.delimiters;
  const text = cursor.value(at);
  // Divided by another character than ISA16, of which another rule tells.
  if (componentUsed(text, component) !== component || /^\w{1,3}[^\w\s.-]\w/.test(text.split(component)[0]!))
    return undefined;
  const values = text.split(component).map((value) => value.trim());
  const [first = ''] = values;
  // Of blanks alone: taken for empty.
  if (values.every((value) => value === '')) return undefined;
  const isCode = needs === CODE;
  // What has neither the length of a qualifier nor the shape of a code slid in from beside it, as its neighbours tell.
  if (isCode && first.length > LONGEST_QUALIFIER && !/^[A-Z0-9]{4,7}$/.test(first)) return undefined;
  // What is no code of the list is told by it; a code without its qualifier is told by a rule on claims.
  if (isCode && first !== '' && list && list.component === 1 && !list.values.includes(first)) return undefined;
  if (isCode && first === '' && values[1] && cursor.idText() !== 'HI') return undefined;
  const missing = needs.flatMap((need, i) => (need !== 0 && !values[i] ? [i + 1] : []));
  if (missing.length === 0) return undefined;
  return {
    at,
    missing,
    ofStandard: missing.some((part) => needs[part - 1] === OF_STANDARD),
    qualifier: isCode && first.length > LONGEST_QUALIFIER ? first : undefined,
    span: { start: cursor.from(at), end: cursor.to(at) },
  };
}
