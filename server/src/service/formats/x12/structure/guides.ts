import { packed } from '../segmentIds';

/** A segment that a loop must have. `qualifier` is its first element, where that tells it from others of its kind. */
export interface RequiredSegment {
  readonly id: number;
  readonly qualifier?: number;
  /** Another qualifier that will do. */
  readonly other?: number;
  /** As a person writes it: `NM1*85`, `REF*EI or REF*SY`. */
  readonly text: string;
  /** What it is, in our words. */
  readonly what: string;
  /** What may be done instead of adding it; what began the loop is taken off where nothing says so. */
  readonly instead?: string;
}

/** What a guide asks of the loops that claims need; a list is that of the loop's own segments. */
export interface Guide {
  readonly name: string;
  /** ST01. */
  readonly set: '837' | '835';
  readonly transaction: readonly RequiredSegment[];
  /** By HL03. */
  readonly levels: Readonly<Record<string, readonly RequiredSegment[]>>;
  /** By NM101, in the 835 by N101: what stands behind the name. Those of another payer's loop have nothing. */
  readonly parties: ReadonlyMap<number, readonly RequiredSegment[]>;
  /** Loop 2300 of the 837, 2100 of the 835. */
  readonly claim: readonly RequiredSegment[];
  /** Loop 2320 with 2330A and 2330B: another payer of a claim. */
  readonly otherPayer: readonly RequiredSegment[];
  /** Loop 2430: what another payer decided of a line. */
  readonly adjudication: readonly RequiredSegment[];
  /** Loop 2410, a drug of a line; undefined where it needs nothing, or has none. */
  readonly drug?: readonly RequiredSegment[];
  /** Loop 2400; undefined where a claim needs no lines. */
  readonly line: readonly RequiredSegment[] | undefined;
  /** How many lines a claim may have. */
  readonly mostLines: number;
  /** Every segment that stands somewhere between ST and SE; undefined where that is not known. */
  readonly segments?: ReadonlySet<number>;
}

function segments(ids: string): ReadonlySet<number> {
  return new Set(ids.split(' ').map(packed));
}

const BOTH_837 =
  'ST BHT NM1 N3 N4 PER REF HL PRV CUR SBR PAT DMG CLM DTP PWK CN1 AMT K3 NTE HI HCP CAS OI MOA LX SVD SE';

function segment(text: string, what: string): RequiredSegment {
  const [first, second] = text.split(' or ').map((one) => one.split('*'));
  const [id = '', qualifier] = first!;
  const other = second?.[1];
  return {
    id: packed(id),
    ...(qualifier && { qualifier: packed(qualifier) }),
    ...(other && { other: packed(other) }),
    text,
    what,
  };
}

function addressOf(whose: string): readonly RequiredSegment[] {
  return [segment('N3', `the street of ${whose}`), segment('N4', `the city of ${whose}`)];
}

const HEAD_837 = [
  segment('BHT', 'the beginning of the transaction'),
  segment('NM1*41', 'the submitter'),
  segment('PER*IC', "the submitter's contact"),
  segment('NM1*40', 'the receiver'),
];

const LEVELS_837 = {
  '20': [segment('NM1*85', 'the billing provider')],
  '22': [
    segment('SBR', "the subscriber's policy"),
    segment('NM1*IL', 'the subscriber'),
    segment('NM1*PR', 'the payer'),
  ],
  '23': [segment('PAT', "the patient's relation to the subscriber"), segment('NM1*QC', 'the patient')],
};

type Parties = readonly (readonly [string, readonly RequiredSegment[]])[];

const PARTIES_837: Parties = [
  ['85', addressOf('the billing provider')],
  ['QC', [...addressOf('the patient'), segment('DMG', "the patient's day of birth")]],
];

/** 5010; `taxNumber`: as the guide's loop 2010AA has it. */
const parties837 = (taxNumber: string): Parties => [
  ...PARTIES_837,
  ['85', [...addressOf('the billing provider'), segment(taxNumber, 'the tax number of the billing provider')]],
  ['87', addressOf('the pay-to address')],
  ['PE', [...addressOf('the pay-to plan'), segment('REF*EI', 'the tax number of the pay-to plan')]],
  ['77', addressOf('the service facility')],
];

/** A person may bill under a social security number, a hospital does not. */
const EITHER_NUMBER = 'REF*EI or REF*SY';

const PARTIES_837P: Parties = [
  ...parties837(EITHER_NUMBER),
  ['PW', addressOf('the place where the ambulance picks up')],
  ['45', addressOf('the place where the ambulance drops off')],
];

/** 4010, professional: a pay-to provider has a name of its own there. */
const PARTIES_4010P: Parties = [
  ...PARTIES_837,
  ['87', addressOf('the pay-to provider')],
  ['77', addressOf('the service facility')],
];

const PAYER_835: Parties = [['PR', addressOf('the payer')]];
const PAYER_835_5010: Parties = [
  ['PR', [...addressOf('the payer'), segment('PER*BL', "the payer's technical contact")]],
];

function byEntity(parties: Parties): ReadonlyMap<number, readonly RequiredSegment[]> {
  return new Map(parties.map(([entity, segments]) => [packed(entity), segments]));
}

