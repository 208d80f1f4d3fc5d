import type { Role } from './columns';

/** A name: its role, the number in it and the one behind that (`MOD2_1`), and how well it names the role. */
export interface Named {
  readonly role: Role;
  readonly first?: number;
  readonly second?: number;
  readonly rank: number;
}

/** Names of columns that quote the X12 element they come from. */
const ELEMENTS: Readonly<Record<string, Role>> = {
  CLM01: 'claim',
  CLM02: 'claimCharge',
  LX01: 'number',
  SV101: 'procedure',
  SV102: 'charge',
  SV103: 'unit',
  SV104: 'units',
  SV105: 'place',
  SV107: 'pointers',
  SV201: 'revenue',
  SV202: 'procedure',
  SV203: 'charge',
  SV204: 'unit',
  SV205: 'units',
  DTP03: 'from',
};

const OF_LINE = '(?:CLM|CLAIM|LINE|LN|SVC|SRVC|SERVICE|DETAIL|DTL|BILLED|BILL|SUBMITTED|SBMTD|SBMT|REVCNTR|REVCTR)*';
const CODE = '(?:CODES?|CD)?';
const NUMBER = '(\\d{1,2})?(?:_(\\d{1,2}))?';
const DIAGNOSIS = '(?:DX|DIAG(?:NOSIS|NOSES|NOSTIC)?|DGNS)';

