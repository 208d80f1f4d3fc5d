import type { Block } from '../formats/x12/block';
import { Cursor } from '../formats/x12/cursor';
import { kindOfGuide, type X12State } from '../formats/x12/state';
import { nameOfReviewLoop, type ReviewGuide, reviewGuide, reviewParty } from './x12ReviewLoops';
import { idOf } from './x12Walk';

/** Where a segment stands: the loop, and the guide whose loops these are. */
export interface LoopPlace {
  /** `837P`, `835`, `278 request` …; '' where the set is none of the healthcare sets. */
  readonly guide: string;
  /** '' for what belongs to no loop: the envelope, and the head of a set. */
  readonly loop: string;
  readonly name: string;
  /** The guides are of 5010; a 4010 file asks for other things. */
  readonly version: string;
}

const KINDS = { professional: 'P', institutional: 'I', dental: 'D', unknown: '' } as const;

const NOWHERE: LoopPlace = { guide: '', loop: '', name: '', version: '' };

/** The loop of the segment that a cursor is on, told by the segments before it in its block. */
export function loopAt(at: Cursor, block: Block): LoopPlace {
  const { text, start, delimiters } = at;
  // An ISA has separators of its own.
  if (idOf(at) === 'ISA') return NOWHERE;
  const place = new Place(block.before);
  const cursor = new Cursor(text, block.start, delimiters);
  while (cursor.next < block.start + block.length && cursor.advance() && cursor.start <= start) place.enter(cursor);
  return place.result();
}

const LEVELS_837: Readonly<Record<string, string>> = { '20': '2000A', '22': '2000B', '23': '2000C' };
const LETTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '270': { '20': 'A', '21': 'B', '22': 'C', '23': 'D' },
  '276': { '20': 'A', '21': 'B', '19': 'C', '22': 'D', PT: 'D', '23': 'E' },
  '278': { '20': 'A', '21': 'B', '22': 'C', '23': 'D', EV: 'E', '19': 'E', SS: 'F' },
};

const IN_BOTH = { '85': '2010AA', '87': '2010AB', IL: '2010BA', PR: '2010BB', QC: '2010CA' };
const PARTIES_2000: Readonly<Record<string, string>> = { ...IN_BOTH, PE: '2010AC' };

type ByKind = Readonly<Record<string, Readonly<Record<string, string>>>>;

const IN_CLAIM: ByKind = {
  P: { DN: '2310A', P3: '2310A', '82': '2310B', '77': '2310C', DQ: '2310D', PW: '2310E', '45': '2310F' },
  I: { '71': '2310A', '72': '2310B', ZZ: '2310C', '82': '2310D', '77': '2310E', DN: '2310F' },
  D: { DN: '2310A', P3: '2310A', '82': '2310B', '77': '2310C', DD: '2310D', DQ: '2310E' },
};
const OF_OTHER_PAYER: ByKind = {
  P: { DN: '2330C', P3: '2330C', '82': '2330D', '77': '2330E', DQ: '2330F', '85': '2330G' },
  I: { '71': '2330C', '72': '2330D', ZZ: '2330E', '77': '2330F', '82': '2330G', DN: '2330H', '85': '2330I' },
  D: { DN: '2330C', P3: '2330C', '82': '2330D', DQ: '2330E', '85': '2330F', '77': '2330G', DD: '2330H' },
};
const IN_LINE: ByKind = {
  P: {
    '82': '2420A',
    QB: '2420B',
    '77': '2420C',
    DQ: '2420D',
    DK: '2420E',
    DN: '2420F',
    P3: '2420F',
    PW: '2420G',
    '45': '2420H',
  },
  I: { '72': '2420A', ZZ: '2420B', '82': '2420C', DN: '2420D' },
  D: { '82': '2420A', DD: '2420B', DQ: '2420C', '77': '2420D' },
};

