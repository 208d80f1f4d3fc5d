/** The requests and notifications that client and server have beside LSP. All that the two share. */

/** Client → server: what the tables say of a code. `CodeParams` → `CodeAnswer`. */
export const CODE_REQUEST = 'claimLens/code';
/** Client → server: the editions loaded. No parameters → `LoadedTable[]`. */
export const TABLES_REQUEST = 'claimLens/tables';
/** Client → server: the tables nobody has imported. No parameters → `MissingTable[]`. */
export const MISSING_REQUEST = 'claimLens/missingTables';
/** Client → server: what to change for another layout of an X12 text. `LayoutParams` → `LayoutAnswer | null`. */
export const LAYOUT_REQUEST = 'claimLens/layout';
/** An X12 text one segment a line, for a view of its file: `SegmentedViewParams` → `LayoutText`. */
export const SEGMENTED_VIEW_REQUEST = 'claimLens/segmentedView';
/** The edited view in the layout of its file: `InLayoutParams` → `LayoutText`. */
export const IN_LAYOUT_REQUEST = 'claimLens/inLayoutOf';
/** The scheme of the view's URIs; the query is the URI of the file. */
export const SEGMENTED_VIEW_SCHEME = 'claim-lens-segments';
/** Server → client, after the findings of a document were worked out: `DocumentStatus`. */
export const STATUS_NOTIFICATION = 'claimLens/status';

/** A text, or the document that has it in this version: a large one is not sent twice. */
export type SegmentedViewParams = { readonly text: string } | { readonly uri: string; readonly version: number };

export interface InLayoutParams {
  readonly original: string;
  readonly edited: string;
}

/** The text, or why it can't be had; `line` counts from 0. */
export type LayoutText =
  | { readonly text: string }
  /** `isUnknown`: the document is not open in that version. */
  | { readonly refused: string; readonly line?: number; readonly isUnknown?: boolean };

export interface CodeParams {
  readonly code: string;
  /** ISO date of service; without it the newest edition answers. */
  readonly on?: string;
}

export interface CodeAnswer {
  /** Absent where the text has no shape of a code. */
  readonly markdown?: string;
}

export interface LayoutParams {
  readonly uri: string;
  readonly lines: 'segments' | 'one';
  /** What a segment is indented by for each loop it stands in, where the user's settings want that. */
  readonly indent: string;
}

export interface LayoutAnswer {
  /** The edits are of this version of the document; absent where the client counts none. */
  readonly version?: number;
  /** As in LSP. */
  readonly edits: readonly {
    readonly range: { readonly start: TextPlace; readonly end: TextPlace };
    readonly newText: string;
  }[];
  /** Why the text can't be laid out so; then there are no edits. `line` counts from 0. */
  readonly refused?: { readonly reason: string; readonly line: number };
}

interface TextPlace {
  readonly line: number;
  readonly character: number;
}

export interface LoadedTable {
  readonly table: string;
  readonly edition: string;
  /** ISO date. */
  readonly effectiveFrom?: string;
  readonly rows: number;
  /**
   * `starter` is a sample, of a `part` something is missing: what they lack is not judged. `complete`: the publisher lists
   * nothing else. Absent for tables of meanings and names, and for the user's own lists.
   */
  readonly coverage?: 'none' | 'starter' | 'part' | 'complete';
  /** By the user; the others are the built-in sample. */
  readonly imported: boolean;
  readonly publisher: string;
  readonly source: string;
}

/** A table that could be imported. */
export interface MissingTable {
  readonly table: string;
  /** What the publisher calls the file. */
  readonly file: string;
  /** The publisher's page. */
  readonly where: string;
  /** What is not checked for want of it. */
  readonly without: string;
}

export interface NotCheckedRule {
  readonly rule: string;
  readonly reason: string;
  readonly lines: number;
}

export interface DocumentStatus {
  readonly uri: string;
  /** Absent when the text is in no known format. */
  readonly format?: string;
  readonly counts: {
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    readonly hint: number;
  };
  readonly claims: number;
  readonly lines: number;
  readonly notChecked: readonly NotCheckedRule[];
  /** Imported tables that are older than the newest service: `MPFS 2025D`. */
  readonly olderTables: readonly string[];
}

