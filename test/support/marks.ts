/** A fixture with its marks taken out: `«»` is a cursor, `«text»` an expected range. */
export interface Marked {
  readonly text: string;
  /** Ranges in the order of their opening marks; a cursor has start = end. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

export function marked(fixture: string): Marked {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const part of fixture.split(/([«»])/)) {
    if (part === '«') {
      open.push(ranges.length);
      ranges.push({ start: text.length, end: -1 });
    } else if (part === '»') {
      const last = open.pop();
      if (last === undefined) throw new Error('a » without its «');
      ranges[last]!.end = text.length;
    } else {
      text += part;
    }
  }
  if (open.length) throw new Error('a « without its »');
  return { text, ranges };
}

/** The offset of the one cursor of a fixture. */
export function cursor(fixture: string): { text: string; offset: number } {
  const { text, ranges } = marked(fixture);
  const first = ranges[0];
  if (ranges.length !== 1 || !first || first.start !== first.end) throw new Error('expected one «»');
  return { text, offset: first.start };
}
