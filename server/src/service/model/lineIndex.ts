import { lastAtOrBefore } from './search';

/** Zero-based line and UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Line starts of a text: LF, CRLF and CR end a line. */
export class LineIndex {
  private readonly starts: number[];

  constructor(text: string) {
    this.starts = [0];
    const { starts } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
  }

  positionAt(offset: number): Position {
    const { starts } = this;
    const line = lastAtOrBefore(starts.length, (index) => starts[index]!, offset);
    return { line, character: offset - starts[line]! };
  }
}
