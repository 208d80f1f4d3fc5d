import { frequencyOfBill } from '../../model/billType';
import type { Claim, ClaimKind, CodeMention, DiagnosisMention, Party, Payer, ServiceLine } from '../../model/claim';
import { type Day, dayFromIso } from '../../model/date';
import type { At } from '../../model/span';
import { all, find, type JsonNode, member, say } from './json';
import { codeIn, codesOf, dateIn, diagnosisIn, modifiersIn, numberIn, textAt } from './values';

export type ResourceType = 'Claim' | 'ExplanationOfBenefit' | 'ChargeItem' | 'Procedure';

export function typeOf(node: JsonNode): ResourceType | undefined {
  return typeNamed(say(node, 'resourceType'));
}

export function typeNamed(type: string): ResourceType | undefined {
  return type === 'Claim' || type === 'ExplanationOfBenefit' || type === 'ChargeItem' || type === 'Procedure'
    ? type
    : undefined;
}

export function isClaimType(type: ResourceType | undefined): boolean {
  return type === 'Claim' || type === 'ExplanationOfBenefit';
}

/** `Claim.use` of what asks ahead of a service. Source: FHIR R4 and R5 (claim-use), STU3. */
const QUESTIONS = new Set(['preauthorization', 'predetermination', 'proposed', 'exploratory']);

/** Resources beside a claim that its references may name; only what they say is looked at, not where. */
export type Known = ReadonlyMap<string, { node(): JsonNode }>;

const NOT_IN_FORCE = new Set(['cancelled', 'entered-in-error', 'aborted', 'not-billable', 'not-done']);

/** Taken back, or not done: its codes are mentions. */
export function isOff(node: JsonNode): boolean {
  return NOT_IN_FORCE.has(say(node, 'status'));
}

/**
 * A Claim or ExplanationOfBenefit of STU3, R4 or R5; undefined where it was taken back. Its lines are the items with a code
 * that is ours, and there may be none. Codes elsewhere are mentions.
 */
export function claimOf(node: JsonNode, known: Known, mentions: CodeMention[]): Claim | undefined {
  const base = node.start;
  const team = careTeam(node, known);
  const isBack = isOff(node);
  const lines: ServiceLine[] = [];
  for (const item of all(node, 'item')) {
    const line = lineOf(item, base, team);
    if (line && !isBack) lines.push(line);
    else if (line) mentionLine(line, base, mentions);
    for (const detail of all(item, 'detail')) {
      mentionConcept(product(detail), mentions);
      for (const inner of all(detail, 'subDetail')) mentionConcept(product(inner), mentions);
    }
  }
  for (const added of all(node, 'addItem')) mentionConcept(product(added), mentions);
  for (const done of all(node, 'procedure')) mentionConcept(member(done, 'procedureCodeableConcept'), mentions);
  if (isBack) return undefined;
  const isAnswer = typeOf(node) === 'ExplanationOfBenefit';
  const id = find(node, 'identifier', 'value') ?? member(node, 'id');
  const total = isAnswer ? undefined : find(node, 'total', 'value');
  const billType = billTypeOf(node, base);
  return {
    base,
    span: { start: 0, end: node.end - base },
    kind: kindOf(node),
    role: isAnswer ? 'remittance' : QUESTIONS.has(say(node, 'use')) ? 'inquiry' : 'claim',
    id: id?.value ? textAt(id, base) : undefined,
    patient: patientOf(node, member(node, 'patient'), known),
    billingProvider: partyOf(node, member(node, 'provider'), known),
    renderingProvider: team.whole,
    payer: payerOf(node, known),
    frequency: frequencyOfBill(billType),
    charge: numberIn(total, base),
    created: dayFromIso(say(node, 'created').slice(0, 10)),
    from: undefined,
    to: undefined,
    statementFrom: dateIn(find(node, 'billablePeriod', 'start'), base),
    statementTo: dateIn(find(node, 'billablePeriod', 'end'), base),
    placeOfService: undefined,
    billType,
    diagnoses: diagnosesOf(node, base),
    lines,
  };
}

/** STU3 calls it `service`. */
function product(item: JsonNode): JsonNode | undefined {
  return member(item, 'productOrService') ?? member(item, 'service');
}

