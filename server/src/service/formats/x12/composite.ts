import type { CodeMention, ProcedureMention } from '../../model/claim';
import type { At } from '../../model/span';
import type { Cursor } from './cursor';
import { componentUsed } from './delimiters';

/** What a composite medical procedure identifier (X12 C003) is read into: a line, or a mention. */
export interface ProcedureTarget {
  procedure?: ProcedureMention;
  modifiers: readonly CodeMention[];
  description?: At<string>;
}

export const NO_MODIFIERS: readonly CodeMention[] = [];

/**
 * Reads element `index` (SV101, SV202, SV301, SV501, SVC01, SVD03, EB13) into `target`; spans relative to `base`.
 * Returns the component separator in use when it is not the declared one.
 */
export function readProcedure(
  cursor: Cursor,
  index: number,
  base: number,
  target: ProcedureTarget,
): string | undefined {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return undefined;
  const { text } = cursor;
  let component = cursor.delimiters.component.charCodeAt(0);
  let undeclared: string | undefined;
  let border = find(text, component, from, to);
  if (border !== from + 2) {
    const used = componentUsed(text.slice(from, to), cursor.delimiters.component);
    if (used !== cursor.delimiters.component) {
      undeclared = used;
      component = used.charCodeAt(0);
      border = find(text, component, from, to);
    }
  }
  const qualifier = cursor.slice(from, border);
  const codeEnd = border < to ? find(text, component, border + 1, to) : to;
  const codeStart = border < to ? border + 1 : to;
  target.procedure = {
    kind: 'procedure',
    value: cursor.slice(codeStart, codeEnd),
    start: codeStart - base,
    end: codeEnd - base,
    qualifier,
  };
  let modifiers: CodeMention[] | undefined;
  for (let at = codeEnd + 1, component3 = 3; at <= to && codeEnd < to && component3 <= 7; component3++) {
    const end = find(text, component, at, to);
    if (end > at) {
      const value = cursor.slice(at, end);
      if (component3 < 7) {
        modifiers ??= [];
        modifiers.push({ kind: 'modifier', value, start: at - base, end: end - base });
      } else target.description = { value, start: at - base, end: end - base };
    }
    at = end + 1;
  }
  if (modifiers) target.modifiers = modifiers;
  return undeclared;
}

function find(text: string, code: number, from: number, to: number): number {
  let i = from;
  while (i < to && text.charCodeAt(i) !== code) i++;
  return i;
}
