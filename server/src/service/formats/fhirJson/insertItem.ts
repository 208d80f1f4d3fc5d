import type { Claim } from '../../model/claim';
import type { TextReplacement } from '../format';
import { all, type JsonNode, type Member, say } from './json';
import type { FhirDocument } from './read';
import { typeOf } from './resource';
import { pathAt } from './slot';
import { isSystemOf } from './values';

/** What a new item takes over: when, where and by whom it was done, and why. Source: Claim.item of STU3, R4 and R5. */
const TAKEN = new Set([
  ...['careTeamSequence', 'careTeamLinkId', 'diagnosisSequence', 'diagnosisLinkId', 'category'],
  ...['servicedDate', 'servicedPeriod', 'locationCodeableConcept', 'locationAddress', 'locationReference', 'encounter'],
]);

/**
 * A new item in front of another of a Claim, written as that one is: the next sequence, the code in the same system, one unit,
 * and no price, which only its author knows. Nothing where the JSON between them is not sound, or there is no Claim.
 */
export function insertItem(
  document: FhirDocument,
  text: string,
  claim: Claim,
  before: number,
  code: string,
): readonly TextReplacement[] {
  const line = claim.lines[before];
  const path = line?.procedure ? pathAt(document, text, claim.base + line.procedure.start) : [];
  const at = path.findIndex(({ node, key }) => key === 'item' && node.kind === 'array');
  const items = path[at]?.node;
  const item = path[at + 1]?.node;
  const coding = path.at(-2)?.node;
  if (!line || !items || item?.kind !== 'object' || at !== 1 || typeOf(path[0]!.node) !== 'Claim') return [];
  if (!coding || !isSystemOf('procedure', say(coding, 'system'))) return [];
  const sequences = items.items.map((one) => Number(say(one, 'sequence')) || 0);
  const parts = item.members.flatMap((one): string[] => {
    if (one.key === 'sequence') return [withValue(text, one, String(Math.max(...sequences) + 1))];
    if (one.key === 'productOrService' || one.key === 'service') return conceptOf(text, one, coding, code);
    if (one.key === 'quantity') return quantityOf(text, one);
    return TAKEN.has(one.key) ? [text.slice(one.start, one.node.end)] : [];
  });
  const put = parts.some((part) => part.includes(code)) ? objectLike(text, item, parts) : undefined;
  const gap = gapBefore(text, items, items.items.indexOf(item));
  return put === undefined || gap === undefined ? [] : [{ start: item.start, end: item.start, text: put + gap }];
}

/** What parts an item from the one before it; of the first, what would. */
function gapBefore(text: string, array: JsonNode, index: number): string | undefined {
  const item = array.items[index]!;
  const previous = array.items[index - 1];
  const gap = previous ? text.slice(previous.end, item.start) : `,${text.slice(array.start + 1, item.start)}`;
  return /^\s*,\s*$/.test(gap) ? gap : undefined;
}

/** Members laid out as those of an object are; undefined where something stands between those that is no JSON. */
function objectLike(text: string, { start, end, members }: JsonNode, parts: readonly string[]): string | undefined {
  const [first, second] = members;
  const last = members.at(-1);
  // Its last bracket may be one of what stands in it, where it breaks off.
  if (!first || !last || last.node.end >= end || text[end - 1] !== '}') return undefined;
  const lead = text.slice(start + 1, first.start);
  const gap = second ? text.slice(first.node.end, second.start) : `,${lead}`;
  const tail = text.slice(last.node.end, end - 1);
  return /^\s*$/.test(lead + tail) && /^\s*,\s*$/.test(gap) ? `{${lead}${parts.join(gap)}${tail}}` : undefined;
}

function withValue(text: string, { start, node }: Member, value: string): string {
  return text.slice(start, node.start) + value;
}

/** The concept with one coding, of which system and code are left: other codings and words are those of another service. */
function conceptOf(text: string, concept: Member, coding: JsonNode, code: string): string[] {
  const kept = coding.members.flatMap((one) =>
    one.key === 'code'
      ? withValue(text, one, JSON.stringify(code))
      : one.key === 'system'
        ? text.slice(one.start, one.node.end)
        : [],
  );
  const list = concept.node.members.find(({ key }) => key === 'coding');
  const put = objectLike(text, coding, kept);
  if (!list || put === undefined) return [];
  const [first] = all(concept.node, 'coding');
  const last = all(concept.node, 'coding').at(-1);
  const { node } = list;
  const whole =
    node.kind === 'array' && first && last && last.end < node.end
      ? `[${text.slice(node.start + 1, first.start)}${put}${text.slice(last.end, node.end - 1)}]`
      : put;
  const written = objectLike(text, concept.node, [withValue(text, list, whole)]);
  return written === undefined ? [] : [withValue(text, concept, written)];
}

function quantityOf(text: string, quantity: Member): string[] {
  const value = quantity.node.members.find(({ key }) => key === 'value');
  const written = value && objectLike(text, quantity.node, [withValue(text, value, '1')]);
  return written === undefined ? [] : [withValue(text, quantity, written)];
}