function lineOf(item: JsonNode, base: number, team: CareTeam): ServiceLine | undefined {
  const procedure = codeIn(product(item), 'procedure', base);
  const revenue = codeIn(member(item, 'revenue'), 'revenue', base);
  const isRevenue = revenue !== undefined && /^\d{3,4}$/.test(revenue.value);
  if (!procedure && !isRevenue) return undefined;
  const number = member(item, 'sequence');
  const period = member(item, 'servicedPeriod');
  const units = numberIn(find(item, 'quantity', 'value'), base);
  const place = codeIn(member(item, 'locationCodeableConcept'), 'placeOfService', base);
  return {
    ...emptyLine(item, base),
    number: number && isWhole(number) ? { value: Number(number.value), ...placeOf(number, base) } : undefined,
    procedure,
    modifiers: all(item, 'modifier').flatMap((one) => modifiersIn(one, base)),
    units,
    charge: chargeOf(item, units?.value, base),
    from: dateIn(member(item, 'servicedDate') ?? member(period, 'start'), base),
    to: dateIn(member(period, 'end'), base),
    pointers: [...all(item, 'diagnosisSequence'), ...all(item, 'diagnosisLinkId')].flatMap((one) =>
      isWhole(one) ? { value: Number(one.value), ...placeOf(one, base) } : [],
    ),
    placeOfService: place && /^\d{1,2}$/.test(place.value) ? place : undefined,
    revenue: isRevenue ? revenue : undefined,
    renderingProvider: team.of(item),
    description: wordsIn(member(product(item), 'text'), base),
  };
}

