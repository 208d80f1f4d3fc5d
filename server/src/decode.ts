/**
 * The text of a file: UTF-8 where the bytes are, else Windows-1252, which old translators write. A byte order mark is
 * kept as a character, so that offsets count it as an editor that keeps it does.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
