/** A file that may hold a table: on disk, or inside a zip. */
export interface Member {
  /** Without folders. */
  readonly name: string;
  /** As the user knows it: `rvu25d.zip/sub/PPRRVU2025_Oct.csv`. */
  readonly path: string;
  /** The names of the folders and zips it lies in, the nearest first: publishers put dates there. */
  readonly parents: readonly string[];
  /** In bytes, unpacked. */
  readonly size: number;
  /** Where it can be read at random; a member of a zip can't. */
  readonly diskPath?: string;
  /** The user named this very file: that it can't be read is an error then. */
  readonly direct?: boolean;
  /** Its bytes from the start; each call reads anew. Throws `ImportError` where they are damaged. */
  open(): AsyncIterable<Uint8Array>;
}

/** What was found where a member could have been, and why it is not read. */
export interface Unread {
  readonly path: string;
  readonly why: string;
  /** It should have been a table: its name says so, but its content or its name lacks what is needed. */
  readonly problem?: true;
}
