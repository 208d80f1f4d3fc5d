export type Sniffed = 'empty' | 'zip' | 'html' | 'oldExcel' | 'pdf' | 'binary' | 'text';

/** What the first bytes of a file say that it is, whatever its name. A workbook (.xlsx) is a zip. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return 'empty';
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) return 'oldExcel';
  if (starts(head, [0x25, 0x50, 0x44, 0x46])) return 'pdf';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1');
  if (
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text)
  ) {
    return 'html';
  }
  // UTF-16 has a mark; anything else with control characters is no text.
  if (starts(head, [0xff, 0xfe])) return 'text';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\x00-\x08\x0e-\x19\x1b-\x1f]/.test(text) ? 'binary' : 'text';
}

function starts(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => head[at] === byte);
}
