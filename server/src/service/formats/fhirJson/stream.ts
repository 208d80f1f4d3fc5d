import type { Claim } from '../../model/claim';
import type { ReadProblem } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { shifted } from '../../model/span';
import type { ClaimStream } from '../format';
import { type OnPart, type PartReader, partStream } from '../partStream';
import { Charges } from './charges';
import { chargesIn, Gatherer } from './gather';
import { MAY_BE_CLAIMS, readFhir } from './read';
import { type Layout, layoutOf, type Record, recordsIn } from './records';

/** NDJSON that arrives in pieces, record by record. What is laid out otherwise is held and read at once at the end. */
export function streamFhir(atLeast?: number): ClaimStream {
  return partStream(new Records(), atLeast);
}

/** What a claim is read again with: what is charged, or the claim itself where it was read with all others. */
type State = Charges | Claim;

/** A claim of a record that is longer is kept: to read the record again for each of its claims takes too long. */
const LARGEST = 262_144;

class Records implements PartReader<State> {
  private layout: Layout | undefined;
  private mayBeClaims = false;
  private readonly charges = new Charges();
  private readonly found: ReadProblem[] = [];
  /** A procedure is a line only where nothing charges it, which the rest of the file may still do. */
  private isWaiting = false;
  /** Absolute: how far records were looked at, and the last claim that was handed over. */
  private seen = 0;
  private last = -1;

  get problems(): readonly ReadProblem[] {
    return this.mayBeClaims ? this.found : [];
  }

  /** Records that wait are read one by one. */
  get weight(): number {
    return this.layout === 'records' ? 0.1 : 1;
  }

  read(text: string, offset: number, isLast: boolean, onClaim: OnPart<State>): number {
    this.layout ??= layoutOf(text, isLast);
    if (this.layout === 'records') return this.readRecords(text, offset, isLast, onClaim);
    if (!isLast) return 0;
    const { claims, problems } = readFhir(text);
    this.mayBeClaims = true;
    this.found.push(...problems);
    for (const claim of claims) onClaim(claim, claim.base, claim.base + claim.span.end, { ...claim, base: 0 });
    return text.length;
  }

  again(text: string, state: State): readonly Claim[] {
    if ('base' in state) return [state];
    const claims: Claim[] = [];
    const gatherer = new Gatherer(state, [], (claim) => claims.push(claim));
    for (const { region } of recordsIn(text, true)) gatherer.add(text, region);
    gatherer.end();
    return claims;
  }

  private readRecords(text: string, offset: number, isLast: boolean, onClaim: OnPart<State>): number {
    if (isLast) for (const record of recordsIn(text, true)) this.look(text, offset, record);
    const starts: number[] = [];
    const ends: number[] = [];
    const recordAt = (at: number) => lastAtOrBefore(starts.length, (index) => starts[index]!, at);
    const gatherer = new Gatherer(this.charges, [], (claim) => {
      if (offset + claim.base <= this.last) return;
      this.last = offset + claim.base;
      const from = starts[recordAt(claim.base)]!;
      const to = ends[recordAt(claim.base + claim.span.end - 1)]!;
      if (to - from > LARGEST) onClaim(claim, claim.base, claim.base + claim.span.end, { ...claim, base: 0 });
      else onClaim(claim, from, to, this.charges);
    });
    let done = 0;
    for (const record of recordsIn(text, isLast)) {
      this.look(text, offset, record);
      const { start, end, region } = record;
      this.isWaiting ||= !isLast && region.found.some(({ resourceType }) => resourceType === 'Procedure');
      if (this.isWaiting && !isLast) continue;
      starts.push(start);
      ends.push(end);
      gatherer.add(text, region);
      const open = gatherer.openFrom;
      done = open === undefined ? end : starts[recordAt(open)]!;
    }
    if (!isLast) return done;
    gatherer.end();
    return text.length;
  }

  /** Takes from a record what bears on others, once. */
  private look(text: string, offset: number, { start, end, region }: Record): void {
    if (offset + start < this.seen) return;
    this.seen = offset + end;
    this.mayBeClaims ||= MAY_BE_CLAIMS.test(text.slice(start, end));
    chargesIn(region.found, this.charges);
    for (const problem of region.problems) this.found.push({ ...problem, span: shifted(problem.span, offset) });
  }
}
