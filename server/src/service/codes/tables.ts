import type { Day } from '../model/date';
import type { CodeClass } from './shape';

/** `starter`: a sample, absence means nothing. `complete`: absence means that the publisher does not list the code. */
export type Coverage = 'none' | 'starter' | 'complete';

export type Setting = 'practitioner' | 'outpatient' | 'dme';

/** One release of one table. */
export interface Edition {
  readonly table: string;
  /** As the publisher counts: `2025D`, `2026Q2`, `2026-04`. */
  readonly edition: string;
  readonly effectiveFrom: Day;
  readonly publisher: string;
  readonly source: string;
  readonly rows: number;
}

/** From when a user's own list holds, which has no date of its own: before any claim. */
export const ALWAYS: Day = 19000101;

/**
 * A table of which several editions may be loaded. A day is judged by the newest edition that is not later than it;
 * without a day by the newest of all; a day before the first edition is not covered.
 */
export interface DatedTable<Row> {
  readonly name: string;
  readonly coverage: Coverage;
  /** Oldest first. */
  readonly editions: readonly Edition[];
  editionOn(on: Day | undefined): Edition | undefined;
  get(code: string, on: Day | undefined): (Row & { readonly edition: Edition }) | undefined;
}

/** The code itself: what it is called and when it is valid. */
export interface ProcedureRow {
  readonly code: string;
  /** Our own words for a starter row, the official text for an imported one. */
  readonly description: string;
  /** A shorter official text, where a table has one. */
  readonly brief?: string;
  readonly keywords?: string;
  /** The description is a publisher's, from a table that the user has imported and is licensed for. */
  readonly licensed?: boolean;
  readonly added?: Day;
  readonly deleted?: Day;
  readonly addedSource?: string;
  /** What the table says to use instead of a deleted code, as published. */
  readonly replacement?: string;
  readonly betos?: string;
  /** Clinical background and history, Markdown. */
  readonly note?: string;
  readonly edition: Edition;
}

export interface ProcedureTable {
  readonly coverage: Coverage;
  readonly editions: readonly Edition[];
  get(code: string): ProcedureRow | undefined;
  /** Codes that start with the query, then rows in which every word of it is found; at most `limit`. */
  search(query: string, limit: number): readonly ProcedureRow[];
  readonly size: number;
  /** The edition that lists every code of the class on the day; undefined where none does. */
  covers?(codeClass: CodeClass, on: Day | undefined): Edition | undefined;
  /**
   * A loaded table lists the code on the day: what covers its class, the fee schedule, OPPS, or the site's own. With
   * `ended`, a day on which another table says that the code ended, an edition from before that knows nothing better.
   */
  isListed?(code: string, on: Day | undefined, ended?: Day): boolean;
}

/** Values as PPRRVU has them. */
export interface FeeScheduleRow {
  readonly status: string;
  readonly globalDays: string;
  readonly pctc: string;
  readonly multiple: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly cosurgeon: string;
  readonly team: string;
  readonly endoBase: string;
  readonly supervision: string;
  readonly imagingFamily: string;
  /** Modifiers with a row of their own: `26 TC`. */
  readonly components: string;
  /** The row of one of the components, where the table keeps it: its indicators may differ from the code's own. */
  part?(modifier: string): FeeScheduleRow | undefined;
}

export interface OppsRow {
  readonly statusIndicator: string;
}

export interface MueRow {
  readonly units: number;
  /** 1 claim line, 2 day (policy), 3 day (clinical). */
  readonly mai: number;
  readonly rationale?: string;
}

/** One row of the NCCI add-on code file. `primary` is `CCCCC` where the contractor decides. */
export interface AddOnRow {
  readonly addOn: string;
  readonly primary: string;
  readonly type: 1 | 2 | 3;
  readonly effective: Day;
  readonly deleted?: Day;
  readonly note?: string;
}

export interface AddOnTable {
  readonly coverage: Coverage;
  /** The newest. */
  readonly edition: Edition | undefined;
  /** Oldest first. */
  readonly editions?: readonly Edition[];
  /** The edition that answers for a day: its rows have dates of their own, so the oldest speaks for earlier days too. */
  editionOn?(on: Day | undefined): Edition | undefined;
  /** Every row in which the code is the add-on, whatever its dates; of the edition of the day, or the newest. */
  rowsOf(addOn: string, on?: Day): readonly AddOnRow[];
  /** Every row in which the code is a primary. */
  addOnsOf(primary: string, on?: Day): readonly AddOnRow[];
  /** The last day of the code itself, where the newest edition says it of an add-on or a primary. */
  lastDayOf?(code: string): LastDay | undefined;
}

/** AOC_DelDT and Primary_Code_DelDT of the add-on code file. */
export interface LastDay {
  readonly day: Day;
  readonly edition: Edition;
}

/** One NCCI procedure-to-procedure edit: `column1` is paid, `column2` is bundled into it. */
export interface PairRow {
  readonly column1: string;
  readonly column2: string;
  /** 0 never together, 1 with an associated modifier. */
  readonly indicator: 0 | 1;
  readonly effective?: Day;
  readonly deleted?: Day;
  readonly rationale?: string;
  readonly edition: Edition;
}

