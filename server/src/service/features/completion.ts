import type { CheckedText } from '../checkedText';
import type { Codes } from '../codes/tables';
import type { Span } from '../model/span';

/** One thing to type. `sort` orders the list; `span` is what it replaces, absolute. */
export interface Completion {
  readonly label: string;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly kind: 'procedure' | 'modifier' | 'placeOfService' | 'qualifier';
  readonly span: Span;
  readonly text: string;
  readonly sort: string;
  /** What the typed text is matched with: the code, or the words of its description. */
  readonly filter: string;
  /** It does not apply here (a modifier that the code's indicators rule out). */
  readonly deprecated?: boolean;
}

export function complete(_checked: CheckedText, _codes: Codes, _offset: number): readonly Completion[] { return []; }