/** The same in 4010: a service purchased and another payer's patient have loops there. Source: 004010X098A1, X096A1, X097A1. */
const PARTIES_2000_4010: ByKind = {
  P: { ...IN_BOTH, QD: '2010BC', AO: '2010BD' },
  I: { ...IN_BOTH, AO: '2010BB', PR: '2010BC', QD: '2010BD' },
  D: { ...IN_BOTH, AO: '2010BC' },
};
const FACILITIES = ['77', 'FA', 'LI', 'TL'];
const facilities = (loop: string) => Object.fromEntries(FACILITIES.map((role) => [role, loop]));
const IN_CLAIM_4010: ByKind = {
  P: { DN: '2310A', P3: '2310A', '82': '2310B', QB: '2310C', ...facilities('2310D'), DQ: '2310E' },
  I: { '71': '2310A', '72': '2310B', '73': '2310C', FA: '2310E' },
  D: { DN: '2310A', P3: '2310A', '82': '2310B', FA: '2310C', DD: '2310D' },
};
const OF_OTHER_PAYER_4010: ByKind = {
  P: {
    ...{ QC: '2330C', DN: '2330D', P3: '2330D', '82': '2330E', QB: '2330F' },
    ...facilities('2330G'),
    DQ: '2330H',
  },
  I: { QC: '2330C', '71': '2330D', '72': '2330E', '73': '2330F', FA: '2330H' },
  D: { QC: '2330C', DN: '2330D', P3: '2330D', '82': '2330E' },
};
const IN_LINE_4010: ByKind = {
  P: {
    ...{ '82': '2420A', QB: '2420B', DQ: '2420D', DK: '2420E', DN: '2420F', P3: '2420F', PR: '2420G' },
    ...facilities('2420C'),
  },
  I: { '71': '2420A', '72': '2420B', '73': '2420C' },
  D: { '82': '2420A', PR: '2420B', DD: '2420C' },
};

/** What 4010 calls otherwise; by kind where the kinds differ. */
const NAMES_4010: Readonly<Record<string, string>> = {
  '2010AB': 'pay-to provider',
  '2010BC': 'responsible party',
  '2010BD': 'holder of the credit card',
  I2010BB: 'holder of the credit card',
  I2010BC: 'payer',
  I2010BD: 'responsible party',
  D2010BC: 'holder of the credit card',
};

const NAMES: Readonly<Record<string, string>> = {
  '837 1000A': 'submitter',
  '837 1000B': 'receiver',
  '837 2000A': 'billing provider level',
  '837 2010AA': 'billing provider',
  '837 2010AB': 'pay-to address',
  '837 2010AC': 'pay-to plan',
  '837 2000B': 'subscriber level',
  '837 2010BA': 'subscriber',
  '837 2010BB': 'payer',
  '837 2000C': 'patient level',
  '837 2010CA': 'patient',
  '837 2300': 'claim',
  '837 2305': 'home health plan of care',
  '837 2310': 'provider of the claim',
  '837 2320': 'other payer of the claim',
  '837 2330A': 'other subscriber',
  '837 2330B': 'other payer',
  '837 2330': "other payer's provider",
  '837 2400': 'service line',
  '837 2410': 'drug of the line',
  '837 2420': 'provider of the line',
  '837 2430': "other payer's decision on the line",
  '837 2440': 'form of the line',
  '835 1000A': 'payer',
  '835 1000B': 'payee',
  '835 2000': 'group of claims',
  '835 2100': 'claim payment',
  '835 2110': 'line payment',
  '27 A': 'information source',
  '27 B': 'information receiver',
  '276 C': 'service provider',
  '276 D': 'subscriber or patient',
  '276 E': 'dependent',
  '27 C': 'subscriber',
  '27 D': 'dependent',
  '999 2000': 'transaction set',
  '999 2100': 'segment in error',
  '999 2110': 'element in error',
};

/** Follows the loops segment by segment. */
export class Place {
  /** The segment that was entered last begins the loop. */
  began = false;
  private set: string;
  private kind: string;
  private group: string;
  private level: string;
  /** BHT02 of a 278. */
  private purpose: string;
  private loop = '';

