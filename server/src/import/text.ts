import { TextDecoder } from 'node:util';
import { ImportError } from './importError';
import { allOf, type Member } from './member';
import { utf16Of } from './sniff';

/** A text is decoded as a whole; only PTP, which is read by bytes, is larger than a few dozen MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The text of a publisher's file: UTF-8 or UTF-16 where the bytes say so, else Windows-1252, which CMS writes. A byte
 * order mark is left out.
 */
export function decode(bytes: Uint8Array, part: 'whole' | 'head' = 'whole'): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: part === 'head' });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The member with its UTF-16 as UTF-8, for who reads bytes. */
export function asUtf8(member: Member, encoding: NonNullable<ReturnType<typeof utf16Of>>): Member {
  async function* open(): AsyncGenerator<Uint8Array> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of member.open()) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  }
  return { ...member, open };
}

export async function bytesOf(member: Member, signal?: AbortSignal): Promise<Buffer> {
  if (member.size > MOST_BYTES) {
    throw new ImportError(
      member.path,
      `it has ${Math.round(member.size / 1e6)} MB where ${Math.round(MOST_BYTES / 1e6)} MB are the most for a file of its kind.`,
    );
  }
  return allOf(member, undefined, signal);
}

export async function textOf(member: Member, signal?: AbortSignal): Promise<string> {
  return decode(await bytesOf(member, signal));
}

/**
 * The lines without their ends, which are CRLF, LF or (in some files of 2019) CR alone, and without the mark with which
 * old systems end a file.
 */
export function linesOf(text: string): string[] {
  return (text.endsWith('\x1a') ? text.slice(0, -1) : text).split(/\r\n|\n|\r/);
}

/** Without blanks and NBSP at the ends; an NBSP inside becomes a blank. */
export function clean(text: string | undefined): string {
  return text === undefined ? '' : text.replaceAll('\u00a0', ' ').trim();
}

/** A caption as letters and digits with single blanks: `HCPCS/\nCPT Code` is `HCPCS CPT CODE`. */
export function caption(text: string | undefined): string {
  return clean(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}
