import type { Codes, DiagnosisTable, Edition } from '../../codes/tables';
import type { Claim, DiagnosisMention } from '../../model/claim';
import type { Day } from '../../model/date';
import { type DiagnosisSet, isDiagnosis } from '../../model/diagnosis';
import { kept } from './kept';

/** The qualifiers of an HI segment. */
const ICD9 = new Set(['BK', 'BF', 'BJ', 'PR', 'BN']);
const ICD10 = new Set(['ABK', 'ABF', 'ABJ', 'APR', 'ABN']);

/** The code set that a diagnosis is of by its qualifier or system; undefined where nothing says so. */
export function codeSetOf({ qualifier, codeSet }: DiagnosisMention): DiagnosisSet | undefined {
  if (qualifier === undefined) return codeSet;
  return ICD9.has(qualifier) ? 'ICD-9-CM' : ICD10.has(qualifier) ? 'ICD-10-CM' : undefined;
}

/** The code without its dot; undefined where it has the shape of no code of ICD-10-CM, or of ICD-9-CM as well and nothing says which. */
function icd10Of(diagnosis: DiagnosisMention): string | undefined {
  const { value, qualifier } = diagnosis;
  const set = codeSetOf(diagnosis);
  if (set === 'ICD-9-CM' || (qualifier !== undefined && !set)) return undefined;
  if (!isDiagnosis(value, 'ICD-10-CM') || (!set && isDiagnosis(value, 'ICD-9-CM'))) return undefined;
  return value.includes('.') ? value.replace('.', '') : value;
}

interface Days {
  readonly first: Day | undefined;
  readonly last: Day | undefined;
}

/** The days on which a claim's diagnoses must be valid: from its first day to its last; a stay counts by its end. */
export function diagnosisDays(claim: Claim): Days {
  let first = claim.statementFrom?.value ?? claim.from?.value;
  let last = claim.statementTo?.value ?? claim.to?.value ?? first;
  for (const line of claim.lines) {
    const from = line.from?.value;
    if (from === undefined) continue;
    const to = line.to?.value ?? from;
    if (first === undefined || from < first) first = from;
    if (last === undefined || to > last) last = to;
  }
  return { first, last };
}

/** Why the claim has a diagnosis that is not judged: `Claim.hasUnreadDiagnosis`. */
export const UNREAD_DIAGNOSIS = 'the document has no ICD code of a diagnosis that the claim names';

/** Why a claim's diagnoses can't be judged by ICD-10-CM; empty where none is of it, undefined where they can. */
export function whyNotChecked({ diagnoses: table }: Codes, claim: Claim, { last }: Days): string | undefined {
  const isLoaded = table?.coverage === 'complete';
  if (isLoaded && table.editionOn(last)) return undefined;
  if (!claim.diagnoses.some((diagnosis) => icd10Of(diagnosis) !== undefined))
    return claim.hasUnreadDiagnosis ? UNREAD_DIAGNOSIS : '';
  return isLoaded ? 'no ICD-10-CM edition for the date of service is loaded' : 'no ICD-10-CM table is loaded';
}

export type DiagnosisState = 'unknown' | 'heading' | 'billable';

/** The same few codes stand on most claims: what the table answered is kept for as long as it is. */
const answers = new WeakMap<DiagnosisTable, Map<Edition, Map<string, DiagnosisState>>>();

/** What the edition of the day says of a code. */
export function diagnosisState(table: DiagnosisTable, edition: Edition, code: string, on: Day | undefined) {
  const byEdition = kept(answers, table);
  let byCode = byEdition.get(edition);
  if (!byCode) {
    byCode = new Map();
    byEdition.set(edition, byCode);
  }
  let state = byCode.get(code);
  if (state === undefined) {
    const row = table.get(code, on);
    state = row === undefined ? 'unknown' : row.billable ? 'billable' : 'heading';
    byCode.set(code, state);
  }
  return state;
}

export interface JudgedDiagnosis {
  readonly state: DiagnosisState;
  readonly edition: Edition;
  /** The day that the edition was asked for. */
  readonly on: Day | undefined;
}

/**
 * What ICD-10-CM says of a diagnosis on the first or the last day of its claim, whichever is kinder; undefined where no
 * edition is loaded for them, or the code is none of that set.
 */
export function judgeDiagnosis(
  codes: Codes,
  claim: Claim,
  diagnosis: DiagnosisMention,
  days: Days,
): JudgedDiagnosis | undefined {
  const table = codes.diagnoses;
  if (table?.coverage !== 'complete') return undefined;
  const plain = icd10Of(diagnosis);
  if (plain === undefined) return undefined;
  const last = table.editionOn(days.last);
  if (!last) return undefined;
  const atEnd = diagnosisState(table, last, plain, days.last);
  if (atEnd === 'billable' || days.first === days.last) return { state: atEnd, edition: last, on: days.last };
  const first = table.editionOn(days.first);
  if (!first || claim.kind === 'institutional') return { state: atEnd, edition: last, on: days.last };
  const atStart = diagnosisState(table, first, plain, days.first);
  return atStart === 'billable'
    ? { state: atStart, edition: first, on: days.first }
    : { state: atEnd, edition: last, on: days.last };
}
