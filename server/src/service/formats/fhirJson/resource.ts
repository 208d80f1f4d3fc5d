import { frequencyOfBill } from '../../model/billType';
import type { Claim, ClaimKind, CodeMention, ServiceLine } from '../../model/claim';
import { dayFromIso } from '../../model/date';
import { emptyLine } from '../../model/emptyLine';
import type { At } from '../../model/span';
import { diagnosesOf } from './diagnoses';
import { all, find, type JsonNode, member, say } from './json';
import { type CareTeam, careTeam, type Known, partyOf, patientOf, payerOf } from './parties';
import { codeIn, codesOf, dateIn, isWhole, modifiersIn, numberIn, placeOf, textAt, wordsIn } from './values';

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
    ...diagnosesOf(node, base, known),
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
    ...emptyLine({ start: item.start - base, end: item.end - base }),
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

export function mentionLine(line: ServiceLine, base: number, mentions: CodeMention[]): void {
  for (const one of [line.procedure, ...line.modifiers]) {
    if (one) mentions.push({ ...one, start: one.start + base, end: one.end + base });
  }
}

export function mentionConcept(concept: JsonNode | undefined, mentions: CodeMention[]): void {
  const code = codeIn(concept, 'procedure', 0);
  if (code) mentions.push(code);
}
