import type { Claim } from '../../model/claim';
import type { Fix } from '../../model/finding';
import { reorder } from '../../model/reorder';
import { isSameCode } from '../../model/spelling';
import type { TextReplacement } from '../format';
import { all, member, say } from './json';
import type { FhirDocument } from './read';
import { pathAt } from './slot';

/** The replacements that carry out a fix. A new item is left to the author: it needs more than a code. */
export function fixFhir(document: FhirDocument, text: string, claim: Claim, fix: Fix): readonly TextReplacement[] {
  switch (fix.kind) {
    case 'replace':
      return replace(document, text, claim.base + fix.span.start, claim.base + fix.span.end, fix.text);
    case 'removeModifier': {
      const modifier = claim.lines[fix.line]?.modifiers[fix.modifier];
      return modifier ? removeModifier(document, text, claim.base + modifier.start) : [];
    }
    case 'orderModifiers': {
      const first = claim.lines[fix.line]?.modifiers[0];
      return first ? orderModifiers(document, text, claim.base + first.start, fix.order) : [];
    }
    case 'insertLine':
      return [];
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
 * The modifier goes with a comma beside it; with its concept where that has no other, and with the whole member where
 * it is the last, because FHIR has no empty arrays.
 */
function removeModifier(document: FhirDocument, text: string, at: number): readonly TextReplacement[] {
  const path = pathAt(document, text, at);
  const index = path.findIndex(({ node, key }) => key === 'modifier' && node.kind === 'array');
  const array = path[index]?.node;
  const item = path[index - 1]?.node;
  if (!array || !item) return [];
  const own = array.items.findIndex((one) => one.start <= at && at <= one.end);
  const before = array.items[own - 1];
  const next = array.items[own + 1];
  const one = array.items[own];
  if (!one) return [];
  const code = path.at(-1)!.node.value;
  const codings = all(one, 'coding');
  const kept = codings.filter((coding) => say(coding, 'code') !== code);
  const first = codings[0];
  const last = codings.at(-1);
  if (kept.length && first && last) {
    const between = text.slice(first.end, codings[1]!.start);
    const put = kept.map(({ start, end }) => text.slice(start, end)).join(between);
    return [{ start: first.start, end: last.end, text: put }];
  }
  if (before) return [{ start: before.end, end: one.end, text: '' }];
  if (next) return [{ start: one.start, end: next.start, text: '' }];
  const place = item.members.findIndex(({ node }) => node === member(item, 'modifier'));
  const previous = item.members[place - 1];
  const following = item.members[place + 1];
  if (previous) return [{ start: previous.node.end, end: array.end, text: '' }];
  return [{ start: item.members[place]!.start, end: following?.start ?? array.end, text: '' }];
}
