import type { CheckedText } from '../checkedText';
import type { Codes } from '../codes/tables';
import type { Span } from '../model/span';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export function hover(_checked: CheckedText, _codes: Codes, _offset: number): Hover | undefined { return undefined; }
