/** How much of a file tells what it is. */
export const HEAD = 65_536;

/** Why bytes are not read as text; undefined where they are. */
export interface NotText {
  readonly problem: string;
  /** How it begins, where it is text in an encoding that is not read: a claim file may be meant. */
  readonly begins?: string;
  /** No text at all, so no claim file that someone lost. */
  readonly binary?: boolean;
}

export function notText(bytes: Uint8Array): NotText | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16) {
    // With a mark the plain name reads either order.
    const name = bytes[0] === 0xff || bytes[0] === 0xfe ? 'UTF-16' : utf16.toUpperCase();
    return {
      problem: `is ${utf16} text, which is not read; save it as UTF-8, for example: iconv -f ${name} -t UTF-8 OLD > NEW`,
      begins: new TextDecoder(utf16).decode(bytes.subarray(0, HEAD)),
    };
  }
  const { length, nuls, others, startsAsX12 } = countControls(bytes);
  if (!startsAsX12 && others * 20 > length) return BINARY;
  if (nuls * 100 <= length) return undefined;
  if (nuls * 5 > length) return BINARY;
  return {
    problem:
      "has NUL characters in its text, so that it is not read; take them out, for example: tr -d '\\000' < OLD > NEW",
    begins: new TextDecoder().decode(bytes.subarray(0, HEAD)).replaceAll('\0', ''),
  };
}

const BINARY: NotText = { problem: 'is binary, not text; unpack or export it first', binary: true };

/** By its mark, or by the zeros that every second byte of Latin text is. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, HEAD) >> 1;
  const zeros = [0, 0];
  for (let i = 0; i < pairs * 2; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  const [even, odd] = zeros as [number, number];
  if (pairs < 4) return undefined;
  if (odd * 10 > pairs * 9 && even * 10 < pairs) return 'utf-16le';
  if (even * 10 > pairs * 9 && odd * 10 < pairs) return 'utf-16be';
  return undefined;
}

/**
 * Control characters that neither white space nor an X12 separator (1C to 1F) explains. NULs at the end are the padding
 * of a mainframe's last block.
 */
function countControls(bytes: Uint8Array) {
  const head = bytes.subarray(0, HEAD);
  let length = head.length;
  while (length > 0 && head[length - 1] === 0) length--;
  let nuls = 0;
  let others = 0;
  for (let i = 0; i < length; i++) {
    const code = head[i]!;
    if (code === 0) nuls++;
    else if (code < 8 || (code > 13 && code < 28 && code !== 26 && code !== 21)) others++;
  }
  const startsAsX12 = head[0] === 0x49 && head[1] === 0x53 && head[2] === 0x41;
  return { length, nuls, others, startsAsX12 };
}
