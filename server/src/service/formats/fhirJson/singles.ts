import type { Claim, ServiceLine } from '../../model/claim';
import { DiagnosisList } from '../../model/diagnosisList';
import { emptyLine } from '../../model/emptyLine';
import type { At } from '../../model/span';
import type { Service } from './charges';
import { reasonsOf } from './diagnoses';
import { all, find, type JsonNode, member, say } from './json';
import { type Known, partyOf, patientOf, relativeOf } from './parties';
import { codeIn, dateIn, numberIn, textAt, wordsIn } from './values';

/** A ChargeItem or Procedure: one service. `who` tells whose, and of which visit. */
export interface Single {
  readonly node: JsonNode;
  readonly known: Known;
  readonly type: 'ChargeItem' | 'Procedure';
  readonly code: string;
  readonly who: string;
}

export function singleOf(node: JsonNode, type: Single['type'], known: Known): Single | undefined {
  const code = codeIn(member(node, 'code'), 'procedure', node.start);
  if (!code) return undefined;
  return { node, known, type, code: code.value, who: `${subjectOf(node)}\n${visitOf(node)}` };
}

function subjectOf(node: JsonNode): string {
  return relativeOf(say(node, 'subject', 'reference')) || say(node, 'subject', 'identifier', 'value');
}

function visitOf(node: JsonNode): string {
  return relativeOf(say(node, 'context', 'reference') || say(node, 'encounter', 'reference'));
}

/** What tells a service from others, by the reference to its patient. */
export function serviceOf({ node, code, type }: Single): Service {
  const { from, to } = daysOf(node, type, node.start);
  const visit = visitOf(node) || undefined;
  return { code, subject: subjectOf(node), visit, from: from?.value, to: to?.value };
}

/** Whose it is as a claim beside it names them. */
export function patientIdOf({ node, known }: Single): string | undefined {
  return patientOf(node, member(node, 'subject'), known)?.id;
}

/** What a charge says that it is for: `service`, in R5 a CodeableReference. */
export function chargedFor(node: JsonNode): string[] {
  return all(node, 'service')
    .map((one) => relativeOf(say(one, 'reference', 'reference') || say(one, 'reference')))
    .filter(Boolean);
}

/** Adjacent charges, or procedures, of one patient and visit. */
export function claimOfSingles(singles: readonly Single[]): Claim {
  const { node: first, known } = singles[0]!;
  const base = first.start;
  const encounter = find(first, 'context') ?? find(first, 'encounter');
  const id = find(first, 'account', 'identifier', 'value') ?? find(encounter, 'reference');
  const reasons = new DiagnosisList();
  const lines = singles.map((single) => singleLine(single, base, reasons));
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
    diagnoses: reasons.found,
    lines,
  };
}

/** Why it was done: diagnoses of its claim, each pointed at once. */
function reasonPointers({ node, known }: Single, base: number, list: DiagnosisList): At<number>[] {
  const pointers = new Map<number, At<number>>();
  for (const reason of reasonsOf(node, base, known)) {
    const value = list.add(reason);
    pointers.set(value, { value, start: reason.start, end: reason.end });
  }
  return [...pointers.values()];
}

function daysOf(node: JsonNode, type: Single['type'], base: number): Pick<ServiceLine, 'from' | 'to'> {
  const name =
    type === 'ChargeItem' || member(node, 'occurrencePeriod') || member(node, 'occurrenceDateTime')
      ? 'occurrence'
      : 'performed';
  const period = member(node, `${name}Period`);
  return {
    from: dateIn(member(node, `${name}DateTime`) ?? member(period, 'start'), base),
    to: dateIn(member(period, 'end'), base),
  };
}

function singleLine(single: Single, base: number, reasons: DiagnosisList): ServiceLine {
  const { node, type, known } = single;
  const performer = find(node, 'performer', 'actor') ?? find(node, 'performer');
  const concept = member(node, 'code');
  // A record of what was done is no bill: what it calls the procedure is enough.
  const words = find(concept, 'text') ?? (type === 'Procedure' ? find(concept, 'coding', 'display') : undefined);
  return {
    ...emptyLine({ start: node.start - base, end: node.end - base }),
    procedure: codeIn(concept, 'procedure', base),
    description: wordsIn(words, base),
    units: numberIn(find(node, 'quantity', 'value'), base),
    charge: numberIn(find(node, 'priceOverride', 'value'), base),
    ...daysOf(node, type, base),
    pointers: reasonPointers(single, base, reasons),
    renderingProvider: partyOf(node, performer, known),
  };
}
