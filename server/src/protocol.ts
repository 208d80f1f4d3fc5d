/** The requests and notifications that client and server have beside LSP. All that the two share. */

/** Client → server: what the tables say of a code. `CodeParams` → `CodeAnswer`. */
export const CODE_REQUEST = 'claimLens/code';
/** Client → server: the editions loaded. No parameters → `LoadedTable[]`. */
export const TABLES_REQUEST = 'claimLens/tables';
/** Server → client, after the findings of a document were worked out: `DocumentStatus`. */
export const STATUS_NOTIFICATION = 'claimLens/status';

export interface CodeParams {
  readonly code: string;
  /** ISO date of service; without it the newest edition answers. */
  readonly on?: string;
}

export interface CodeAnswer {
  /** Absent where the text has no shape of a code. */
  readonly markdown?: string;
}

export interface LoadedTable {
  readonly table: string;
  readonly edition: string;
  /** ISO date. */
  readonly effectiveFrom?: string;
  readonly rows: number;
  /** `starter` is a sample: what it lacks is not judged. Absent for tables of meanings and names. */
  readonly coverage?: string;
  readonly publisher: string;
  readonly source: string;
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
}

/** What the client gives at the start, so that the first check already has the user's settings. */
export interface InitializationOptions {
  readonly settings?: unknown;
}
