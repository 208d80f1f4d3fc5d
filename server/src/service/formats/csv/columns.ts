/** What a column holds. Those of a claim are taken from its first row that has them. */
export type Role =
  | 'procedure'
  | 'modifier'
  | 'units'
  | 'unit'
  | 'charge'
  | 'from'
  | 'to'
  | 'place'
  | 'pointers'
  | 'lineDiagnosis'
  | 'revenue'
  | 'number'
  | 'rendering'
  | 'description'
  | 'claim'
  | 'claimCharge'
  | 'claimFrom'
  | 'claimTo'
  | 'patient'
  | 'patientName'
  | 'birth'
  | 'billing'
  | 'payer'
  | 'filing'
  | 'frequency'
  | 'billType'
  | 'diagnosis'
  | 'decision';

export interface Column {
  readonly role: Role;
  /** Index of the cell. */
  readonly cell: number;
  /** The line of a row that has several; 0 for all of them. */
  readonly line: number;
  /** Orders the modifiers of a line and the diagnoses of a claim. */
  readonly place: number;
}

/** A name: its role, the number in it and the one behind that (`MOD2_1`), and how well it names the role. */
interface Named {
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
const CODE = '(?:CODES?|CD|ID|NUM)?';
const NUMBER = '(\\d{1,2})?(?:_(\\d{1,2}))?';
const DIAGNOSIS = '(?:DX|DIAG(?:NOSIS|NOSES)?|DGNS)';

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
  ['procedure', 2, /^(?:LINE)?(?:SERVICE|SVC|SRVC)(?:CODE|CD)(\d{1,2})?$/],
  [
    'modifier',
    0,
    new RegExp(
      `^${OF_LINE}(?:CPT|HCPCS?|PROC|PROCEDURE|PX|PRICE|PRICING)*_?(\\d{1,2})?_?(?:MODIFIERS?|MODS?|MDFRS?)${CODE}${NUMBER}$`,
    ),
  ],
  [
    'units',
    0,
    new RegExp(`^${OF_LINE}(?:UNITS|UNITCNT|UNITCOUNT|UNITQTY|NUMUNITS|QTY|QUANTITY)(?:BILLED|OFSERVICE)?(\\d{1,2})?$`),
  ],
  ['units', 1, /^(?:CLM|LINE)*(?:SRVC|SVC|SERVICE)(?:CNTS?|COUNT)(\d{1,2})?$|^DAYS(?:OR)?UNITS(\d{1,2})?$/],
  ['charge', 0, new RegExp(`^${OF_LINE}(?:TOT|TOTAL|GROSS)?(?:CHARGED?S?|CHRG|CHGS?|FEE)(?:AMT|AMOUNT)?(\\d{1,2})?$`)],
  ['charge', 0, /^(?:LINE)?(?:(?:BILLED|CHARGED|SUBMITTED)(?:AMT|AMOUNT)|(?:AMT|AMOUNT)(?:BILLED|CHARGED))(\d{1,2})?$/],
  ['from', 0, new RegExp(`^${OF_LINE}(?:1EXPNS(?:DT|DATE)|(?:DOS)?(?:FROM|START|BEGIN)(?:DOS|DT|DATE)?)(\\d{1,2})?$`)],
  [
    'from',
    1,
    /^(?:DOS|DATES?OFSERVICE|(?:CLM|CLAIM|LINE)*(?:SRVC|SVC|SERVICE|LINE|REVCNTR|PROC|PROCEDURE)(?:DT|DATE))(\d{1,2})?$/,
  ],
  ['from', 2, /^(?:DT|DATE)$/],
  [
    'to',
    0,
    new RegExp(`^${OF_LINE}(?:LASTEXPNS(?:DT|DATE)|(?:DOS)?(?:TO|THRU|THROUGH|END)(?:DOS|DT|DATE)?)(\\d{1,2})?$`),
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
    new RegExp(`^(?:CLM|CLAIM)?(?:(?:ICD(?:9|10)?(?:CM)?)?${DIAGNOSIS}|ICD(?:9|10)?(?:CM)?)(?:CODE|CD)?_?(\\d{1,2})?$`),
  ],
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
  ['patient', 1, /^(?:MRN|MBI|MBINUM|HICN|DESYNPUFID|PATIENT|BENE|BENEFICIARY|MEMBER|SUBSCRIBER)$/],
  ['birth', 0, /^(?:PATIENT|PAT|PT|MEMBER|BENE)?(?:DOB|BIRTHDT|BIRTHDATE|DATEOFBIRTH)$/],
  ['payer', 0, /^(?:PAYER|PAYOR|INSURANCE|CARRIER)(?:NAME)?$/],
  ['filing', 0, /^(?:CLM|CLAIM)?FILING(?:INDICATOR|IND)?(?:CODE|CD)?$/],
  ['frequency', 0, /^(?:CLM|CLAIM)?FREQ(?:UENCY)?(?:CODE|CD)?$/],
  ['billType', 0, /^(?:TOB|BILLTYPE|TYPEOFBILL)(?:CODE|CD)?$/],
  ['description', 0, /^(?:CPT|HCPCS|PROC|PROCEDURE|SERVICE|LINE)?DESC(?:RIPTION)?$/],
  ['decision', 0, /^(?:PA|AUTH|PRIORAUTH)DECISION$/],
];

