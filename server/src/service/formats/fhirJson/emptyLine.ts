import type { ServiceLine } from '../../model/claim';
import type { JsonNode } from './json';

/** A line of an item or a service, of which nothing is read yet. */
export function emptyLine(node: JsonNode, base: number): ServiceLine {
  return {
    span: { start: node.start - base, end: node.end - base },
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
