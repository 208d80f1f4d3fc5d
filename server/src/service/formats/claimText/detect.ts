import { readRegion } from './reader';

/** What begins a file of another format: X12, EDIFACT, HL7 v2, JSON, XML. */
const OTHERS =
  /^[\s\uFEFF]*(?:ISA[^A-Za-z0-9\s]|(?:GS|ST|BHT)[*|~^]|UN[ABH][^A-Za-z0-9]|(?:MSH|FHS|BHS)\||[{<]|\[\s*[{"\]])/;
/** How much of the head is looked at. */
const LOOKED_AT = 16_384;

/**
 * How surely a text is claim text: by its headers and service lines, as the reader finds them. Prose in which a code is
 * named is barely claim text; a list that commas part is rather a CSV file.
 */
export function detect(head: string): number {
  const text = head.slice(0, LOOKED_AT);
  if (OTHERS.test(text)) return 0;
  const { claims, mentions } = readRegion(text, 0);
  const lines = claims.reduce((sum, claim) => sum + claim.lines.length, 0);
  const headers = claims.filter(
    (claim) => claim.id || claim.from || claim.placeOfService || claim.diagnoses.length,
  ).length;
  if (isCommaSeparated(text)) return lines ? 0.2 : 0;
  if (lines && headers) return 0.9;
  if (lines > 1) return 0.6;
  if (lines || headers) return 0.4;
  return mentions.length ? 0.15 : 0;
}

function isCommaSeparated(text: string): boolean {
  const [first = '', second = ''] = text.split(/\r\n?|\n/, 2);
  const commas = first.split(',').length - 1;
  return commas >= 2 && !first.includes(':') && Math.abs(second.split(',').length - 1 - commas) <= 1;
}