  constructor(before: X12State) {
    this.set = before.transaction === 'other' ? '' : before.transaction;
    this.kind = KINDS[before.kind];
    this.group = before.group;
    this.level = before.level;
    this.purpose = before.purpose;
    this.loop = this.levelLoop();
  }

  result(): LoopPlace {
    return { guide: this.guide(), loop: this.loop, name: this.name(), version: this.group };
  }

  private guide(): string {
    const { set } = this;
    if (set === '837') return set + this.kind;
    const guide = set === '278' ? this.review() : set;
    // The version is told beside it.
    return guide === '278 4010' ? set : guide;
  }

  private name(): string {
    const { loop, set } = this;
    if (!loop) return '';
    const old =
      set === '837' && this.group.startsWith('004') ? (NAMES_4010[this.kind + loop] ?? NAMES_4010[loop]) : undefined;
    if (old !== undefined) return old;
    const review = set === '278' ? nameOfReviewLoop(this.review(), loop) : undefined;
    if (review !== undefined) return review;
    const family = set === '271' ? '270' : set === '277' ? '276' : set;
    const letter = loop.at(-1)!;
    return (
      NAMES[`${family} ${loop}`] ??
      NAMES[`${family} ${loop.slice(0, 4)}`] ??
      NAMES[`${family} ${letter}`] ??
      NAMES[`${family.slice(0, 2)} ${letter}`] ??
      ''
    );
  }

  private review(): ReviewGuide {
    return reviewGuide(this.group, this.purpose);
  }

  private letter(): string {
    const levels = LETTERS[this.set === '271' ? '270' : this.set === '277' ? '276' : this.set];
    return levels?.[this.level] ?? '';
  }

  private levelLoop(): string {
    if (this.set === '837') return LEVELS_837[this.level] ?? '';
    const letter = this.letter();
    return letter && `2000${letter}`;
  }

  /** The loop that the segment entered last stands in; '' for none. */
  get id(): string {
    return this.loop;
  }

  /** `837`, `271` …; '' outside of transactions. */
  get transaction(): string {
    return this.set;
  }

  private begin(loop: string): void {
    this.loop = loop;
    this.began = true;
  }

  enter(cursor: Cursor): void {
    const id = idOf(cursor);
    this.began = false;
    switch (id) {
      case 'ISA':
      case 'IEA':
      case 'GE':
      case 'SE':
        this.loop = '';
        if (id !== 'SE') this.set = '';
        return;
      case 'GS':
        this.group = cursor.value(8);
        this.set = this.loop = '';
        return;
      case 'ST': {
        this.set = cursor.value(1).trim();
        this.loop = this.level = this.purpose = '';
        const guide = cursor.value(3) || this.group;
        this.group ||= guide;
        this.kind = KINDS[kindOfGuide(guide)] || this.kind;
        return;
      }
      case 'HL':
        this.level = cursor.value(3);
        this.loop = this.levelLoop();
        return;
    }
    if (this.set === '837') this.enter837(id, cursor);
    else if (this.set === '835') this.enter835(id, cursor);
    else if (this.set === '999' || this.set === '997') this.enter999(id);
    else if (this.set === '278') this.enter278(id, cursor);
    else if (this.set.startsWith('27')) this.enter27(id, cursor);
  }

  private enter837(id: string, cursor: Cursor): void {
    const { loop } = this;
    switch (id) {
      case 'CLM':
        this.begin('2300');
        break;
      case 'SBR':
        if (isIn(loop, '23')) this.begin('2320');
        break;
      case 'LX':
        this.begin('2400');
        break;
      case 'CR7':
        if (this.group.startsWith('004') && isIn(loop, '23')) this.begin('2305');
        break;
      case 'SV1':
      case 'SV2':
      case 'SV3':
        if (!this.kind) this.kind = { SV1: 'P', SV2: 'I', SV3: 'D' }[id];
        if (!isIn(loop, '24')) this.begin('2400');
        break;
      case 'LIN':
        if (isIn(loop, '24')) this.begin('2410');
        break;
      case 'SVD':
        if (isIn(loop, '24')) this.begin('2430');
        break;
      case 'LQ':
        if (isIn(loop, '24')) this.begin('2440');
        break;
      case 'NM1': {
        const party = this.party837(cursor.value(1));
        if (party !== undefined) this.begin(party);
        else this.loop = this.holder();
        break;
      }
    }
  }

