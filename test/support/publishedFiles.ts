import { type Cell, columns, lines, xlsxOf } from './importFixtures';

/**
 * One small file a table, laid out as the publisher does it, with invented codes and texts; `facts` of each is what an
 * import must make of its first row. For tests that ask whether a file is taken, not how each of its columns is read.
 */
export interface Published {
  readonly table: string;
  /** As the publisher names it: tells the release. */
  readonly name: string;
  readonly content: string | Buffer;
  readonly rows: number;
  /** The release can't be told from the content, so a folder has to say it. */
  readonly releaseByName?: string;
}

const MPFS_HEADER = [
  ',,,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,',
  ',,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED',
  ',,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS',
  ',,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT',
  'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT',
];
const MPFS_ROWS = [
  '10X01,,Invented service,A,,1.00,2.00,,1.00,,0.10,3.10,2.10,0,090,0.10,0.80,0.10,2,1,0,2,9,,32.3465,09,0,99,0.00,0.00,0.00',
  '10X02,26,Invented part,R,,0.00,0.00,NA,0.00,,0.00,0.00,0.00,1,XXX,0.00,0.00,0.00,0,0,0,0,0,,32.3465,09,0,99,0.00,0.00,0.00',
];
export const MPFS_CSV = lines(
  ',,2025 National Physician Fee Schedule Relative Value File April Release,,',
  ',,Invented notice,,',
  ',,RELEASED 03/11/2025,,',
  ...MPFS_HEADER,
  ...MPFS_ROWS,
);
const MPFS_TXT = lines(
  'HDR INVENTED NOTICE',
  columns(172, {
    1: '10X01',
    8: 'Invented service',
    58: 'A',
    62: '1.00',
    69: '2.00',
    78: '1.00',
    86: '0.10',
    93: '3.10',
    99: '2.10',
    103: '0090',
    107: '.10.80.10',
    116: '21029',
    134: '32.3465',
    142: '09',
    144: '0',
    146: '99',
  }),
);

export const PTP_TXT = lines(
  'Invented notice\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
  '10X01\t10X02\t\t20200101\t*\t1\tReason',
  '10X01\t10X03\t*\t19960101\t20191231\t0\tReason',
  '10X01\t10X04\t\t20220101\t20220101\t9\tReason',
);

function ptpXlsx(): Buffer {
  return xlsxOf(
    PTP_TXT.trimEnd()
      .split('\r\n')
      .map((line) => line.split('\t').map((cell): Cell => cell || undefined)),
  );
}

export function mueCsv(setting: string): string {
  return [
    '"Invented notice,\nof several lines.\n\nAll rights \xae reserved.",,,\r\n',
    `"HCPCS/\nCPT Code",${setting} MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n`,
    '10X01,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction\r\n',
    '10X02,0,1 Line Edit,CMS Policy\r\n',
    'G9999,900,3 Date of Service Edit: Clinical,Clinical: Data\r\n',
  ].join('');
}

function mueXlsx(setting: string): Buffer {
  return xlsxOf([
    ['Invented notice'],
    ['HCPCS/\nCPT Code', `${setting} MUE Values`, 'MUE Adjudication Indicator', 'MUE Rationale'],
    ['10X01', 1, '2 Date of Service Edit: Policy', 'CMS Policy'],
    ['00X02', 0, '3 Date of Service Edit: Clinical', 'Clinical: Data'],
  ]);
}

export const AOC_CAPTIONS = [
  'AOC_Edit_Type',
  'Add-On_Code',
  'AOC_DelDT',
  'Primary_Code',
  'Primary_Code_DelDT',
  'AOC_Edit_EffDT',
  'AOC_Edit_DelDT',
  'Special_Instruction_Notes',
];
const AOC_XLSX = xlsxOf([
  ['Invented notice'],
  AOC_CAPTIONS,
  ['2', '10X02', undefined, 'CCCCC', undefined, '2013091', undefined, 'Contractor Defined Primary Codes'],
  ['1', '10X03', undefined, '10X01', undefined, '2025091', undefined, undefined],
]);
const AOC_TXT = lines(
  `${columns(40, { 1: '2', 2: '10X02', 14: 'CCCCC', 26: '2013091' })}Contractor Defined Primary Codes`.slice(0, 70),
  columns(39, { 1: '1', 2: '10X03', 14: '10X01', 26: '2025091' }).trimEnd(),
);

