import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { BlockLoops, LoopName } from './blockLoops';
import type { Notice } from './blockProblem';
import type { Guide } from './guides';
import { tooMany } from './rules/too-many';

const SBR = packed('SBR');
const SVC = packed('SVC');
const CAS = packed('CAS');
const NM1 = packed('NM1');
const SV1 = packed('SV1');
const SV2 = packed('SV2');
const SV3 = packed('SV3');
const HI = packed('HI');
const DTP = packed('DTP');
const PWK = packed('PWK');
const K3 = packed('K3');
const N1 = packed('N1');
const N3 = packed('N3');
const N4 = packed('N4');
const DMG = packed('DMG');
const REF = packed('REF');

/** Once in each loop that has them. */
const SINGLE: ReadonlySet<number> = new Set(
  ['BHT', 'BPR', 'TRN', 'OI', 'MIA', 'MOA', 'CR1', 'CL1', 'CN1', 'HCP'].map(packed),
);
/** Once for each party, behind its name. */
const OF_PARTY: ReadonlySet<number> = new Set([N3, N4, DMG]);
const BILLING = packed('85');
const TAX_NUMBERS = new Set(['EI', 'SY'].map(packed));
/**
 * REF01 that comes once in loop 2300 and in loop 2400, before their parties; of those that are not here some guide has several, or
 * counts two kinds together.
 */
const OF_CLAIM = new Set(
  ['4N', 'F5', 'EW', '9F', 'G1', 'F8', 'X4', '9A', '9C', 'D9', 'EA', 'P4', '1J', 'G4'].map(packed),
);
const OF_LINE = new Set(['6R', '9B', '9D', 'EW', 'X4', 'F4', 'BT'].map(packed));

/** Loops 2320 of a claim and 2430 of a line; 2110 of a claim payment. */
const MOST_OTHER_PAYERS = 10;
const MOST_ADJUDICATIONS = 15;
const MOST_PAID_SERVICES = 999;
/** CAS in loops 2320 and 2430; PWK and K3 in loops 2300 and 2400. */
const MOST_ADJUSTMENTS = 5;
const MOST_ATTACHED = 10;
/** Referring providers: loops 2310A, 2330C and 2420F may come twice. */
const TWICE = new Set(['DN', 'P3'].map(packed));
/** DTP01 of two dates that share a repeat of two: care assumed and relinquished (2300), tests (2400). */
const TWO_DATES = new Set(['090', '091', '738', '739'].map(packed));
/** PWK01 and PWK02 of a line: that a certificate of medical necessity is at hand, beside what else is attached. */
const CERTIFICATE = packed('CT');
const AT_HAND = new Set(['AB', 'AD', 'AF', 'AG', 'NS'].map(packed));

/** What is counted, in some loop. */
export const COUNTED: ReadonlySet<number> = new Set([
  ...[SBR, SVC, CAS, NM1, N1, SV1, SV2, SV3, HI, DTP, PWK, K3, REF],
  ...SINGLE,
  ...OF_PARTY,
]);

/** HI01 of the principal diagnosis; other lists may be spread over two HI. */
const PRINCIPAL = /^A?BK\b/;

/** Counted by their first element. */
const QUALIFIED: ReadonlySet<number> = new Set([NM1, N1, DTP, REF]);

const NAMES: Readonly<Record<LoopName | 'party', string>> = {
  transaction: 'its transaction',
  party: 'the loop of its party',
  claim: 'its claim',
  'other payer': 'the loop of its payer (SBR)',
  line: 'its line',
  adjudication: 'the loop of its adjudication (SVD)',
  level: 'its HL loop',
  payment: 'its claim payment',
};

/** DTP01 that comes once in its loop in 4010 too; of others more are allowed there. */
const OF_4010 = new Set(['472', '434'].map(packed));

/** How often segments and loops come in the claims and levels of a guide; of a 4010 guide what it has once as 5010 has. Spans are relative to the block. */
export class Repeats {
  private base = 0;
  private loop: LoopName | undefined;
  private payers = 0;
  private adjudications = 0;
  private services = 0;
  /** The party that was named last in the loop; 0 where none was. */
  private party = 0;
  /** Behind the name of that party, by segment. */
  private readonly partyCounts = new Tally();
  /** In the loop that is open, by segment; an NM1 by its entity, a DTP by its qualifier, a REF by less than 0. */
  private readonly counts = new Tally();

  constructor(private readonly notice: Notice) {}

  begin(base: number): void {
    this.base = base;
    this.loop = undefined;
    this.payers = this.adjudications = this.services = this.party = 0;
    this.counts.clear();
  }

