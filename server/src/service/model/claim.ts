import type { Day } from './date';
import type { DiagnosisSet } from './diagnosis';
import type { At, Span } from './span';

export type ClaimKind = 'professional' | 'institutional' | 'dental' | 'unknown';
export type CodeKind = 'procedure' | 'modifier' | 'diagnosis' | 'placeOfService' | 'revenue';

/** A code where it stands. `value` is the text as written: case and slips are a rule's to judge. */
export interface CodeMention extends At<string> {
  readonly kind: CodeKind;
}

/**
 * A procedure in its slot. `qualifier` is X12 element 235 (`HC`, `ER`, …), where the format has one; it stands
 * directly before the code, one separator between them.
 */
export interface ProcedureMention extends CodeMention {
  readonly kind: 'procedure';
  readonly qualifier?: string;
}

/** Units of service. `value` is undefined when the text is no number; `raw` is what stands there. */
export interface Quantity extends At<number | undefined> {
  readonly raw: string;
  /** X12 element 355: UN, MJ, DA, F2 …; upper case. */
  readonly unit?: string;
}

/** A date where it stands. `value` is undefined when the text is no date; `raw` is what stands there. */
export interface DateMention extends At<Day | undefined> {
  readonly raw: string;
}

/** An amount in the currency of the claim. */
export interface Amount extends At<number | undefined> {
  readonly raw: string;
}

/** A person or organisation. `id` is the NPI, member id or tax id. Upper-cased, trimmed: compare, don't show. */
export interface Party {
  readonly id?: string;
  readonly name?: string;
  readonly birthDate?: Day;
}

export interface Payer {
  readonly id?: string;
  readonly name?: string;
  /** SBR09, claim filing indicator code: MB, MA Medicare; MC Medicaid; CI commercial; … */
  readonly filingIndicator?: string;
}

/**
 * A diagnosis. X12 names its code set by `qualifier` (HI: ABK principal, ABF, BK, BF …), other formats by `codeSet`, where
 * they name one. `pointer` is what a line names it by (1, 2 …). A code that has the shape of none stands here once for
 * each place, others once a claim.
 */
export interface DiagnosisMention extends CodeMention {
  readonly kind: 'diagnosis';
  readonly qualifier?: string;
  readonly codeSet?: DiagnosisSet;
  readonly pointer: number;
  /** What stands here names a resource beside the claim, which has the code: it can't be mended here. */
  readonly isElsewhere?: true;
  /** What stands here, where that is not the code. */
  readonly raw?: string;
}

export interface ServiceLine {
  /** The whole line: from its LX (or SV1, SVC …) to where the next begins; in text, the line. */
  readonly span: Span;
  /** LX01 or the printed number. */
  readonly number?: At<number>;
  readonly procedure?: ProcedureMention;
  readonly modifiers: readonly CodeMention[];
  readonly units?: Quantity;
  readonly charge?: Amount;
  /** Own dates; where the line has none the claim's stand in: see `datesOf`. */
  readonly from?: DateMention;
  readonly to?: DateMention;
  /** 1-based places in `claim.diagnoses`. */
  readonly pointers: readonly At<number>[];
  readonly placeOfService?: CodeMention;
  readonly revenue?: CodeMention;
  readonly renderingProvider?: Party;
  readonly description?: At<string>;
  /** SV1/SV2/SV3/SV5/SVC, or undefined for claim text. */
  readonly segment?: string;
  /** The text breaks off in its service segment: values may have been cut short, others cut off. */
  readonly breaksOff?: true;
  /** What a remittance pays for the line. */
  readonly paid?: Amount;
  /** What a remittance takes off the line's charge; see `Claim.adjustments`. */
  readonly adjustments?: readonly Amount[];
}

export interface Claim {
  /** Where the claim begins in the document; every span below is relative to it. Only the document may move it. */
  base: number;
  readonly span: Span;
  readonly kind: ClaimKind;
  /** What the file says about the claim: asked for (837, 276, 278) or answered (835, 277): a remittance is not judged as a claim. */
  readonly role: 'claim' | 'remittance' | 'inquiry';
  readonly id?: At<string>;
  readonly patient?: Party;
  readonly billingProvider?: Party;
  readonly renderingProvider?: Party;
  readonly payer?: Payer;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency?: At<string>;
  readonly charge?: Amount;
  /** What a remittance pays for the claim. */
  readonly paid?: Amount;
  /** What a remittance takes off the claim as a whole (CAS); an amount added to the payment is negative. */
  readonly adjustments?: readonly Amount[];
  /** The day on which the claim was written: X12 BHT04, MSH-7 of an HL7 v2 DFT, Claim.created. */
  readonly created?: Day;
  /** A note on the claim as a whole. */
  readonly note?: At<string>;
  /** The claim's own day of service. */
  readonly from?: DateMention;
  readonly to?: DateMention;
  /** The period that an institutional claim or a remittance covers (DTP 434, DTM 232/233): no day of service. */
  readonly statementFrom?: DateMention;
  readonly statementTo?: DateMention;
  readonly placeOfService?: CodeMention;
  /** Facility code value and frequency, `0131` style without the leading zero: `131`. */
  readonly billType?: At<string>;
  readonly diagnoses: readonly DiagnosisMention[];
  /** The text breaks off in it or right behind it: what it lacks may have been cut off. */
  readonly breaksOff?: boolean;
  /** What pointers may name beside the diagnoses that they count: one for the admission, one without a code. */
  readonly otherPlaces?: readonly number[];
  /** A diagnosis stands in another code system, in words, or in a resource that is not in the document. */
  readonly hasUnreadDiagnosis?: true;
  /** Services of it are written so that they can't be told apart and are no lines: what lacks may be among them. */
  readonly hasUnread?: boolean;
  /** The place of the first diagnosis is empty, which the reader tells: what pointers count is not known. */
  readonly lacksPrincipal?: boolean;
  /** There are none, though the format requires them, which the reader tells (`missing-segment`). */
  readonly lacksDiagnoses?: boolean;
  readonly lines: readonly ServiceLine[];
}

/**
 * The days of service of a line: its own, else the claim's, else a statement period of one day. Undefined where no
 * date can be read.
 */
export function datesOf(claim: Claim, line: ServiceLine): { from: Day; to: Day } | undefined {
  const own = line.from?.value;
  if (own !== undefined) return { from: own, to: line.to?.value ?? own };
  if (line.from) return undefined;
  const whole = claim.from?.value;
  if (whole !== undefined) return { from: whole, to: claim.to?.value ?? whole };
  const first = claim.statementFrom?.value;
  return first !== undefined && first === (claim.statementTo?.value ?? first) ? { from: first, to: first } : undefined;
}

export function placeOfServiceOf(claim: Claim, line: ServiceLine): CodeMention | undefined {
  return line.placeOfService ?? claim.placeOfService;
}

export function renderingProviderOf(claim: Claim, line: ServiceLine): Party | undefined {
  return line.renderingProvider ?? claim.renderingProvider ?? claim.billingProvider;
}