const HCPCS_TXT = lines(
  columns(320, { 1: '   X1001007Invented modifier', 269: '20020701', 277: '20250401', 293: 'N' }),
  columns(320, { 1: `A9999001003Invented supply, `, 92: 'Invented', 230: 'C', 269: '20200101', 277: '20200101' }),
  columns(320, { 1: 'A9999002004which goes on' }),
);
export const HCPCS_CAPTIONS = [
  ...['HCPC', 'SEQNUM', 'RECID', 'LONG DESCRIPTION', 'SHORT DESCRIPTION', 'PRICE1', 'MULT_PI', 'STATUTE', 'XREF1'],
  ...['COV', 'BETOS', 'TOS1', 'ADD DT', 'ACT EFF DT', 'TERM DT', 'ACTION CD'],
];
const blanks = (count: number) => Array<undefined>(count).fill(undefined);
export const HCPCS_SHEET: Cell[][] = [
  ['Invented note'],
  HCPCS_CAPTIONS,
  ['   X1', '0010', '7', 'Invented modifier', ...blanks(8), '20020701', '20250401', undefined, 'N'],
  ['A9999', '0010', '3', 'Invented supply', 'Invented', ...blanks(7), '20200101', '20200101', undefined, 'N'],
];

export const OPPS_CSV = lines(
  'Addendum B.-Invented title for April 2025,,,,,',
  '"Invented notice, of somebody",,,,,',
  'HCPCS Code,Short Descriptor, SI,APC ,Relative Weight ,Payment Rate',
  '10X01,Invented\xa0,J1,5071,1.5,"$1,234.50"',
  'A9999\xa0,Invented,N,,,',
);
export const ICD_TXT = lines(
  '00001 Z99     0 Invented header                                              Invented header',
  '00002 Z9901   1 Invented                                                     Invented diagnosis',
);

const CPT_PREAMBLE = ['Invented preamble', 'CPT 2025 of somebody', '60000 Invented Street', '', ''];
const CPT_LIST = lines(
  ...CPT_PREAMBLE,
  'Concept Id\tCPT Code\tLong\tMedium\tShort\tConsumer\tSpanish Consumer\tCurrent Descriptor Effective Date\tTest Name\tLab Name\tManufacturer Name',
  '1\t10X01\tLong invented\tMedium invented\tShort invented\tConsumer invented\tOtro\t20250101\t\t\t',
  '2\t0001U\tLong invented\tMedium invented\tShort invented\t\t\t\tTest\tLab\tMaker',
);

