import { lastAtOrBefore } from '../../model/search';
import { contains } from '../../model/span';
import type { Slot } from '../format';
import { type JsonNode, member, parseJson, say } from './json';
import type { FhirDocument } from './read';
import { codeIn, isProcedureSystem, isSystemOf, type Wanted } from './values';

/** Which code a `coding` below a member of this name holds. */
const CONCEPTS: Readonly<Record<string, Wanted>> = {
  productOrService: 'procedure',
  service: 'procedure',
  code: 'procedure',
  procedureCodeableConcept: 'procedure',
  modifier: 'modifier',
  locationCodeableConcept: 'placeOfService',
  diagnosisCodeableConcept: 'diagnosis',
  revenue: 'revenue',
};

/** The value at an offset and what it stands in, outermost first. */
function pathTo(root: JsonNode, offset: number): { node: JsonNode; key: string }[] {
  const path = [{ node: root, key: '' }];
  for (;;) {
    const { node, key } = path.at(-1)!;
    const inMember = node.members.find(({ node: one }) => contains(one, offset));
    const inItem = node.items.find((one) => contains(one, offset));
    if (inMember) path.push({ node: inMember.node, key: inMember.key });
    else if (inItem) path.push({ node: inItem, key });
    else return path;
  }
}

/** The resource that holds an offset, parsed, with the way to what stands there. */
export function pathAt(document: FhirDocument, text: string, offset: number): { node: JsonNode; key: string }[] {
  const { resources } = document;
  const resource = resources[lastAtOrBefore(resources.length, (index) => resources[index]!.start, offset)];
  const root = resource && contains(resource, offset) ? parseJson(text, resource.start, {}, resource.end) : undefined;
  return root ? pathTo(root, offset) : [];
}

/** What stands, or may be typed, between the quotes at an offset: a `code` of a `coding` that holds codes of a kind. */
export function slotAtFhir(document: FhirDocument, text: string, offset: number): Slot | undefined {
  const path = pathAt(document, text, offset);
  const leaf = path.at(-1);
  if (leaf?.key !== 'code' || leaf.node.kind !== 'string' || !contains(leaf.node.inner, offset)) return undefined;
  const coding = path.at(-2)?.node;
  let above = path.length - 3;
  while (path[above]?.key === 'coding') above--;
  const concept = path[above];
  const kind = concept && CONCEPTS[concept.key];
  if (!coding || !kind || path[above + 1]?.key !== 'coding') return undefined;
  const system = say(coding, 'system');
  if (system !== '' && !isSystemOf(kind, system)) return undefined;
  if (concept.key === 'code' && !(above === 1 && isProcedureSystem(system))) return undefined;
  const { start, end } = leaf.node.inner;
  const { claims } = document;
  const claim = claims[lastAtOrBefore(claims.length, (index) => claims[index]!.base, offset)];
  const slot: Slot = { kind, span: { start, end }, typed: text.slice(start, offset), claim };
  if (kind !== 'modifier') return slot;
  const item = path.filter(({ node }) => member(node, 'modifier')).at(-1)?.node;
  const line = item && claim?.lines.find((one) => one.span.start + claim.base === item.start);
  return {
    ...slot,
    procedure: codeIn(member(item, 'productOrService') ?? member(item, 'service'), 'procedure', 0)?.value,
    modifiers: line?.modifiers.filter((one) => one.start + claim!.base !== start).map(({ value }) => value) ?? [],
  };
}
