import type { CheckedText } from '../checkedText';
import type { TextReplacement } from '../formats/format';
import { layoutEdits, type RefusedLayout, refusalOf } from '../formats/x12/layout';

export interface FormatOptions {
  readonly lines: 'segments' | 'one';
  /** What a segment is indented by for each loop it stands in; one segment a line only. */
  readonly indent?: string;
}

/** An editor takes few edits better than many, and one better than thousands. */
const MOST_EDITS = 1000;

/** The changes that lay the text out anew; none where it is so already, or in a format that has no layout of its own. See `formatRefusal`. */
export function formatEdits({ text, document }: CheckedText, options: FormatOptions): readonly TextReplacement[] {
  if (document.format !== 'x12') return [];
  const edits = layoutEdits(text, options);
  return edits.length > MOST_EDITS ? [edits.asOne()!] : edits.list();
}

/** Why a text can't be laid out so; undefined where it can. */
export function formatRefusal({ text, document }: CheckedText, { lines }: FormatOptions): RefusedLayout | undefined {
  return document.format === 'x12' ? refusalOf(text, lines) : undefined;
}
