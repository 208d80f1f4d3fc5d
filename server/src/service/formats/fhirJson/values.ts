import type { Amount, CodeKind, CodeMention, DateMention } from '../../model/claim';
import { dayFromIso } from '../../model/date';
import type { DiagnosisSet } from '../../model/diagnosis';
import type { At } from '../../model/span';
import { all, type JsonNode, member, say } from './json';

/** CPT and HCPCS by the addresses and numbers that senders give them. */
const PROCEDURE =
  /ama-assn\.org\/(?:go\/)?cpt\/?$|2\.16\.840\.1\.113883\.6\.(?:12|14|285)$|\/(?:v3-)?hcpcs[^/]*$|^(?:cpt|hcpcs)$/i;
const DIAGNOSIS = /icd-?(?:9|10)|2\.16\.840\.1\.113883\.6\.(?:90|103)$/i;
const PLACE = /place[-_]?of[-_]?s|\/pos$|service-place$/i;
const REVENUE = /revenuecodes?$|rev[-_](?:cntr|ctr|center)(?:[-_]cd)?$|rev-cd$|ex-revenue-center$|UBREV$/i;

export function isProcedureSystem(system: string): boolean {
  return PROCEDURE.test(system);
}

export type Wanted = CodeKind;

/** A system names codes of a kind; a modifier or a place may come without one. */
export function isSystemOf(kind: Wanted, system: string): boolean {
  switch (kind) {
    case 'procedure':
      return PROCEDURE.test(system);
    case 'modifier':
      return system === '' || PROCEDURE.test(system) || /modif/i.test(system);
    case 'diagnosis':
      return DIAGNOSIS.test(system);
    case 'placeOfService':
      return system === '' || PLACE.test(system);
    case 'revenue':
      return REVENUE.test(system);
  }
}

/** The code of a CodeableConcept in a system of the kind. */
export function codeIn<K extends Wanted>(concept: JsonNode | undefined, kind: K, base: number) {
  for (const coding of all(concept, 'coding')) {
    const code = member(coding, 'code');
    if (!code?.value || code.kind === 'object' || code.kind === 'array') continue;
    if (isSystemOf(kind, say(coding, 'system'))) return { kind, ...textAt(code, base) };
  }
  return undefined;
}

/** The diagnosis of a CodeableConcept; ICD-10 of other countries names no set of ours. */
export function diagnosisIn(concept: JsonNode | undefined, base: number) {
  for (const coding of all(concept, 'coding')) {
    const system = say(coding, 'system');
    const code = member(coding, 'code');
    if (!code?.value || code.kind === 'object' || code.kind === 'array' || !DIAGNOSIS.test(system)) continue;
    return { kind: 'diagnosis' as const, codeSet: codeSetOf(system), ...textAt(code, base) };
  }
  return undefined;
}

function codeSetOf(system: string): DiagnosisSet | undefined {
  if (/icd-?10-?cm$|\.6\.90$/i.test(system)) return 'ICD-10-CM';
  return /icd-?9-?cm$|\.6\.103$/i.test(system) ? 'ICD-9-CM' : undefined;
}

/** Modifiers of one concept: senders put several into it, and one in several systems. Each once. */
export function modifiersIn(concept: JsonNode, base: number): CodeMention[] {
  const found: CodeMention[] = [];
  for (const coding of all(concept, 'coding')) {
    const one = codeIn(
      { ...concept, members: [{ key: 'coding', start: coding.start, node: coding }] },
      'modifier',
      base,
    );
    if (one && !found.some(({ value }) => value === one.value)) found.push(one);
  }
  return found;
}

/** Codes of any system, as words that structure is told by. */
export function codesOf(concept: JsonNode | undefined): string[] {
  return all(concept, 'coding').map((coding) => say(coding, 'code').toLowerCase());
}

/** A value between its quotes; `raw` stands beside it where an escape makes the two differ. */
export function textAt({ inner, value, raw }: JsonNode, base: number): At<string> & { readonly raw?: string } {
  const span = { start: inner.start - base, end: inner.end - base };
  return raw === undefined ? { value, ...span } : { value, raw, ...span };
}

export function dateIn(node: JsonNode | undefined, base: number): DateMention | undefined {
  if (node?.kind !== 'string' || !node.value) return undefined;
  const { start, end } = node.inner;
  return {
    value: dayFromIso(node.value.slice(0, 10)),
    raw: node.raw ?? node.value,
    start: start - base,
    end: end - base,
  };
}

export function numberIn(node: JsonNode | undefined, base: number): Amount | undefined {
  if (!node?.value) return undefined;
  const { start, end } = node.inner;
  const value = /^[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/.test(node.value) ? Number(node.value) : undefined;
  return { value, raw: node.raw ?? node.value, start: start - base, end: end - base };
}

/** A number that counts or names a place. */
export function isWhole(node: JsonNode): boolean {
  return node.kind === 'scalar' && /^\d{1,6}$/.test(node.value);
}

export function placeOf({ inner }: JsonNode, base: number) {
  return { start: inner.start - base, end: inner.end - base };
}

/** Words, if there are any. */
export function wordsIn(node: JsonNode | undefined, base: number) {
  return node?.kind === 'string' && node.value.trim() ? textAt(node, base) : undefined;
}
