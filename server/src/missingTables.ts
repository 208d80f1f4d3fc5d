import type { MissingTable } from './protocol';
import type { Codes } from './service';

const CMS = 'https://www.cms.gov/medicare';
const NCCI = `${CMS}/coding-billing/national-correct-coding-initiative-ncci-edits`;
const CPT = 'https://www.ama-assn.org/practice-management/cpt';

interface Published extends MissingTable {
  isLoaded(codes: Codes): boolean;
}

/** Every table that can be imported: what it is for, and where its publisher has it. */
const PUBLISHED: readonly Published[] = [
  {
    table: 'MPFS',
    file: 'PPRRVU, in the RVU zip of the quarter',
    where: `${CMS}/payment/fee-schedules/physician/pfs-relative-value-files`,
    without: 'indicators (26/TC, bilateral, assistant, global days) are checked for the codes of the sample only',
    isLoaded: ({ feeSchedule }) => feeSchedule.coverage === 'complete',
  },
  {
    table: 'NCCI PTP practitioner',
    file: 'practitioner PTP edits (ccipra), every part',
    where: `${NCCI}/medicare-ncci-procedure-procedure-ptp-edits`,
    without: 'bundled pairs of professional claims are found among the codes of the sample only',
    isLoaded: ({ pairs }) => pairs.practitioner.coverage === 'complete',
  },
  {
    table: 'NCCI PTP outpatient hospital',
    file: 'hospital PTP edits (ccioph), every part',
    where: `${NCCI}/medicare-ncci-procedure-procedure-ptp-edits`,
    without: 'bundled pairs of hospital claims are not checked',
    isLoaded: ({ pairs }) => pairs.outpatient.coverage === 'complete',
  },
  ...(
    [
      ['practitioner', 'NCCI MUE practitioner', 'practitioner services'],
      ['outpatient', 'NCCI MUE outpatient hospital', 'facility outpatient hospital services'],
      ['dme', 'NCCI MUE DME supplier', 'DME supplier services'],
    ] as const
  ).map(([setting, table, name]) => ({
    table,
    file: `MUE table of ${name}`,
    where: `${NCCI}/medicare-ncci-medically-unlikely-edits-mues`,
    without: 'units are checked for the codes of the sample at most',
    isLoaded: ({ mue }: Codes) => mue[setting].coverage === 'complete',
  })),
  {
    table: 'NCCI AOC',
    file: 'add-on code edits',
    where: `${NCCI}/medicare-ncci-add-code-edits`,
    without: 'add-on codes are checked for the codes of the sample only',
    isLoaded: ({ addOns }) => addOns.coverage === 'complete',
  },
  {
    table: 'HCPCS Level II',
    file: 'alpha-numeric HCPCS file (ANWEB)',
    where: `${CMS}/coding-billing/healthcare-common-procedure-system/quarterly-update`,
    without: 'unknown and deleted HCPCS codes are not told, and unknown modifiers neither',
    isLoaded: ({ procedures }) => procedures.covers?.('HCPCS Level II', undefined) !== undefined,
  },
  {
    table: 'OPPS Addendum B',
    file: 'Addendum B',
    where: `${CMS}/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates`,
    without: 'status indicators are known for the codes of the sample only',
    isLoaded: ({ opps }) => opps.coverage === 'complete',
  },
  {
    table: 'ICD-10-CM',
    file: 'icd10cm_order, in the code descriptions zip of the fiscal year',
    where: `${CMS}/coding-billing/icd-10-codes`,
    without: 'diagnosis codes are neither explained nor checked for existence',
    isLoaded: ({ diagnoses }) => diagnoses?.coverage === 'complete',
  },
  {
    table: 'CPT',
    file: 'ConsolidatedCodeList, with a licence of the AMA',
    where: CPT,
    without: 'unknown and deleted CPT codes are not told, and descriptions are ours or of the fee schedule',
    isLoaded: ({ procedures }) => procedures.covers?.('Category I', undefined) !== undefined,
  },
  {
    table: 'CPT modifiers',
    file: 'Modifiers, with a licence of the AMA',
    where: CPT,
    without: 'unknown modifiers are not told',
    isLoaded: ({ editions }) => editions.some(({ table }) => table === 'CPT modifiers'),
  },
];

/** The tables that nobody has imported, or only in part: the sample answers in their place, or nothing does. */
export function missingTables(codes: Codes): MissingTable[] {
  return PUBLISHED.filter((one) => !one.isLoaded(codes)).map(({ table, file, where, without }) => ({
    table,
    file,
    where,
    without,
  }));
}