/** In this order; the first that fits names the role. Of two columns of a role the better rank wins, then the first. */
const PATTERNS: readonly (readonly [Role, number, RegExp])[] = [
  ['claim', 0, /^(?:CLM|CLAIM)(?:ID|NO|NUM|NUMBER|KEY|UNIQID|REF|CONTROLNUMBER|CONTROLNO|CNTLNUM)?$/],
  ['claim', 1, /^(?:PATIENTCONTROL(?:NUMBER|NO)|PCN|ICN|DCN|TCN|UTN|(?:ENCOUNTER|VISIT)(?:ID|NO|NUM|NUMBER)?)$/],
  ['claim', 2, /^(?:PATIENT)?(?:ACCOUNT|ACCT)(?:ID|NO|NUM|NUMBER)?$/],
  ['claimFrom', 0, /^(?:CLM|CLAIM|STATEMENT|STMT)(?:COVERS)?(?:FROM|START|BEGIN)(?:DT|DATE)?$/],
  ['claimTo', 0, /^(?:CLM|CLAIM|STATEMENT|STMT)(?:COVERS)?(?:TO|THRU|THROUGH|END)(?:DT|DATE)?$/],
  ['claimCharge', 0, /^(?:NCHCARR)?(?:CLM|CLAIM)(?:TOT|TOTAL|SBMTD|SUBMITTED)*(?:CHRG|CHARGES?)(?:AMT|AMOUNT)?$/],
  ['claimCharge', 0, /^(?:TOT|TOTAL)(?:CLM|CLAIM)(?:CHRG|CHARGES?)(?:AMT|AMOUNT)?$/],
  [
    'procedure',
    0,
    new RegExp(
      `^${OF_LINE}(?:(?:CPT4|CPT|HCPCS|HCPC|HIPPS|PROC|PROCEDURE|OR|AND)*(?:CPT4(?!$)|CPT|HCPCS?)(?:OR|HIPPS|PROC|PROCEDURE)*)${CODE}${NUMBER}$`,
    ),
  ],
  ['procedure', 1, new RegExp(`^${OF_LINE}(?:PROC|PROCEDURE|PRCDR|PX)${CODE}${NUMBER}$`)],
  // A code, or the key of a record: one where no better name stands beside it.
  ['procedure', 3, new RegExp(`^${OF_LINE}(?:PROC|PROCEDURE|PRCDR|PX)(?:ID|NUM)$`)],
  // A code of any system: one of ours where a column beside it says so.
  ['procedure', 4, /^(?:BILLING)?CODE$/],
  [
    'codeType',
    0,
    // Not the type of a service or a bill (X12 element 1365, `Billing Type`).
    /^(?:(?:PROC|PROCEDURE|PX)?(?:CODE)?(?:TYPE|SYSTEM|SET)|(?:BILLING|SERVICE|SVC)CODE(?:TYPE|SYSTEM|SET)|CODINGSYSTEM)(?:CODE|CD)?$/,
  ],
  ['activity', 0, /^ACTIVITY$/],
  ['procedure', 2, /^(?:LINE)?(?:SERVICE|SVC|SRVC)(?:CODE|CD)(\d{1,2})?$/],
  [
    'modifier',
    0,
    new RegExp(
      `^${OF_LINE}(?:CPT|HCPCS?|PROC|PROCEDURE|PX|PRICE|PRICING|CODE)*_?(\\d{1,2})?_?(?:MODIFIERS?|MODS?|MDFRS?)(?:CODES?|CD|ID|NUM)?${NUMBER}$`,
    ),
  ],
  ['modifier', 1, /^M([1-5])$/],
  [
    'units',
    0,
    new RegExp(
      `^${OF_LINE}(?:PROC|PROCEDURE)?(?:UNITS|UNITCNT|UNITCOUNT|UNITQTY|UNITQUANTITY|NUMUNITS|QTY|QUANTITY)(?:BILLED|OFSERVICE)?(\\d{1,2})?$`,
    ),
  ],
  ['units', 1, /^(?:CLM|LINE)*(?:SRVC|SVC|SERVICE)(?:CNTS?|COUNT)(\d{1,2})?$|^DAYS(?:OR)?UNITS(\d{1,2})?$/],
  [
    'charge',
    0,
    new RegExp(
      `^${OF_LINE}(?:PROC|PROCEDURE)?(?:TOT|TOTAL|GROSS)?(?:CHARGED?S?|CHRG|CHGS?|FEE|FEEBILLED)(?:AMT|AMOUNT)?(\\d{1,2})?$`,
    ),
  ],
  ['charge', 0, /^(?:LINE)?(?:(?:BILLED|CHARGED|SUBMITTED)(?:AMT|AMOUNT)|(?:AMT|AMOUNT)(?:BILLED|CHARGED))(\d{1,2})?$/],
  ['from', 0, new RegExp(`^${OF_LINE}(?:1EXPNS(?:DT|DATE)|(?:DOS)?(?:FROM|START|BEGIN)(?:DOS|DT|DATE)?)(\\d{1,2})?$`)],
  [
    'from',
    1,
    /^(?:DOS|DATES?OFSERVICE|(?:CLM|CLAIM|LINE)*(?:SRVC|SVC|SERVICE|LINE|REVCNTR|PROC|PROCEDURE|PX)(?:DT|DATE)|DATEFROM)(\d{1,2})?$/,
  ],
  ['from', 2, /^(?:DT|DATE)$/],
  [
    'to',
    0,
    new RegExp(
      `^${OF_LINE}(?:LASTEXPNS(?:DT|DATE)|DATETO|(?:DOS)?(?:TO|THRU|THROUGH|END)(?:DOS|DT|DATE)?)(\\d{1,2})?$`,
    ),
  ],
  ['place', 0, /^(?:CLM|CLAIM|LINE)*(?:POS|PLACEOF(?:SERVICE|SERV|SRVC|SVC))(?:CODE|CD)?(\d{1,2})?$/],
  ['pointers', 0, new RegExp(`^(?:LINE)?(?:ICD)?${DIAGNOSIS}?(?:CODE)?(?:PTRS?|POINTERS?)(\\d{1,2})?$`)],
  [
    'lineDiagnosis',
    0,
    new RegExp(`^(?:CLM)?(?:LINE|SVC|SERVICE)(?:ICD(?:9|10)?(?:CM)?)?${DIAGNOSIS}(?:CODE|CD)?(\\d{1,2})?$`),
  ],
  ['diagnosis', 1, new RegExp(`^(?:PRNCPAL|PRINCIPAL|PRIMARY)(?:ICD(?:9|10)?(?:CM)?)?${DIAGNOSIS}(?:CODE|CD)?$`)],
  [
    'diagnosis',
    0,
    new RegExp(
      `^(?:CLM|CLAIM)?(?:(?:ICD(?:9|10)?(?:CM)?)?(?:CLM|CLAIM)?${DIAGNOSIS}|ICD(?:9|10)?(?:CM)?)(?:CODES?|CD)?_?(\\d{1,2})?$`,
    ),
  ],
  [
    'diagnosis',
    2,
    new RegExp(`^(?:SECONDARY|OTHER|ADDITIONAL)(?:ICD(?:9|10)?(?:CM)?)?${DIAGNOSIS}(?:CODES?|CD)?_?(\\d{1,2})?$`),
  ],
  // `ICD1 Code`: the figure counts, it is no edition.
  ['diagnosis', 0, /^ICD([1-8])CODE$/],
  ['revenue', 0, /^(?:CLM|LINE)*REV(?:ENUE)?(?:CNTR|CTR|CENTER)?(?:CODE|CD)?_?(\d{1,2})?$/],
  ['number', 0, /^(?:CLM|CLAIM|SERVICE|SVC)?(?:LINE|LN)(?:ITEM)?(?:NUM|NO|NUMBER|SEQ|SEQUENCE|ID)?$/],
  [
    'rendering',
    0,
    /^(?:CLM|LINE)*(?:RENDER(?:ING)?|RNDRN?G|PERFORMING|PRF|SERVICING|TREATING)(?:PROVIDER|PRVDR|PHYSICIAN|PHYSN)?(?:NPI|NPINUM|NPINO|ID)?$/,
  ],
  ['billing', 0, /^(?:CARR)?(?:CLM)?(?:BILLING|BLG|ORG|GROUP|FACILITY)(?:PROVIDER|PRVDR)?(?:NPI|NPINUM|NPINO|ID)?$/],
  ['rendering', 1, /^(?:NPI|(?:PROVIDER|PRVDR)(?:NPI|ID)?|NPI(?:NUM|NO|NUMBER))$/],
  ['patientName', 0, /^(?:PATIENT|PAT|PT|MEMBER|BENE|BENEFICIARY|SUBSCRIBER)(?:FULL)?NAME$/],
  [
    'patient',
    0,
    /^(?:PATIENT|PAT|PT|MEMBER|MBR|BENE|BENEFICIARY|SUBSCRIBER|ENROLLEE|PERSON)(?:ID|NO|NUM|NUMBER|KEY|MRN)$/,
  ],
  [
    'patient',
    1,
    /^(?:PID|PATID|CHART(?:NO|NUM|NUMBER)|MRN|MBI|MBINUM|HICN|DESYNPUFID|PATIENT|BENE|BENEFICIARY|MEMBER|SUBSCRIBER)$/,
  ],
  ['birth', 0, /^(?:PATIENT|PAT|PT|MEMBER|BENE)?(?:DOB|BIRTHDT|BIRTHDATE|DATEOFBIRTH)$/],
  ['payer', 0, /^(?:PAYER|PAYOR|INSURANCE|CARRIER)(?:NAME)?$/],
  ['filing', 0, /^(?:CLM|CLAIM)?FILING(?:INDICATOR|IND)?(?:CODE|CD)?$/],
  ['frequency', 0, /^(?:(?:CLM|CLAIM)?FREQ(?:UENCY)?(?:TYPE)?|RESUB(?:MISSION)?)(?:CODE|CD)?$/],
  ['billType', 0, /^(?:CLM|CLAIM)?(?:TOB|BILLTYPE?|TYPEOFBILL)(?:CODE|CD)?$/],
  ['description', 0, /^(?:CPT|HCPCS|PROC|PROCEDURE|SERVICE|LINE|CODE)?DESC(?:RIPTION)?$|^CODETEXT$/],
  ['decision', 0, /^(?:PA|AUTH|PRIORAUTH)DECISION$/],
];

