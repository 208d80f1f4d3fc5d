import type { CheckedText } from '../checkedText';
import { x12Dictionary } from '../codes/x12Dictionary';
import { asX12, walkSegments } from './x12Walk';

/** A word that an editor shows before an offset, though it is not in the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** A file in one line is all visible at once. */
const MOST_HINTS = 2000;

/** The names of the X12 elements that have a value, in a range. */
export function elementNames(checked: CheckedText, from: number, to: number): readonly InlayHint[] {
  const document = asX12(checked.document);
  const hints: InlayHint[] = [];
  if (!document) return hints;
  const dictionary = x12Dictionary();
  walkSegments(document, checked.source, from, to, (cursor, id, _, base) => {
    for (let position = 1; position <= cursor.elements(); position++) {
      const offset = base + cursor.from(position);
      if (offset > to || hints.length >= MOST_HINTS) return true;
      if (offset < from || !cursor.has(position)) continue;
      const name = dictionary.element(id, position)?.name;
      if (name) hints.push({ offset, label: `${name}:` });
    }
    return false;
  });
  return hints;
}