  /** `loops` have seen the segment. */
  see(cursor: Cursor, guide: Guide, { name, began }: BlockLoops): void {
    if (began) this.enter(cursor, guide, name);
    if (guide.segments === undefined && !isCountedIn4010(cursor, name)) {
      if (cursor.id === NM1) this.enterParty(cursor.first);
      return;
    }
    switch (cursor.id) {
      case SBR:
        if (name === 'level') this.again(cursor, SBR, 1, guide);
        return;
      case SVC:
        this.count(++this.services, MOST_PAID_SERVICES, cursor, 'payment', guide);
        return;
      case CAS:
        if (this.loop === 'other payer' || this.loop === 'adjudication')
          this.again(cursor, CAS, MOST_ADJUSTMENTS, guide);
        return;
      case NM1: {
        const entity = cursor.first;
        this.enterParty(entity);
        if (guide.set === '837' && entity !== 0 && !TWICE.has(entity)) this.again(cursor, entity, 1, guide);
        return;
      }
      case N1:
        this.enterParty(cursor.first);
        if (guide.set === '835' && this.party !== 0) this.again(cursor, this.party, 1, guide);
        return;
      case N3:
      case N4:
      case DMG:
        if (this.party !== 0) this.count(this.partyCounts.add(cursor.id), 1, cursor, 'party', guide);
        return;
      case REF:
        if (guide.set === '837' && this.comesOnce(cursor.first)) this.again(cursor, -cursor.first, 1, guide);
        return;
      case SV1:
      case SV2:
      case SV3:
        if (this.loop === 'line') this.again(cursor, cursor.id, 1, guide);
        return;
      case HI:
        if (this.loop === 'claim' && PRINCIPAL.test(cursor.value(1))) this.again(cursor, HI, 1, guide);
        return;
      case DTP: {
        // Of one kind, as the qualifier tells it.
        const kind = cursor.first;
        if (guide.set === '837' && kind !== 0) this.again(cursor, kind, TWO_DATES.has(kind) ? 2 : 1, guide);
        return;
      }
      case PWK:
      case K3:
        if (cursor.id === PWK && cursor.first === CERTIFICATE && AT_HAND.has(cursor.packed(2))) return;
        if (guide.set === '837') this.again(cursor, cursor.id, MOST_ATTACHED, guide);
        return;
      default:
        if (SINGLE.has(cursor.id)) this.again(cursor, cursor.id, 1, guide);
    }
  }

  private enterParty(entity: number): void {
    this.party = entity;
    this.partyCounts.clear();
  }

  /** A REF with the qualifier, where the cursor stands. */
  private comesOnce(qualifier: number): boolean {
    if (this.party !== 0) return this.party === BILLING && this.loop === 'level' && TAX_NUMBERS.has(qualifier);
    return this.loop === 'claim' ? OF_CLAIM.has(qualifier) : this.loop === 'line' && OF_LINE.has(qualifier);
  }

  private enter(cursor: Cursor, guide: Guide, loop: LoopName | undefined): void {
    this.loop = loop;
    this.party = 0;
    this.counts.clear();
    if (loop === 'line') this.adjudications = 0;
    else if (loop === 'other payer') this.count(++this.payers, MOST_OTHER_PAYERS, cursor, 'claim', guide);
    else if (loop === 'adjudication' && guide.segments !== undefined)
      this.count(++this.adjudications, MOST_ADJUDICATIONS, cursor, 'line', guide);
  }

  private again(cursor: Cursor, what: number, most: number, guide: Guide): void {
    if (this.loop === undefined) return;
    this.count(this.counts.add(what), most, cursor, this.loop, guide);
  }

  /** Said of the first that is over. */
  private count(count: number, most: number, cursor: Cursor, loop: LoopName | 'party', guide: Guide): void {
    if (count !== most + 1) return;
    const id = cursor.idText();
    const text = QUALIFIED.has(cursor.id) ? `${id}*${cursor.value(1)}` : id;
    const span = { start: cursor.start - this.base, end: cursor.end - this.base };
    this.notice(tooMany(text, most, NAMES[loop], guide.name, span));
  }
}

/** Source: 004010X098A1, X096A1, X097A1 and X091A1, the repeats in the tables of each guide's section 2. */
function isCountedIn4010(cursor: Cursor, loop: LoopName | undefined): boolean {
  switch (cursor.id) {
    case NM1:
      return loop === 'transaction' || loop === 'level';
    case DTP:
      return OF_4010.has(cursor.first);
    case CAS:
    case PWK:
    case K3:
    case REF:
      return false;
    default:
      return true;
  }
}

/** So many kinds are looked through one by one; a loop has a handful. */
const FEW = 32;

/** How often each of a few numbers came. */
class Tally {
  private readonly kinds: number[] = [];
  private readonly counts: number[] = [];
  private size = 0;
  /** Of what no loop of the guides is like. */
  private others: Map<number, number> | undefined;

  clear(): void {
    this.size = 0;
    this.others = undefined;
  }

  /** How often `kind` has come with this time. */
  add(kind: number): number {
    const { kinds, counts, size } = this;
    let at = 0;
    while (at < size && kinds[at] !== kind) at++;
    if (at === FEW) return this.addOther(kind);
    if (at === size) {
      kinds[at] = kind;
      counts[at] = 0;
      this.size++;
    }
    return ++counts[at]!;
  }

  private addOther(kind: number): number {
    this.others ??= new Map();
    const count = (this.others.get(kind) ?? 0) + 1;
    this.others.set(kind, count);
    return count;
  }
}