/** The same in 4010 and 5010. */
const COMMON_837 = {
  set: '837',
  transaction: HEAD_837,
  levels: LEVELS_837,
  parties: byEntity(PARTIES_837),
  otherPayer: [
    segment('OI', 'the coverage'),
    segment('NM1*IL', "the other payer's subscriber"),
    segment('NM1*PR', 'the other payer'),
  ],
  adjudication: [segment('DTP*573', 'the date of the adjudication')],
} as const;

export const DIAGNOSES = segment('HI', 'the diagnoses');
/**
 * Of a claim that replaces or voids one (CLM05-3): the number that the payer gave that one. Source: 005010X222A1, X223A2 and X224A2,
 * loop 2300, situational rule of REF*F8, as X12's answers 1538 and 2110 to requests for interpretation have it.
 */
export const EARLIER: RequiredSegment = {
  ...segment('REF*F8', "the payer's number of the claim that this one replaces or voids"),
  instead: 'make CLM05-3 a 1 where it replaces none',
};
const DRUG = [segment('CTP', 'the quantity of the drug')];
const SERVICE_DATE = segment('DTP*472', 'the date of service');

const HEAD_835 = [
  segment('BPR', 'the payment'),
  segment('TRN', 'the number of the payment'),
  segment('N1*PR', 'the payer'),
  segment('N1*PE', 'the payee'),
];

const REMITTANCE: Omit<Guide, 'name' | 'parties'> = {
  set: '835',
  transaction: HEAD_835,
  levels: {},
  claim: [segment('NM1*QC', 'the patient')],
  otherPayer: [],
  adjudication: [],
  line: undefined,
  mostLines: Number.POSITIVE_INFINITY,
};

/**
 * By GS08 without its addenda: which segments are "required" there, the repeat of loop 2400, and which segments it has at all. Sources: ASC X12N
 * 005010X222A1, X223A2, X224A2 and X221A1, and 004010X098A1, X096A1, X097A1 and X091A1, the tables of each guide's section 2.
 */
const GUIDES: Readonly<Record<string, Guide>> = {
  '005010X222': {
    name: '005010X222A1',
    ...COMMON_837,
    parties: byEntity(PARTIES_837P),
    claim: [DIAGNOSES],
    drug: DRUG,
    line: [segment('SV1', 'the service'), SERVICE_DATE],
    mostLines: 50,
    segments: segments(`${BOTH_837} CR1 CR2 CRC SV1 SV5 CR3 QTY MEA PS1 LIN CTP LQ FRM`),
  },
  '005010X223': {
    name: '005010X223A2',
    ...COMMON_837,
    parties: byEntity(parties837('REF*EI')),
    claim: [segment('DTP*434', 'the statement dates'), segment('CL1', 'admission and patient status'), DIAGNOSES],
    drug: DRUG,
    line: [segment('SV2', 'the service')],
    mostLines: 999,
    segments: segments(`${BOTH_837} CL1 CRC MIA SV2 LIN CTP`),
  },
  '005010X224': {
    name: '005010X224A2',
    ...COMMON_837,
    parties: byEntity(parties837(EITHER_NUMBER)),
    claim: [],
    line: [segment('SV3', 'the service')],
    mostLines: 50,
    segments: segments(`${BOTH_837} DN1 DN2 SV3 TOO`),
  },
  '004010X098': {
    name: '004010X098A1',
    ...COMMON_837,
    parties: byEntity(PARTIES_4010P),
    claim: [],
    line: [segment('SV1', 'the service'), SERVICE_DATE],
    mostLines: 50,
  },
  '004010X096': {
    name: '004010X096A1',
    ...COMMON_837,
    claim: [],
    line: [segment('SV2', 'the service')],
    mostLines: 999,
  },
  '004010X097': {
    name: '004010X097A1',
    ...COMMON_837,
    claim: [],
    line: [segment('SV3', 'the service')],
    mostLines: 50,
  },
  '005010X221': {
    name: '005010X221A1',
    ...REMITTANCE,
    parties: byEntity(PAYER_835_5010),
    segments: segments('ST BPR TRN CUR REF DTM N1 N3 N4 PER RDM LX TS3 TS2 CLP CAS NM1 MIA MOA AMT QTY SVC LQ PLB SE'),
  },
  '004010X091': { name: '004010X091A1', ...REMITTANCE, parties: byEntity(PAYER_835) },
};

const WITHOUT_ADDENDA = '005010X222'.length;

let last = '';
let lastGuide: Guide | undefined;

/** The guide that GS08 names; undefined where it is none of these, and nothing is known of what it asks for. */
export function guideOf(group: string): Guide | undefined {
  // A file names one, block after block.
  if (group !== last) {
    last = group;
    lastGuide = GUIDES[guideKey(group)];
  }
  return lastGuide;
}

/** What a transaction follows, by GS08; '' where its ST03 names another guide, and nobody knows which holds. */
export function guideOfTransaction(group: string, own: string): string {
  const named = GUIDES[guideKey(own)];
  return !named || guideOf(group) === named ? group : '';
}

/** A version as GS08 has it, without its addenda: `005010X222` for `005010X222A1`. */
export function guideKey(group: string): string {
  return group.slice(0, WITHOUT_ADDENDA);
}
