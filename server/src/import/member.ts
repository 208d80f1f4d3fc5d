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
  /**
   * Its bytes from the start; each call reads anew. A chunk holds until the next one is asked for. Throws `ImportError`
   * where they are damaged.
   */
  open(): AsyncIterable<Uint8Array>;
}

/** What was found where a member could have been, and why it is not read. */
export interface Unread {
  readonly path: string;
  readonly why: string;
  /** It should have been a table: its name says so, but its content or its name lacks what is needed. */
  readonly problem?: true;
}

/** The bytes of a member, all of them or the first `most`. */
export async function allOf(member: Member, most = Number.POSITIVE_INFINITY, signal?: AbortSignal): Promise<Buffer> {
  let bytes = Buffer.allocUnsafe(Math.min(member.size, most));
  let length = 0;
  for await (const chunk of member.open()) {
    signal?.throwIfAborted();
    const wanted = chunk.subarray(0, most - length);
    // More than its size said: a file that grew, or a text in an encoding that takes more.
    if (length + wanted.length > bytes.length) {
      bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, length + wanted.length));
    }
    bytes.set(wanted, length);
    length += wanted.length;
    if (length === most) break;
  }
  return bytes.subarray(0, length);
}