const ORDINALS: readonly (readonly [RegExp, string])[] = [
  [/1ST|FIRST/g, '1'],
  [/2ND|SECOND(?!ARY)/g, '2'],
  [/3RD|THIRD/g, '3'],
  [/4TH|FOURTH/g, '4'],
  [/5TH|FIFTH/g, '5'],
];
/** No name of a column that is known is longer. */
const LONGEST_NAME = 80;

function named(header: string): Named | undefined {
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

export interface Columns {
  readonly all: readonly Column[];
  /** A row has several service lines: CPT1, CPT2 … */
  readonly isWide: boolean;
  /** Numbers of the lines of a row, in the order of the row; `[1]` where each row is one. */
  readonly lines: readonly number[];
}

const NUMBERED = new Set<Role>(['modifier', 'units', 'charge', 'from', 'to', 'place', 'pointers', 'revenue']);
const SEVERAL = new Set<Role>(['modifier', 'diagnosis', 'lineDiagnosis', 'pointers']);

/** The columns of a header; undefined where it has no procedures, or nothing that makes a list of codes one of services. */
export function columnsOf(header: readonly string[]): Columns | undefined {
  const found = header.flatMap((name, cell) => {
    const one = named(name);
    return one ? [{ ...one, cell }] : [];
  });
  const procedures = found.filter(({ role }) => role === 'procedure');
  if (procedures.length === 0 || !found.some(({ role }) => SERVICE.has(role))) return undefined;
  const isWide = procedures.filter(({ first }) => first !== undefined).length > 1;
  const all: Column[] = [];
  const taken = new Map<string, number>();
  const hasNumberedDiagnoses = found.some(({ role, first }) => role === 'diagnosis' && first !== undefined);
  const add = (column: Column, rank: number): void => {
    const key = `${column.role} ${column.line} ${SEVERAL.has(column.role) ? column.cell : ''}`;
    const before = taken.get(key);
    const other = before === undefined ? undefined : found.find(({ cell }) => cell === all[before]!.cell);
    if (before === undefined) taken.set(key, all.push(column) - 1);
    else if (other && other.rank > rank) all[before] = column;
  };
  for (const one of found) {
    const { role, cell, first, second, rank } = one;
    if (role === 'procedure') {
      if (!isWide) all.push({ role, cell, line: 0, place: rank });
      else add({ role, cell, line: first ?? 1, place: rank }, rank);
    } else if (role === 'modifier') {
      const line = isWide ? (first ?? 0) : 0;
      add({ role, cell, line, place: isWide ? (second ?? 0) : (first ?? 0) }, rank);
    } else if (role === 'diagnosis' && first === undefined && rank === 0 && !hasNumberedDiagnoses) {
      add({ role: 'lineDiagnosis', cell, line: 0, place: 0 }, rank);
    } else if (role === 'diagnosis') {
      add({ role, cell, line: 0, place: first ?? (rank ? 0 : 99) }, rank);
    } else if (NUMBERED.has(role) && first !== undefined && (isWide || role !== 'revenue')) {
      add({ role, cell, line: isWide ? first : 0, place: first }, rank);
    } else if (role !== 'revenue' || first === undefined) {
      add({ role, cell, line: 0, place: 0 }, rank);
    }
  }
  if (!isWide) all.sort((a, b) => Number(a.role === 'procedure') - Number(b.role === 'procedure') || a.place - b.place);
  else all.sort((a, b) => a.place - b.place);
  const lines = isWide
    ? all
        .filter(({ role }) => role === 'procedure')
        .sort((a, b) => a.cell - b.cell)
        .map(({ line }) => line)
    : [1];
  return { all, isWide, lines };
}

/** What a fee schedule or a price list has not. */
const SERVICE = new Set<Role>(['claim', 'patient', 'patientName', 'from', 'units']);

/** How many columns of a header are known; for a header that goes on beyond what is seen. */
export function knownColumns(header: readonly string[]): number {
  return header.filter((name) => named(name)).length;
}