/** Every kind of file that the importers take. */
export const PUBLISHED: readonly Published[] = [
  { table: 'MPFS@2025B', name: 'PPRRVU2025_Apr.csv', content: MPFS_CSV, rows: 2 },
  { table: 'MPFS@2025B', name: 'PPRRVU2025_Apr.txt', content: MPFS_TXT, rows: 1, releaseByName: 'rvu25b' },
  {
    table: 'MPFS@2025B',
    name: 'PPRRVU2025_Apr.xlsx',
    content: xlsxOf(
      MPFS_CSV.trimEnd()
        .split('\r\n')
        .map((line) => line.split(',')),
    ),
    rows: 2,
  },
  {
    table: 'PTP-outpatient@2025Q2',
    name: 'ccioph-v311r0-f2.TXT',
    content: PTP_TXT,
    rows: 2,
    releaseByName: 'medicare-ncci-2025q2-hospital-ptp-edits-ccioph-v311r0-f2',
  },
  {
    table: 'PTP-practitioner@2025Q2',
    name: 'ccipra-v311r0-f2.xlsx',
    content: ptpXlsx(),
    rows: 2,
    releaseByName: 'medicare-ncci-2025q2-practitioner-ptp-edits-ccipra-v311r0-f2',
  },
  ...(
    [
      ['practitioner', 'PractitionerServices', 'Practitioner Services'],
      ['outpatient', 'OutpatientHospitalServices', 'Outpatient Hospital Services'],
      ['dme', 'DMESupplierServices', 'DME Supplier Services'],
    ] as const
  ).flatMap(([setting, word, caption]): Published[] => [
    {
      table: `MUE-${setting}@2025Q2`,
      name: `MCR_MUE_${word}_Eff_04-01-2025.csv`,
      content: mueCsv(caption),
      rows: 3,
      releaseByName: 'medicare-ncci-2025-q2-mue-table',
    },
    {
      table: `MUE-${setting}@2025Q2`,
      name: `MCR_MUE_${word}_Eff_04-01-2025.xlsx`,
      content: mueXlsx(caption),
      rows: 2,
      releaseByName: 'medicare-ncci-2025-q2-mue-table',
    },
  ]),
  { table: 'AOC@2025Q2', name: 'AOC_V2025Q2-MCR.xlsx', content: AOC_XLSX, rows: 2 },
  { table: 'AOC@2025Q2', name: 'AOC_V2025Q2_01-MCR.txt', content: AOC_TXT, rows: 2 },
  { table: 'HCPCS@2025-04', name: 'HCPC2025_APR_ANWEB.txt', content: HCPCS_TXT, rows: 2 },
  { table: 'HCPCS@2025-04', name: 'HCPC2025_APR_ANWEB_v2.xlsx', content: xlsxOf(HCPCS_SHEET), rows: 2 },
  { table: 'OPPS@2025-04', name: '2025_April_Web_Addendum_B.03252025.csv', content: OPPS_CSV, rows: 2 },
  {
    table: 'OPPS@2025-04',
    name: 'April 2025 Addendum B CORRECTION.04152025.xlsx',
    content: xlsxOf([
      ['Addendum B.-Invented title for April 2025'],
      [
        'HCPCS Code',
        'Short Descriptor',
        'CI',
        ' SI',
        'APC ',
        'Relative Weight ',
        'Payment Rate',
        '* Indicates a Change',
      ],
      ['10X01', 'Invented', undefined, 'J1', 5071, 1.5, 1234.5, '*'],
    ]),
    rows: 1,
  },
  {
    table: 'ICD10CM@2025',
    name: 'icd10cm-order-2025.txt',
    content: ICD_TXT,
    rows: 2,
    releaseByName: '2025-code-descriptions-tabular-order',
  },
  { table: 'CPT@2025', name: 'ConsolidatedCodeList.txt', content: CPT_LIST, rows: 2 },
  {
    table: 'CPT@2025',
    name: 'SHORTU.txt',
    content: lines(...CPT_PREAMBLE, '10X01 INVENTED', '10X02 INVENTED TOO', '10X03 AND ONE MORE').replaceAll('X', '0'),
    rows: 3,
  },
  {
    table: 'CPT@2025',
    name: 'LONGULT.txt',
    content: lines(...CPT_PREAMBLE, '10001\tInvented', '10002\tInvented too', '0003T\tAnd one more'),
    rows: 3,
  },
  {
    table: 'MODIFIERS@2025',
    name: 'Modifiers.txt',
    content: lines(
      ...CPT_PREAMBLE,
      'ConceptID\tModifier Code\tLevel I/II\tModifier Descriptor Effective\tModifier Name\tModifier Description\tSection (Main Section)',
      '1\t22\tLevel I\t20080101\tInvented\tInvented words\tAppendix',
    ),
    rows: 1,
  },
  {
    table: 'CPT@2025',
    name: 'CPTPLA.xml',
    content:
      '<?xml version="1.0"?><plaCodes copyright="Copyright 2024 somebody"><plaCode cdId="1" cdCode="0001U"><cdDesc>Invented</cdDesc><effectiveDate>20250101</effectiveDate></plaCode></plaCodes>',
    rows: 1,
    releaseByName: 'CPT 2025',
  },
  {
    table: 'CPT@2025',
    name: 'Deleted_DTK_tab.txt',
    content: lines(
      'concept_id\tcpt_code\tdate_deleted\tlevel\tdescription\tinstruction',
      '1\t10X09\t20250101\tI\tInvented\tTo report, use 10X01',
    ),
    rows: 1,
    releaseByName: 'CPT Link 2025',
  },
  {
    table: 'CPT@2025',
    name: 'History_DTK_tab.txt',
    content: lines(
      'date\tchange_type\tconcept_id\tcpt_code\tlevel\tprior_value\tcurrent_value\tinstruction',
      '20250101\tAdded\t1\t10X08\tI\t\tInvented\t',
    ),
    rows: 1,
    releaseByName: 'CPT Link 2025',
  },
  {
    table: 'SITE@house',
    name: 'house.csv',
    content: lines('code,description,effective,deleted,replacement', 'Z1234,Invented house call,2024-01-01,,'),
    rows: 1,
    releaseByName: '',
  },
  {
    table: 'REVENUE@departments',
    name: 'departments.csv',
    content: lines(
      'revenue_code,description,effective,deleted',
      '0450,Invented department,,',
      '360,Another,2020-01-01,',
    ),
    rows: 2,
    releaseByName: '',
  },
];
