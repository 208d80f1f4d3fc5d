import type { CellRow } from '../cellRow';
import { column, findHeader, needHeader, optional, type Places, rowsBelow } from '../grid';
import type { Out, Reader } from '../reader';
import type { MpfsRow } from '../rows';
import { clean } from '../text';
import { codeOf, numberOf, padded } from '../values';
import { mpfsRelease } from './mpfsRelease';
import { isMpfsText, readMpfsText } from './mpfsText';

/**
 * The captions stacked over five rows, as the releases of 2013-2026 have them. Until 2013 practice expenses were
 * published as transitioned (what was paid) and as fully implemented.
 */
const COLUMNS = {
  code: column('HCPCS', /^HCPCS( CODE)?$/),
  modifier: column('MOD', /^MOD(IFIER)?$/),
  description: column('DESCRIPTION', /^(SHORT )?DESCRIPTION$/),
  status: column('STATUS CODE', /^STATUS( CODE)?$/),
  notUsed: optional('NOT USED FOR MEDICARE PAYMENT', /\bMEDICARE PAYMENT$/),
  workRvu: column('WORK RVU', /^(PHYSICIAN )?WORK RVU/),
  nonFacilityPe: column('NON-FAC PE RVU', ...pe('NON FAC(?:ILITY)?')),
  nonFacilityNa: optional('NON-FAC NA INDICATOR', ...na('NON FAC(?:ILITY)?')),
  facilityPe: column('FACILITY PE RVU', ...pe('FAC(?:ILITY)?')),
  facilityNa: optional('FACILITY NA INDICATOR', ...na('FAC(?:ILITY)?')),
  mpRvu: column('MP RVU', /^MP RVU/),
  nonFacilityTotal: column('NON-FACILITY TOTAL', ...total('NON FAC(?:ILITY)?')),
  facilityTotal: column('FACILITY TOTAL', ...total('FAC(?:ILITY)?')),
  pctc: column('PCTC IND', /^PC ?TC( IND(ICATOR)?)?$/),
  globalDays: column('GLOB DAYS', /^GLOB(AL)?( DAYS)?$/),
  preOp: optional('PRE OP', /^PRE OP$/),
  intraOp: optional('INTRA OP', /^INTRA OP$/),
  postOp: optional('POST OP', /^POST OP$/),
  multiple: column('MULT PROC', /^MULT(IPLE)? (PROC|SURG)/),
  bilateral: column('BILAT SURG', /^BILA?T(ERAL)? SURG/),
  assistant: column('ASST SURG', /^ASST SURG/),
  cosurgeon: column('CO-SURG', /^CO SURG/),
  team: column('TEAM SURG', /^TEAM SURG/),
  pricing: optional('PRIC IND', /^PRIC(ING)? IND/),
  endoBase: optional('ENDO BASE', /^ENDO ?BASE/),
  // Since 2026 there are two: what is not of qualifying participants goes first.
  factor: column(
    'CONV FACTOR',
    /^CONV(ERSION)? FACTOR$/,
    /^NON ?QPP CONV(ERSION)? FACTOR$/,
    /\bCONV(ERSION)? FACTOR\b/,
  ),
  supervision: optional('PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES', /SUPERVISION|^DIAGNOSTIC PROCEDURES$/),
  calculation: optional('CALCULATION FLAG', /^CALC(ULATION)? FLAG$/),
  family: optional('DIAGNOSTIC IMAGING FAMILY INDICATOR', /FAMILY IND(ICATOR)?$/),
  oppsNonFacility: optional('NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT', /^NON FAC(ILITY)? PE USED FOR OPPS/),
  oppsFacility: optional('FACILITY PE USED FOR OPPS PAYMENT AMOUNT', /^FAC(ILITY)? PE USED FOR OPPS/),
  oppsMp: optional('MP USED FOR OPPS PAYMENT AMOUNT', /^MP USED FOR OPPS/),
};

function pe(setting: string): RegExp[] {
  return variants(`${setting} PE RVU`);
}

function na(setting: string): RegExp[] {
  return variants(`${setting} NA( IND(ICATOR)?)?`);
}

function total(setting: string): RegExp[] {
  return variants(`${setting} TOTAL`);
}

function variants(caption: string): RegExp[] {
  return ['TRANSITION(ED|AL) ', '', 'FULLY IMPLEMENTED '].map((prefix) => new RegExp(`^${prefix}${caption}$`));
}

/** The physician fee schedule's relative value file. */
export const mpfs: Reader = {
  id: 'mpfs',
  what: 'the physician fee schedule (PPRRVU)',
  names: /^PPRRVU/i,
  formats: ['csv', 'xlsx', 'txt'],
  matches: (head) => findHeader(head.rows, COLUMNS, true) !== undefined || isMpfsText(head),
  release: mpfsRelease,
  async read(head, out) {
    if (head.format === 'txt' && !findHeader(head.rows, COLUMNS, true)) return readMpfsText(head, out);
    const { places: found, captions, line } = needHeader(head, COLUMNS, true);
    const places = {
      ...found,
      nonFacilityNa: naBeside(found.nonFacilityPe, found.nonFacilityNa, captions),
      facilityNa: naBeside(found.facilityPe, found.facilityNa, captions),
    };
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) readRow(row, places, out);
    }
  },
};

/** Some years' captions do not say whose NA indicator it is; it stands right of its expense. */
function naBeside(expense: number, found: number, captions: readonly string[]): number {
  return found < 0 && /^NA IND/.test(captions[expense + 1] ?? '') ? expense + 1 : found;
}

function readRow({ cells }: CellRow, places: Places<keyof typeof COLUMNS>, out: Out): void {
  const code = codeOf(cells[places.code]);
  if (code === undefined) {
    if (cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the first column');
    return;
  }
  const text = (place: number) => clean(cells[place]);
  const number = (place: number) => numberOf(cells[place]);
  const row: MpfsRow = {
    code,
    modifier: text(places.modifier),
    description: text(places.description),
    status: text(places.status),
    notUsedForMedicare: text(places.notUsed),
    workRvu: number(places.workRvu),
    nonFacilityPeRvu: number(places.nonFacilityPe),
    nonFacilityNa: text(places.nonFacilityNa) === 'NA',
    facilityPeRvu: number(places.facilityPe),
    facilityNa: text(places.facilityNa) === 'NA',
    mpRvu: number(places.mpRvu),
    nonFacilityTotal: number(places.nonFacilityTotal),
    facilityTotal: number(places.facilityTotal),
    pctc: text(places.pctc),
    globalDays: padded(cells[places.globalDays], 3),
    preOp: number(places.preOp),
    intraOp: number(places.intraOp),
    postOp: number(places.postOp),
    multiple: text(places.multiple),
    bilateral: text(places.bilateral),
    assistant: text(places.assistant),
    cosurgeon: text(places.cosurgeon),
    team: text(places.team),
    pricing: places.pricing < 0 ? undefined : text(places.pricing),
    endoBase: places.endoBase < 0 ? '' : (codeOf(cells[places.endoBase]) ?? text(places.endoBase)),
    conversionFactor: number(places.factor),
    supervision: padded(cells[places.supervision], 2),
    calculationFlag: text(places.calculation),
    imagingFamily: padded(cells[places.family], 2),
    oppsNonFacilityPe: number(places.oppsNonFacility),
    oppsFacilityPe: number(places.oppsFacility),
    oppsMp: number(places.oppsMp),
  };
  out.row(row);
}