  private party837(role: string): string | undefined {
    const { loop } = this;
    const kind = this.kind || 'P';
    const is4010 = this.group.startsWith('004');
    if (isIn(loop, '24')) return (is4010 ? IN_LINE_4010 : IN_LINE)[kind]?.[role];
    if (loop === '2320' || isIn(loop, '233')) {
      if (role === 'IL') return '2330A';
      return role === 'PR' ? '2330B' : (is4010 ? OF_OTHER_PAYER_4010 : OF_OTHER_PAYER)[kind]?.[role];
    }
    if (isIn(loop, '23')) return (is4010 ? IN_CLAIM_4010 : IN_CLAIM)[kind]?.[role];
    if (isIn(loop, '20')) return (is4010 ? PARTIES_2000_4010[kind] : PARTIES_2000)?.[role];
    return role === '41' ? '1000A' : role === '40' ? '1000B' : undefined;
  }

  /** What a party stands in that the guide has not there. */
  private holder(): string {
    const { loop } = this;
    if (isIn(loop, '24')) return '2400';
    if (loop === '2320' || isIn(loop, '233')) return '2320';
    if (isIn(loop, '23')) return '2300';
    return isIn(loop, '20') ? this.levelLoop() : '';
  }

  private enter835(id: string, cursor: Cursor): void {
    if (id === 'N1' && !isIn(this.loop, '2')) {
      const role = cursor.value(1);
      if (role === 'PR' || role === 'PE') this.begin(role === 'PR' ? '1000A' : '1000B');
    } else if (id === 'LX') this.begin('2000');
    else if (id === 'CLP') this.begin('2100');
    else if (id === 'SVC') this.begin('2110');
    else if (id === 'PLB') this.loop = '';
    // A remittance is read block by block: what stands at the head of one says where it is.
    else if (!this.loop && (id === 'TS2' || id === 'TS3')) this.loop = '2000';
  }

  private enter999(id: string): void {
    if (id === 'AK2') this.begin('2000');
    else if (id === 'IK3' || id === 'AK3') this.begin('2100');
    else if (id === 'IK4' || id === 'AK4') this.begin('2110');
    else if (id === 'IK5' || id === 'AK5') this.loop = '2000';
    else if (id === 'AK9') this.loop = '';
  }

  private enter278(id: string, cursor: Cursor): void {
    if (id === 'BHT') this.purpose = cursor.value(2).trim();
    const letter = this.letter();
    if (id !== 'NM1' || !letter) return;
    const party = reviewParty(this.review(), letter, cursor.value(1).trim());
    if (party) this.begin(party);
    else this.loop = `2000${letter}`;
  }

  private enter27(id: string, cursor: Cursor): void {
    const letter = this.letter();
    if (!letter) return;
    const status = this.set === '276' || this.set === '277';
    if (id === 'NM1') {
      const isOfBenefit = !status && (isIn(this.loop, '211') || isIn(this.loop, '212'));
      this.begin((isOfBenefit ? '2120' : '2100') + letter);
    } else if (status && id === 'TRN') this.begin(`2200${letter}`);
    else if (status && id === 'SVC') this.begin(`${this.set === '276' ? '2210' : '2220'}${letter}`);
    else if (!status && (id === 'EB' || id === 'EQ')) this.begin(`2110${letter}`);
    else if (this.set === '271' && id === 'III') this.begin(`2115${letter}`);
    else if (id === 'LE' && cursor.has(1)) this.loop = `2110${letter}`;
  }
}

function isIn(loop: string, prefix: string): boolean {
  return loop.startsWith(prefix);
}
