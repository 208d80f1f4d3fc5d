import type { Claim, CodeMention } from '../../model/claim';
import type { Span } from '../../model/span';
import { Charges } from './charges';
import { member, say } from './json';
import { type Known, relativeOf } from './parties';
import type { Found, Region } from './records';
import { claimOf, isClaimType, isOff, mentionConcept, typeNamed } from './resource';
import { chargedFor, claimOfSingles, patientIdOf, type Single, serviceOf, singleOf } from './singles';

export interface Resource extends Span {
  /** A Claim or ExplanationOfBenefit: it bears on no other resource but by what it claims. */
  readonly isClaim: boolean;
  /** It is closed, and so is all around it: read by itself it is the same. */
  readonly isSound: boolean;
}

const NOTHING_KNOWN: Known = new Map();

/** What something is charged for, added to `charges`. */
export function chargesIn(found: readonly Found[], charges: Charges): void {
  for (const { resourceType, node } of found) {
    if (resourceType !== 'ChargeItem') continue;
    const charge = node();
    // One that is aborted or not billable says that the service is not billed.
    const single =
      say(charge, 'status') === 'entered-in-error' ? undefined : singleOf(charge, 'ChargeItem', NOTHING_KNOWN);
    if (!single) continue;
    charges.add(serviceOf(single));
    for (const name of chargedFor(charge)) charges.addName(name);
  }
}

/** A claim that was read ahead of its turn, with the mentions in it. */
interface Ahead {
  readonly claim: Claim | undefined;
  readonly mentions: readonly CodeMention[];
}

/** Makes claims of resources, which are given in the order of the text. */
export class Gatherer {
  /** Adjacent services of one patient and visit, of which more may follow. */
  private open: Single[] = [];

  constructor(
    private readonly charges: Charges,
    private readonly mentions: CodeMention[],
    private readonly onClaim: (claim: Claim) => void,
  ) {}

  /** The resources of a region that claims are made of, and what their references may name. */
  add(text: string, { found, problems }: Region): { resources: readonly Resource[]; known: Known } {
    const known = knownOf(found);
    const resources: Resource[] = [];
    const { ahead, claimed } = claimsBeside(found, known);
    for (const one of found) {
      const { start, end, resourceType, node } = one;
      const type = typeNamed(resourceType);
      if (!type) continue;
      const isClaim = isClaimType(type);
      const isSound = problems.length === 0 && text[end - 1] === '}';
      resources.push({ start, end, isClaim, isSound });
      if (isClaim) this.addClaim(ahead.get(one) ?? readAhead(one, known), isSound);
      else this.addSingle(singleOf(node(), type as Single['type'], known), one, claimed);
    }
    return { resources, known };
  }

  /** Of a claim that breaks off before its first line nobody knows what it was. */
  private addClaim({ claim, mentions }: Ahead, isSound: boolean): void {
    this.end();
    for (const one of mentions) this.mentions.push(one);
    if (claim && (isSound || claim.lines.length > 0)) this.onClaim(claim);
  }

  private addSingle(single: Single | undefined, found: Found, claimed: Charges): void {
    if (!single) return;
    const { node, type, who } = single;
    if (isOff(node) || this.isTwice(single, found, claimed)) {
      mentionConcept(member(node, 'code'), this.mentions);
      return;
    }
    const [first] = this.open;
    if (first && (first.who !== who || first.type !== type)) this.end();
    this.open.push(single);
  }

  /** What was done is a line only where nothing charges it, and what was charged only where no claim beside it has it. */
  private isTwice(single: Single, { url, id }: Found, claimed: Charges): boolean {
    const service = serviceOf(single);
    const patient = patientIdOf(single);
    if (patient !== undefined && claimed.has({ ...service, subject: patient })) return true;
    return (
      single.type === 'Procedure' &&
      this.charges.has(service, [relativeOf(url), id && `Procedure/${id}`].filter(Boolean))
    );
  }

  /** Where the claim begins that may still go on. */
  get openFrom(): number | undefined {
    return this.open[0]?.node.start;
  }

  end(): void {
    if (this.open.length) this.onClaim(claimOfSingles(this.open));
    this.open = [];
  }
}

function readAhead({ node }: Found, known: Known): Ahead {
  const mentions: CodeMention[] = [];
  return { claim: claimOf(node(), known, mentions), mentions };
}

/** What the claims of a region ask to be paid for; they are read first where charges or procedures stand beside them. */
function claimsBeside(found: readonly Found[], known: Known) {
  const ahead = new Map<Found, Ahead>();
  const claimed = new Charges();
  if (found.some(({ resourceType }) => isSingleType(resourceType))) {
    for (const one of found) {
      if (one.resourceType !== 'Claim') continue;
      const read = readAhead(one, known);
      ahead.set(one, read);
      if (read.claim) claimed.addClaim(read.claim);
    }
  }
  return { ahead, claimed };
}

export function isSingleType(type: string): boolean {
  return type === 'ChargeItem' || type === 'Procedure';
}

/** What references name: patients, practitioners, organisations; never another claim. */
function knownOf(found: readonly Found[]): Known {
  let known: Map<string, Found> | undefined;
  for (const one of found) {
    if (isClaimType(typeNamed(one.resourceType))) continue;
    known ??= new Map();
    if (one.url) known.set(one.url, one);
    if (one.id) known.set(`${one.resourceType}/${one.id}`, one);
  }
  return known ?? NOTHING_KNOWN;
}
