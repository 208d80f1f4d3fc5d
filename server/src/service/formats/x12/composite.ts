import type { CodeMention, ProcedureMention } from '../../model/claim';
import type { At } from '../../model/span';
import { componentUsed } from './delimiters';
import type { Cursor } from './cursor';

/** A composite medical procedure identifier (X12 C003: SV101, SV202, SV301, SV501, SVC01, SVD03, EB13). */
export interface ProcedureComposite {
  readonly procedure: ProcedureMention | undefined;
  readonly modifiers: readonly CodeMention[];
  readonly description: At<string> | undefined;
  /** The separator in use when it is not the declared one. */
  readonly undeclared: string | undefined;
}

const NO_MODIFIERS: readonly CodeMention[] = [];
const NOTHING: ProcedureComposite = {
  procedure: undefined,
  modifiers: NO_MODIFIERS,
  description: undefined,
  undeclared: undefined,
};

/** Reads element `index` of the segment; spans relative to `base`. */
export function procedureComposite(cursor: Cursor, index: number, base: number): ProcedureComposite {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return NOTHING;
  const { text } = cursor;
  let component = cursor.delimiters.component;
  let undeclared: string | undefined;
  let border = text.indexOf(component, from);
  if (border < 0 || border >= to) {
    const used = componentUsed(text.slice(from, to), component);
    if (used !== component) {
      component = undeclared = used;
      border = text.indexOf(component, from);
    }
  }
  if (border < 0 || border >= to) border = to;
  const qualifier: At<string> = { value: cursor.slice(from, border), start: from - base, end: border - base };
  let procedure: ProcedureMention | undefined;
  let description: At<string> | undefined;
  let modifiers: CodeMention[] | undefined;
  let place = 2;
  for (let at = border + 1; at <= to; place++) {
    let end = text.indexOf(component, at);
    if (end < 0 || end > to) end = to;
    if (place === 2) {
      procedure = { kind: 'procedure', value: cursor.slice(at, end), start: at - base, end: end - base, qualifier };
    } else if (end > at) {
      if (place <= 6) {
        modifiers ??= [];
        modifiers.push({ kind: 'modifier', value: cursor.slice(at, end), start: at - base, end: end - base });
      } else if (place === 7) {
        description = { value: cursor.slice(at, end), start: at - base, end: end - base };
      }
    }
    at = end + 1;
  }
  procedure ??= { kind: 'procedure', value: '', start: to - base, end: to - base, qualifier };
  return { procedure, modifiers: modifiers ?? NO_MODIFIERS, description, undeclared };
}
