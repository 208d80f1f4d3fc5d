import type { Day } from '../service/model/date';

/**
 * What the importers make of the publishers' files, one row type a table. Codes are strings as published, trimmed of
 * blanks and NBSP; dates are `Day` numbers; an absent cell is `undefined`.
 */
export type TableName =
  | 'MPFS'
  | 'PTP'
  | 'MUE'
  | 'AOC'
  | 'HCPCS'
  | 'OPPS'
  | 'ICD10CM'
  | 'CPT'
  | 'MODIFIERS'
  | 'SITE'
  | 'REVENUE';

/** NCCI tables differ by setting; the others have none. */
export type TableSetting = 'practitioner' | 'outpatient' | 'dme';

/** Which release of which table a member of an import holds. */
export interface TableEdition {
  readonly table: TableName;
  readonly setting?: TableSetting;
  /** As the publisher counts: `2025D`, `2026Q2`, `2026-04`, `2026`. */
  readonly edition: string;
  readonly effectiveFrom: Day;
  /** The file or zip member it came from, without folders. */
  readonly source: string;
  /** The member is one part of the table (PTP f1-f4): parts of one edition are joined. */
  readonly part?: number;
}

export interface MpfsRow {
  readonly code: string;
  /** '', 26, TC or 53. */
  readonly modifier: string;
  readonly description: string;
  readonly status: string;
  readonly notUsedForMedicare: string;
  readonly workRvu: number | undefined;
  readonly nonFacilityPeRvu: number | undefined;
  readonly nonFacilityNa: boolean;
  readonly facilityPeRvu: number | undefined;
  readonly facilityNa: boolean;
  readonly mpRvu: number | undefined;
  readonly nonFacilityTotal: number | undefined;
  readonly facilityTotal: number | undefined;
  readonly pctc: string;
  readonly globalDays: string;
  readonly preOp: number | undefined;
  readonly intraOp: number | undefined;
  readonly postOp: number | undefined;
  readonly multiple: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly cosurgeon: string;
  readonly team: string;
  readonly pricing?: string;
  readonly endoBase: string;
  readonly conversionFactor: number | undefined;
  readonly supervision: string;
  readonly calculationFlag: string;
  readonly imagingFamily: string;
  readonly oppsNonFacilityPe: number | undefined;
  readonly oppsFacilityPe: number | undefined;
  readonly oppsMp: number | undefined;
}

export interface PtpRow {
  readonly column1: string;
  readonly column2: string;
  readonly priorTo1996: boolean;
  readonly effective: Day;
  readonly deleted: Day | undefined;
  readonly indicator: 0 | 1;
  /** As published. */
  readonly rationale: string;
}

export interface MueRow {
  readonly code: string;
  readonly units: number;
  readonly mai: 1 | 2 | 3;
  readonly rationale: string;
}

export interface AocRow {
  readonly type: 1 | 2 | 3;
  readonly addOn: string;
  readonly addOnDeleted: Day | undefined;
  /** CCCCC where the contractor decides. */
  readonly primary: string;
  readonly primaryDeleted: Day | undefined;
  readonly effective: Day;
  readonly deleted: Day | undefined;
  readonly notes: string;
}

/** A HCPCS Level II procedure or modifier, continuation lines joined. */
export interface HcpcsRow {
  readonly code: string;
  readonly modifier: boolean;
  readonly longDescription: string;
  readonly shortDescription: string;
  readonly pricing: readonly string[];
  readonly multiplePricing: string;
  readonly coverage: string;
  readonly crossReferences: readonly string[];
  readonly betos: string;
  readonly typeOfService: readonly string[];
  readonly statute: string;
  readonly added: Day | undefined;
  readonly actionEffective: Day | undefined;
  readonly terminated: Day | undefined;
  readonly action: string;
}

export interface OppsRow {
  readonly code: string;
  readonly shortDescription: string;
  readonly statusIndicator: string;
  readonly apc: string;
  readonly relativeWeight: number | undefined;
  readonly paymentRate: number | undefined;
}

export interface Icd10cmRow {
  /** Without the dot. */
  readonly code: string;
  readonly billable: boolean;
  readonly shortDescription: string;
  readonly longDescription: string;
}

/** One code of an AMA file; a file fills what it has. */
export interface CptRow {
  readonly code: string;
  readonly short?: string;
  readonly medium?: string;
  readonly long?: string;
  readonly consumer?: string;
  readonly effective?: Day;
  readonly deleted?: Day;
  /** From a Deleted or History file: what to use instead, as published. */
  readonly instruction?: string;
  readonly labName?: string;
  readonly testName?: string;
}

export interface ModifierImportRow {
  readonly code: string;
  readonly level: string;
  /** Its short title. */
  readonly name?: string;
  readonly description: string;
  readonly effective: Day | undefined;
}

/** The site's own code: adds to or overrides what the tables say. */
export interface SiteRow {
  readonly code: string;
  readonly description: string;
  readonly effective: Day | undefined;
  readonly deleted: Day | undefined;
  readonly replacement: string | undefined;
}

/** A revenue code of four digits, from a list that the site has. */
export interface RevenueRow {
  readonly code: string;
  readonly description: string;
  readonly effective: Day | undefined;
  readonly deleted: Day | undefined;
}

export interface TableRows {
  readonly MPFS: MpfsRow;
  readonly PTP: PtpRow;
  readonly MUE: MueRow;
  readonly AOC: AocRow;
  readonly HCPCS: HcpcsRow;
  readonly OPPS: OppsRow;
  readonly ICD10CM: Icd10cmRow;
  readonly CPT: CptRow;
  readonly MODIFIERS: ModifierImportRow;
  readonly SITE: SiteRow;
  readonly REVENUE: RevenueRow;
}