const ORDINALS: readonly (readonly [RegExp, string])[] = [
  [/ONE$/, '1'],
  [/TWO$/, '2'],
  [/THREE$/, '3'],
  [/FOUR$/, '4'],
  [/1ST|FIRST/g, '1'],
  [/2ND|SECOND(?!ARY)/g, '2'],
  [/3RD|THIRD/g, '3'],
  [/4TH|FOURTH/g, '4'],
  [/5TH|FIFTH/g, '5'],
];
/** No name of a column that is known is longer. */
const LONGEST_NAME = 80;

export function named(header: string): Named | undefined {
  if (header.length > LONGEST_NAME) return undefined;
  const upper = header.toUpperCase();
  const element = /\(([A-Z]{2,3}\d{2,3})\)/.exec(upper);
  if (element) {
    const role = ELEMENTS[element[1]!];
    return role && { role, rank: 0 };
  }
  let name = upper
    .replace(/\([^)]*\)/g, '')
    .replace(/#/g, 'NO')
    .replace(/(\d)[^A-Z\d]+(?=\d)/g, '$1_')
    .replace(/[^A-Z\d_]|(?<!\d)_|_(?!\d)/g, '');
  for (const [ordinal, digit] of ORDINALS) name = name.replace(ordinal, digit);
  for (const [role, rank, pattern] of PATTERNS) {
    const match = pattern.exec(name);
    if (!match) continue;
    const [first, second] = match.slice(1).filter(Boolean).map(Number);
    return { role, rank, first, second };
  }
  return undefined;
}
