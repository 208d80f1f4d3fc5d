import type { ServiceLine } from './claim';
import type { Span } from './span';

/** A service line of which nothing is read yet. */
export function emptyLine(span: Span): ServiceLine {
  return {
    span,
    number: undefined,
    procedure: undefined,
    modifiers: [],
    units: undefined,
    charge: undefined,
    from: undefined,
    to: undefined,
    pointers: [],
    placeOfService: undefined,
    revenue: undefined,
    renderingProvider: undefined,
    description: undefined,
    segment: undefined,
  };
}
