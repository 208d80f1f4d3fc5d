// Every host has them, the browser's worker too.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label?: 'utf-8',
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

/** How a file's bytes are told: what was read is written back byte by byte. */
export type Encoding = 'utf8' | 'latin1';

export interface FileText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The file begins with a UTF-8 byte order mark. */
  readonly mark: boolean;
}

const MARK = [0xef, 0xbb, 0xbf];

export const utf8 = {
  bytes: (text: string): Uint8Array => new TextEncoder().encode(text),
  text: (bytes: Uint8Array): string => new TextDecoder().decode(bytes),
};

export function textOf(bytes: Uint8Array): FileText | { readonly refused: string } {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { refused: 'it is UTF-16; X12 has one byte a character' };
  }
  if (bytes.includes(0)) return { refused: 'it is binary, not text' };
  const mark = MARK.every((byte, i) => bytes[i] === byte);
  const content = mark ? bytes.subarray(MARK.length) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), encoding: 'utf8', mark };
  } catch {
    return { text: charactersOf(content), encoding: 'latin1', mark };
  }
}

export function bytesOf(text: string, encoding: Encoding, mark: boolean): Uint8Array | { readonly refused: string } {
  if (encoding === 'utf8') {
    const content = utf8.bytes(text);
    return mark ? marked(content) : content;
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return { refused: `the file has one byte a character, and ‘${text[i]}’ is none of them` };
    bytes[i] = code;
  }
  return mark ? marked(bytes) : bytes;
}

function marked(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(MARK.length + content.length);
  bytes.set(MARK);
  bytes.set(content, MARK.length);
  return bytes;
}

const BATCH = 8192;

/** A character a byte, U+0000 to U+00FF. (The decoder that the web calls Latin-1 is windows-1252.) */
function charactersOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += BATCH) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + BATCH)));
  }
  return pieces.join('');
}
