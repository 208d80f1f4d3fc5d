import type { Cursor } from '../../cursor';
import { componentUsed } from '../../delimiters';
import type { BlockProblem, Notice } from '../blockProblem';
import type { Guide } from '../guides';
import { unlistedCode } from '../rules/invalid-element';
import type { CodeList } from './codeLists';

/** Whether codes are in the closed lists of the guide that GS08 names. */
export class CodeChecks {
  private base = 0;
  private found: BlockProblem[] | undefined;

  begin(base: number): void {
    this.base = base;
    this.found = undefined;
  }

  /**
   * An element that is not empty, by the lists of its position. True where it is a code of the list, so that there is
   * nothing else to look at; of a composite nothing is said.
   */
  see(cursor: Cursor, first: CodeList, from: number, to: number, guide: Guide): boolean {
    let isCode = false;
    for (let list: CodeList | undefined = first; list !== undefined; list = list.next) {
      if (list.when !== undefined && !holds(list.when, cursor.first)) continue;
      if (list.component > 0) this.seeComponent(cursor, list, from, to, guide);
      else if (isListed(list, packedAt(cursor.text, from, to))) isCode = true;
      else this.look(cursor, list, from, to, guide);
    }
    return isCode;
  }

  private seeComponent(cursor: Cursor, list: CodeList, from: number, to: number, guide: Guide): void {
    const { text } = cursor;
    const separator = cursor.delimiters.component.charCodeAt(0);
    let start = from;
    for (let component = 1; component < list.component; component++) {
      while (start < to && text.charCodeAt(start) !== separator) start++;
      start++;
    }
    let end = start;
    while (end < to && text.charCodeAt(end) !== separator) end++;
    if (start >= end || isListed(list, packedAt(text, start, end))) return;
    // The composite is divided by another character than ISA16: another rule says so.
    const { component } = cursor.delimiters;
    if (componentUsed(text.slice(from, to), component) === component) this.look(cursor, list, start, end, guide);
  }

  /** Once more without line ends inside of the value and blanks behind it. */
  private look(cursor: Cursor, list: CodeList, from: number, to: number, { name }: Guide): void {
    const value = cursor.slice(from, to).trimEnd();
    if (value === '' || list.values.includes(value) || isMaskedCode(value, list)) return;
    this.found ??= [];
    this.found.push(unlistedCode(list, value, name, { start: from - this.base, end: to - this.base }));
  }

  /**
   * `holds`: the block follows the guide; of one that follows another the lists say nothing. Nor do they of a value that
   * `others` name already.
   */
  end(holds: boolean, others: readonly BlockProblem[] | undefined, notice: Notice): void {
    if (!holds || !this.found) return;
    const named = new Set(others?.map(({ span }) => span.start));
    for (const problem of this.found) if (!named.has(problem.span.start)) notice(problem);
  }
}

/** The same code stands at the same place in segment after segment: the last is compared before the list is asked. */
function isListed(list: CodeList, value: number): boolean {
  if (list.last === value) return true;
  if (!list.packed.has(value)) return false;
  list.last = value;
  return true;
}

function holds(values: readonly number[], value: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] === value) return true;
  return false;
}

const IDENTIFICATION_CODE_QUALIFIER = '66';

/** Files without persons have codes of nines or X alone, which are not checked; XX is a code where numbers are qualified. */
function isMaskedCode(value: string, { element }: CodeList): boolean {
  return /^(?:9+|X+)$/.test(value) && (value !== 'XX' || element !== IDENTIFICATION_CODE_QUALIFIER);
}

/** As `packed` has it, up to four characters; -1 where there are more. */
function packedAt(text: string, from: number, to: number): number {
  if (to - from > 4) return -1;
  let value = 0;
  for (let i = from; i < to; i++) value = (value << 8) | text.charCodeAt(i);
  return value;
}