export interface PairTable {
  readonly coverage: Coverage;
  readonly editions: readonly Edition[];
  /** The edition that has every pair of the day; absent where the coverage says so for all days. */
  covers?(on: Day | undefined): Edition | undefined;
  /** In either order; the row in force on the day, or today's where no day is given. */
  get(a: string, b: string, on: Day | undefined): PairRow | undefined;
}

export interface ModifierRow {
  readonly code: string;
  readonly level: string;
  readonly group: string;
  readonly ncciAssociated: boolean;
  /** `pricing` modifiers go before `information` ones. */
  readonly order?: string;
  readonly conflictsWith: readonly string[];
  /** Our own words, or the official text where `edition` says from which file. */
  readonly meaning: string;
  readonly edition?: Edition;
}

export interface ModifierTable {
  readonly coverage: Coverage;
  /** Every modifier of CPT and HCPCS Level II of the day is listed; absent where the coverage says so for all days. */
  covers?(on: Day | undefined): boolean;
  /** On an ambulance code two letters are origin and destination, whatever they mean elsewhere. */
  get(code: string, procedure?: string): ModifierRow | undefined;
  all(): readonly ModifierRow[];
}

/** A diagnosis code of ICD-10-CM, without the dot. */
export interface DiagnosisRow {
  readonly code: string;
  readonly description: string;
  readonly brief: string;
  /** False for the heading of a group of codes. */
  readonly billable: boolean;
  readonly edition: Edition;
}

export interface DiagnosisTable {
  readonly coverage: Coverage;
  /** Oldest first. */
  readonly editions: readonly Edition[];
  editionOn(on: Day | undefined): Edition | undefined;
  /** With or without the dot. */
  get(code: string, on: Day | undefined): DiagnosisRow | undefined;
  /** Codes that start with the query, then rows with every word of it, billable ones first; at most `limit`. */
  search(query: string, limit: number, on?: Day): readonly DiagnosisRow[];
}

/** A revenue code of four digits, where the user has supplied a list. */
export interface RevenueCodeRow {
  readonly code: string;
  readonly description: string;
  readonly effective?: Day;
  readonly deleted?: Day;
  readonly edition: Edition;
}

export interface RevenueCodeTable {
  readonly editions: readonly Edition[];
  /** Of three or four digits. */
  get(code: string): RevenueCodeRow | undefined;
  /** Codes that start with the query, then rows in which every word of it is found; at most `limit`. */
  search(query: string, limit: number): readonly RevenueCodeRow[];
}

export interface PlaceOfServiceRow {
  readonly code: string;
  readonly name: string;
  readonly setting: string;
  readonly description: string;
}

export interface SectionRow {
  readonly from: string;
  readonly to: string;
  /** `Category I`, `Category III`, `HCPCS Level II` … */
  readonly class: string;
  readonly section: string;
}

/** A code for what has no code of its own. `kind` is the word by which its publisher says so. */
export interface UnlistedRow {
  readonly code: string;
  readonly kind: string;
  /** Table and edition that say so. */
  readonly source: string;
}

/** What a value of an indicator column means, in our own words. */
export interface Meaning {
  readonly short: string;
  readonly meaning: string;
}

/** A value of a coded X12 element, in our own words. */
export interface QualifierRow {
  readonly element: string;
  readonly value: string;
  /** What the list is: `Procedure code qualifier (235)`. */
  readonly list: string;
  readonly meaning: string;
}

/** Everything that rules and features may ask about codes. */
export interface Codes {
  readonly procedures: ProcedureTable;
  readonly feeSchedule: DatedTable<FeeScheduleRow>;
  readonly opps: DatedTable<OppsRow>;
  readonly mue: Readonly<Record<Setting, DatedTable<MueRow>>>;
  readonly addOns: AddOnTable;
  readonly pairs: Readonly<Record<'practitioner' | 'outpatient', PairTable>>;
  readonly modifiers: ModifierTable;
  readonly placesOfService: {
    get(code: string): PlaceOfServiceRow | undefined;
    all(): readonly PlaceOfServiceRow[];
  };
  readonly qualifiers: {
    /** `element` is the X12 data element number. */
    get(element: string, value: string): QualifierRow | undefined;
    of(element: string): readonly QualifierRow[];
  };
  /** Codes that name no service of their own: unlisted, not otherwise classified, unclassified, miscellaneous. */
  readonly unlisted?: { get(code: string): UnlistedRow | undefined };
  /** ICD-10-CM, where it is loaded. */
  readonly diagnoses?: DiagnosisTable;
  /** Where the user has supplied a list: none is built in. */
  readonly revenueCodes?: RevenueCodeTable;
  sectionOf(code: string): SectionRow | undefined;
  meaningOf(column: string, value: string): Meaning | undefined;
  readonly editions: readonly Edition[];
}
