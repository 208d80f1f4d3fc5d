import type { Claim } from '../../model/claim';
import type { Fix } from '../../model/finding';
import { reorder } from '../../model/reorder';
import { isSameCode } from '../../model/spelling';
import type { TextReplacement } from '../format';
import { insertItem } from './insertItem';
import { all, type JsonNode, member, say } from './json';
import type { FhirDocument } from './read';
import { pathAt } from './slot';

/** The replacements that carry out a fix; none where the document has no such place, or needs more than a fix knows. */
export function fixFhir(document: FhirDocument, text: string, claim: Claim, fix: Fix): readonly TextReplacement[] {
  switch (fix.kind) {
    case 'replace':
      return replace(document, text, claim.base + fix.span.start, claim.base + fix.span.end, fix.text);
    case 'removeModifier': {
      const { modifiers = [] } = claim.lines[fix.line] ?? {};
      const gone = [fix.modifier, fix.also ?? fix.modifier].flatMap((at) => modifiers[at] ?? []);
      return removeModifiers(document, text, [...new Set(gone.map(({ start }) => claim.base + start))]);
    }
    case 'orderModifiers': {
      const first = claim.lines[fix.line]?.modifiers[0];
      return first ? orderModifiers(document, text, claim.base + first.start, fix.order) : [];
    }
    case 'insertLine':
      return insertItem(document, text, claim, fix.before, fix.code);
  }
}

/** Another code takes the words with it by which its coding displays it: they are not its own. */
function replace(document: FhirDocument, text: string, start: number, end: number, put: string): TextReplacement[] {
  const own = { start, end, text: put };
  const path = pathAt(document, text, start);
  const leaf = path.at(-1);
  const coding = path.at(-2)?.node;
  if (leaf?.key !== 'code' || !coding || isSameCode(leaf.node.value, put)) return [own];
  const at = coding.members.findIndex(({ key }) => key === 'display');
  const display = coding.members[at];
  if (!display) return [own];
  const before = coding.members[at - 1];
  const next = coding.members[at + 1];
  const words = before
    ? { start: before.node.end, end: display.node.end, text: '' }
    : { start: display.start, end: next!.start, text: '' };
  return words.start < start ? [words, own] : [own, words];
}

/** Modifiers move with all that their concepts hold: each is an item of its own. */
function orderModifiers(
  document: FhirDocument,
  text: string,
  at: number,
  order: readonly number[],
): readonly TextReplacement[] {
  const array = pathAt(document, text, at).find(({ node, key }) => key === 'modifier' && node.kind === 'array')?.node;
  return array?.items.length === order.length ? reorder(text, array.items, order) : [];
}

/**
 * One modifier or two go with a comma beside them; with their concepts where those have no other, and with the whole member where
 * they are the last, because FHIR has no empty arrays.
 */
function removeModifiers(document: FhirDocument, text: string, places: readonly number[]): readonly TextReplacement[] {
  const paths = places.map((at) => pathAt(document, text, at));
  const path = paths[0] ?? [];
  const index = path.findIndex(({ node, key }) => key === 'modifier' && node.kind === 'array');
  const array = path[index]?.node;
  const item = path[index - 1]?.node;
  if (!array || !item) return [];
  const [from, to = from] = places.map((at) => array.items.findIndex((one) => one.start <= at && at <= one.end));
  const one = array.items[from ?? -1];
  const end = array.items[to ?? -1];
  if (from === undefined || to === undefined || !one || !end) return [];
  const codes = new Set(paths.map((way) => way.at(-1)?.node.value));
  const codings = all(one, 'coding');
  const others = (concept: JsonNode) => all(concept, 'coding').filter((coding) => !codes.has(say(coding, 'code')));
  if (one !== end && (to > from + 1 || others(one).length || others(end).length)) {
    return places.flatMap((at) => removeModifiers(document, text, [at]));
  }
  const kept = others(one);
  const before = array.items[from - 1];
  const next = array.items[to + 1];
  const first = codings[0];
  const last = codings.at(-1);
  if (kept.length && first && last) {
    const between = text.slice(first.end, codings[1]!.start);
    const put = kept.map(({ start, end }) => text.slice(start, end)).join(between);
    return [{ start: first.start, end: last.end, text: put }];
  }
  if (before) return [{ start: before.end, end: end.end, text: '' }];
  if (next) return [{ start: one.start, end: next.start, text: '' }];
  const place = item.members.findIndex(({ node }) => node === member(item, 'modifier'));
  const previous = item.members[place - 1];
  const following = item.members[place + 1];
  if (previous) return [{ start: previous.node.end, end: array.end, text: '' }];
  return [{ start: item.members[place]!.start, end: following?.start ?? array.end, text: '' }];
}
