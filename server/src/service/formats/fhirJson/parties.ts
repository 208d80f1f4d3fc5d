import type { Party, Payer } from '../../model/claim';
import { type Day, dayFromIso } from '../../model/date';
import { all, find, type JsonNode, member, say } from './json';
import { codesOf } from './values';

/** Resources beside a claim that its references may name; only what they say is looked at, not where. */
export type Known = ReadonlyMap<string, { node(): JsonNode }>;

export interface CareTeam {
  readonly whole: Party | undefined;
  of(item: JsonNode): Party | undefined;
}

const RENDERING = new Set(['rendering', 'performing']);
const MAIN = new Set(['primary', 'main']);

/** Who rendered an item: of those that it names the rendering one, else the main one, else the only one. */
export function careTeam(node: JsonNode, known: Known): CareTeam {
  const members = all(node, 'careTeam').map((one) => ({
    sequence: say(one, 'sequence'),
    roles: codesOf(member(one, 'role')),
    party: partyOf(node, member(one, 'provider'), known),
  }));
  const pick = (from: typeof members) =>
    (
      from.find(({ roles }) => roles.some((role) => RENDERING.has(role))) ??
      from.find(({ roles }) => roles.some((role) => MAIN.has(role))) ??
      (from.length === 1 && from[0]!.roles.length === 0 ? from[0] : undefined)
    )?.party;
  return {
    whole: pick(members),
    of(item) {
      const named = new Set(
        [...all(item, 'careTeamSequence'), ...all(item, 'careTeamLinkId')].map(({ value }) => value),
      );
      return named.size ? pick(members.filter(({ sequence }) => named.has(sequence))) : undefined;
    },
  };
}

const VERSION = /\/_history\/[^/]*$/;

function withoutVersion(reference: string): string {
  return reference.replace(VERSION, '');
}

/** A reference as `Type/id`, however it is written: absolute, or of a version. A URN stays. Source: FHIR R4, 2.3.0. */
export function relativeOf(reference: string): string {
  return withoutVersion(reference).split('/').slice(-2).join('/');
}

/** The resource that a reference names: contained in the claim, or beside it. */
export function resolve(owner: JsonNode, reference: string, known: Known): JsonNode | undefined {
  if (!reference.startsWith('#')) return (known.get(reference) ?? known.get(relativeOf(reference)))?.node();
  return all(owner, 'contained').find((one) => say(one, 'id').replace(/^#/, '') === reference.slice(1));
}

function upper(text: string): string | undefined {
  return text.trim().toUpperCase() || undefined;
}

/** An identifier before a reference; one to a contained resource is no identity outside of its claim. */
export function partyOf(owner: JsonNode, node: JsonNode | undefined, known: Known): Party | undefined {
  if (!node) return undefined;
  const reference = say(node, 'reference');
  const resource = reference ? resolve(owner, reference, known) : undefined;
  const id =
    upper(say(node, 'identifier', 'value')) ??
    upper(say(resource, 'identifier', 'value')) ??
    (reference.startsWith('#') ? undefined : upper(withoutVersion(reference)));
  const name = upper(say(node, 'display')) ?? nameOf(resource);
  return id || name ? { id, name, birthDate: undefined } : undefined;
}

function nameOf(resource: JsonNode | undefined): string | undefined {
  const name = find(resource, 'name');
  if (!name || name.kind === 'string') return upper(name?.value ?? '');
  const family = upper(say(name, 'family'));
  const given = upper(say(name, 'given'));
  return family && given ? `${family}, ${given}` : (family ?? given ?? upper(say(name, 'text')));
}

export function patientOf(owner: JsonNode, node: JsonNode | undefined, known: Known): Party | undefined {
  const party = partyOf(owner, node, known);
  const reference = say(node, 'reference');
  const resource = reference ? resolve(owner, reference, known) : undefined;
  const birthDate: Day | undefined = dayFromIso(say(resource, 'birthDate'));
  return party || birthDate ? { id: party?.id, name: party?.name, birthDate } : undefined;
}

export function payerOf(node: JsonNode, known: Known): Payer | undefined {
  const party = partyOf(node, member(node, 'insurer'), known);
  return party && { id: party.id, name: party.name, filingIndicator: undefined };
}
