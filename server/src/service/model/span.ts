/**
 * A half-open range of UTF-16 offsets. Inside a claim the offsets are relative to `claim.base`; in a document's
 * mentions and problems they are absolute.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value that keeps its place: one object for both, because a large file holds millions of them. */
export interface At<T> extends Span {
  readonly value: T;
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
