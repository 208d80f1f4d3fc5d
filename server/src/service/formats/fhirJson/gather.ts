import type { Claim, CodeMention } from '../../model/claim';
import type { Span } from '../../model/span';
import { type JsonNode, member } from './json';
import type { Found, Region } from './records';
import {
  claimOf,
  claimOfSingles,
  isClaimType,
  isOff,
  type Known,
  mentionConcept,
  type Single,
  singleOf,
  typeNamed,
} from './resource';

export interface Resource extends Span {
  /** A Claim or ExplanationOfBenefit: it bears on no other resource. */
  readonly isClaim: boolean;
  /** It is closed, and so is all around it: read by itself it is the same. */
  readonly isSound: boolean;
}

const NOTHING_KNOWN: Known = new Map();

/** The codes that something is charged for, added to `charged`. */
export function chargesIn(found: readonly Found[], charged: Set<string>): void {
  for (const one of found) {
    if (one.resourceType !== 'ChargeItem') continue;
    const single = singleOf(one.node(), 'ChargeItem', NOTHING_KNOWN);
    if (single) charged.add(single.code);
  }
}

/** Makes claims of resources, which are given in the order of the text. */
export class Gatherer {
  /** Adjacent services of one patient and visit, of which more may follow. */
  private open: Single[] = [];

  constructor(
    private readonly charged: ReadonlySet<string>,
    private readonly mentions: CodeMention[],
    private readonly onClaim: (claim: Claim) => void,
  ) {}

  /** The resources of a region that claims are made of, and what their references may name. */
  add(text: string, { found, problems }: Region): { resources: readonly Resource[]; known: Known } {
    const known = knownOf(found);
    const resources: Resource[] = [];
    for (const { start, end, resourceType, node } of found) {
      const type = typeNamed(resourceType);
      if (!type) continue;
      const isClaim = isClaimType(type);
      const isSound = problems.length === 0 && text[end - 1] === '}';
      resources.push({ start, end, isClaim, isSound });
      if (isClaim) this.addClaim(node(), known, isSound);
      else this.addSingle(singleOf(node(), type, known));
    }
    return { resources, known };
  }

  /** Of a claim that breaks off before its first line nobody knows what it was. */
  private addClaim(node: JsonNode, known: Known, isSound: boolean): void {
    this.end();
    const claim = claimOf(node, known, this.mentions);
    if (claim && (isSound || claim.lines.length > 0)) this.onClaim(claim);
  }

  private addSingle(single: Single | undefined): void {
    if (!single) return;
    const { node, type, code, who } = single;
    // What was done is a line only where no charge has its code.
    const isTwice = type === 'Procedure' && this.charged.has(code);
    if (isTwice || isOff(node)) {
      mentionConcept(member(node, 'code'), this.mentions);
      return;
    }
    const [first] = this.open;
    if (first && (first.who !== who || first.type !== type)) this.end();
    this.open.push(single);
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
