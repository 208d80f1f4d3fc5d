export type Sniffed = 'empty' | 'zip' | 'otherArchive' | 'html' | 'oldExcel' | 'pdf' | 'binary' | 'text';

/** What the first bytes of a file say that it is, whatever its name. A workbook (.xlsx) is a zip. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return 'empty';
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) return 'oldExcel';
  if (starts(head, [0x25, 0x50, 0x44, 0x46])) return 'pdf';
  if (OTHER_ARCHIVES.some((signature) => starts(head, signature))) return 'otherArchive';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1');
  if (
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text)
  ) {
    return 'html';
  }
  // Anything but UTF-16 with control characters is no text.
  if (utf16Of(head)) return 'text';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\x00-\x08\x0e-\x19\x1b-\x1f]/.test(text) ? 'binary' : 'text';
}

/** gzip, 7z, rar, bzip2, xz. */
const OTHER_ARCHIVES: readonly (readonly number[])[] = [
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
];

/** Which UTF-16 the byte order mark says that a text is in, as spreadsheets save `Unicode text`. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (starts(head, [0xff, 0xfe])) return 'utf-16le';
  return starts(head, [0xfe, 0xff]) ? 'utf-16be' : undefined;
}

function starts(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => head[at] === byte);
}