function emptyLine(node: JsonNode, base: number): ServiceLine {
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

function isWhole(node: JsonNode): boolean {
  return node.kind === 'scalar' && /^\d{1,6}$/.test(node.value);
}

function placeOf({ inner }: JsonNode, base: number) {
  return { start: inner.start - base, end: inner.end - base };
}

/** `net`; else what an adjudication says was submitted; else the price of one. */
function chargeOf(item: JsonNode, units: number | undefined, base: number) {
  const net = find(item, 'net', 'value');
  if (net) return numberIn(net, base);
  const submitted = all(item, 'adjudication').find((one) => codesOf(member(one, 'category')).includes('submitted'));
  if (submitted) return numberIn(find(submitted, 'amount', 'value') ?? member(submitted, 'value'), base);
  return (units ?? 1) === 1 ? numberIn(find(item, 'unitPrice', 'value'), base) : undefined;
}

const KINDS: Readonly<Record<string, ClaimKind>> = {
  professional: 'professional',
  carrier: 'professional',
  dme: 'professional',
  institutional: 'institutional',
  inpatient: 'institutional',
  outpatient: 'institutional',
  snf: 'institutional',
  hha: 'institutional',
  hospice: 'institutional',
  oral: 'dental',
};

function kindOf(node: JsonNode): ClaimKind {
  for (const code of codesOf(member(node, 'type'))) if (Object.hasOwn(KINDS, code)) return KINDS[code]!;
  return 'unknown';
}

function billTypeOf(node: JsonNode, base: number): At<string> | undefined {
  for (const info of all(node, 'supportingInfo')) {
    if (!codesOf(member(info, 'category')).includes('typeofbill')) continue;
    const code = find(info, 'code', 'coding', 'code');
    if (!code || code.raw !== undefined || !/^0?[1-9]\d[\dA-Z]$/i.test(code.value)) continue;
    const { value, end } = textAt(code, base);
    return { value: value.slice(-3), start: end - 3, end };
  }
  return undefined;
}

function diagnosesOf(node: JsonNode, base: number): DiagnosisMention[] {
  return all(node, 'diagnosis').flatMap((one, index) => {
    const code = diagnosisIn(member(one, 'diagnosisCodeableConcept'), base);
    if (!code) return [];
    const sequence = member(one, 'sequence');
    const isCounted = !all(one, 'type').some((type) => codesOf(type).includes('admitting'));
    return { ...code, pointer: isCounted ? (sequence && isWhole(sequence) ? Number(sequence.value) : index + 1) : 0 };
  });
}

interface CareTeam {
  readonly whole: Party | undefined;
  of(item: JsonNode): Party | undefined;
}

const RENDERING = new Set(['rendering', 'performing']);
const MAIN = new Set(['primary', 'main']);

/** Who rendered an item: of those that it names the rendering one, else the main one, else the only one. */
function careTeam(node: JsonNode, known: Known): CareTeam {
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

/** The resource that a reference names: contained in the claim, or beside it. */
function resolve(owner: JsonNode, reference: string, known: Known): JsonNode | undefined {
  if (!reference.startsWith('#')) {
    return (known.get(reference) ?? known.get(reference.split('/').slice(-2).join('/')))?.node();
  }
  return all(owner, 'contained').find((one) => say(one, 'id').replace(/^#/, '') === reference.slice(1));
}

function upper(text: string): string | undefined {
  return text.trim().toUpperCase() || undefined;
}

/** An identifier before a reference; one to a contained resource is no identity outside of its claim. */
function partyOf(owner: JsonNode, node: JsonNode | undefined, known: Known): Party | undefined {
  if (!node) return undefined;
  const reference = say(node, 'reference');
  const resource = reference ? resolve(owner, reference, known) : undefined;
  const id =
    upper(say(node, 'identifier', 'value')) ??
    upper(say(resource, 'identifier', 'value')) ??
    (reference.startsWith('#') ? undefined : upper(reference));
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

function patientOf(owner: JsonNode, node: JsonNode | undefined, known: Known): Party | undefined {
  const party = partyOf(owner, node, known);
  const reference = say(node, 'reference');
  const resource = reference ? resolve(owner, reference, known) : undefined;
  const birthDate: Day | undefined = dayFromIso(say(resource, 'birthDate'));
  return party || birthDate ? { id: party?.id, name: party?.name, birthDate } : undefined;
}

function payerOf(node: JsonNode, known: Known): Payer | undefined {
  const party = partyOf(node, member(node, 'insurer'), known);
  return party && { id: party.id, name: party.name, filingIndicator: undefined };
}

/** A ChargeItem or Procedure: one service. `who` tells whose, and of which visit. */
export interface Single {
  readonly node: JsonNode;
  readonly known: Known;
  readonly type: ResourceType;
  readonly code: string;
  readonly who: string;
}

export function singleOf(node: JsonNode, type: ResourceType, known: Known): Single | undefined {
  const code = codeIn(member(node, 'code'), 'procedure', node.start);
  if (!code) return undefined;
  const visit = say(node, 'context', 'reference') || say(node, 'encounter', 'reference');
  return { node, known, type, code: code.value, who: `${say(node, 'subject', 'reference')}\n${visit}` };
}

/** Adjacent charges, or procedures, of one patient and visit. */
export function claimOfSingles(singles: readonly Single[]): Claim {
  const { node: first, known } = singles[0]!;
  const base = first.start;
  const encounter = find(first, 'context') ?? find(first, 'encounter');
  const id = find(first, 'account', 'identifier', 'value') ?? find(encounter, 'reference');
  return {
    base,
    span: { start: 0, end: singles.at(-1)!.node.end - base },
    kind: 'unknown',
    role: 'claim',
    id: id?.value ? textAt(id, base) : undefined,
    patient: patientOf(first, member(first, 'subject'), known),
    billingProvider: undefined,
    renderingProvider: undefined,
    payer: undefined,
    frequency: undefined,
    charge: undefined,
    from: undefined,
    to: undefined,
    statementFrom: undefined,
    statementTo: undefined,
    placeOfService: undefined,
    billType: undefined,
    diagnoses: [],
    lines: singles.map((single) => singleLine(single, base)),
  };
}

function singleLine({ node, type, known }: Single, base: number): ServiceLine {
  const name =
    type === 'ChargeItem' || member(node, 'occurrencePeriod') || member(node, 'occurrenceDateTime')
      ? 'occurrence'
      : 'performed';
  const period = member(node, `${name}Period`);
  const performer = find(node, 'performer', 'actor') ?? find(node, 'performer');
  const concept = member(node, 'code');
  // A record of what was done is no bill: what it calls the procedure is enough.
  const words = find(concept, 'text') ?? (type === 'Procedure' ? find(concept, 'coding', 'display') : undefined);
  return {
    ...emptyLine(node, base),
    procedure: codeIn(concept, 'procedure', base),
    description: wordsIn(words, base),
    units: numberIn(find(node, 'quantity', 'value'), base),
    charge: numberIn(find(node, 'priceOverride', 'value'), base),
    from: dateIn(member(node, `${name}DateTime`) ?? member(period, 'start'), base),
    to: dateIn(member(period, 'end'), base),
    renderingProvider: partyOf(node, performer, known),
  };
}

function wordsIn(node: JsonNode | undefined, base: number) {
  return node?.kind === 'string' && node.value.trim() ? textAt(node, base) : undefined;
}

export function mentionLine(line: ServiceLine, base: number, mentions: CodeMention[]): void {
  for (const one of [line.procedure, ...line.modifiers]) {
    if (one) mentions.push({ ...one, start: one.start + base, end: one.end + base });
  }
}

export function mentionConcept(concept: JsonNode | undefined, mentions: CodeMention[]): void {
  const code = codeIn(concept, 'procedure', 0);
  if (code) mentions.push(code);
}