/** What the client gives at the start, so that the first check already has the user's settings. */
export interface InitializationOptions {
  readonly settings?: unknown;
  /** The folder of the user's code tables; without it the platform's. */
  readonly codesFolder?: string;
}

/** Client → server: reads files into the store. `ImportParams` → `ImportAnswer`; can be cancelled. */
export const IMPORT_REQUEST = 'claimLens/importCodes';
/** Server → client while an import runs: `ImportProgressParams`. */
export const IMPORT_PROGRESS = 'claimLens/importProgress';
/** Client → server: what is in the store. No parameters → `StoredTable[]`. */
export const STORE_REQUEST = 'claimLens/store';
/** Client → server: takes tables out of the store. Names as `StoredTable.name` → `RemoveAnswer`. */
export const REMOVE_REQUEST = 'claimLens/removeCodes';
/** Server → client: other tables answer from now on. No parameters. */
export const TABLES_CHANGED = 'claimLens/tablesChanged';

export interface RemoveAnswer {
  /** Names of the files removed. */
  readonly removed: readonly string[];
  /** Why no more could be removed, as a sentence. */
  readonly problem?: string;
}

export interface ImportParams {
  /** Files, zips or folders on the machine of the server. */
  readonly paths: readonly string[];
  /** The user has accepted the terms of the AMA and CMS. */
  readonly accepted: boolean;
}

export type ImportAnswer =
  | { readonly kind: 'done'; readonly report: string }
  | {
      readonly kind: 'needs acceptance';
      readonly tables: readonly string[];
      readonly terms: string;
      readonly link: string;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

export interface ImportProgressParams {
  readonly text: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

export interface StoredTable {
  /** `PTP-practitioner@2026Q3`. */
  readonly name: string;
  /** ISO dates; `to` is absent for the newest edition. */
  readonly from?: string;
  readonly to?: string;
  readonly rows: number;
  readonly source: string;
  readonly importedOn?: string;
  readonly bytes: number;
  /** Why it can't be used. */
  readonly problem?: string;
}

/** The ways of writing claims that a text can be read in, and the language that an editor has for each. */
export const READABLE: readonly { readonly format: string; readonly language: string; readonly label: string }[] = [
  { format: 'x12', language: 'x12', label: 'X12' },
  { format: 'hl7v2', language: 'hl7', label: 'HL7 v2' },
  { format: 'fhir-json', language: 'json', label: 'FHIR JSON' },
  { format: 'csv', language: 'csv', label: 'CSV, TSV or bars' },
  { format: 'claim-text', language: 'claim-text', label: 'Claim text' },
];
/** In the place of a format: the text is not read at all. */
export const NOT_CLAIMS = 'none';

/** Client → server: reads a document in another format than its text shows, until it is closed. `ReadAsParams`. */
export const READ_AS_NOTIFICATION = 'claimLens/readAs';
/** Client → server: which format a text would be read in by its content alone. `RecogniseParams` → `RecogniseAnswer`. */
export const RECOGNISE_REQUEST = 'claimLens/recognise';
/** Client → server: help on a code in running text, of which nothing is kept. `PassageParams` → `PassageHover | null`. */
export const PASSAGE_HOVER_REQUEST = 'claimLens/passageHover';
/** Client → server: codes that may be typed in running text. `PassageParams` → `PassageItem[]`. */
export const PASSAGE_COMPLETION_REQUEST = 'claimLens/passageCompletion';

export interface ReadAsParams {
  readonly uri: string;
  /** As in `READABLE`, or `NOT_CLAIMS`; absent: as the text shows. */
  readonly format?: string;
}

export interface RecogniseParams {
  /** The beginning of the text. */
  readonly head: string;
}

export interface RecogniseAnswer {
  readonly format?: string;
}

export interface PassageParams {
  readonly languageId: string;
  /** Some lines around the place. */
  readonly text: string;
  /** The place in them. */
  readonly offset: number;
}

export interface PassageHover {
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

export interface PassageItem {
  readonly label: string;
  readonly detail?: string;
  readonly markdown?: string;
  /** What it replaces in the passage. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly sort: string;
  readonly filter: string;
}
