import type { ClaimFormat } from './format';
import { FORMATS } from './index';

export interface TextHint {
  /** A format asked for by id. */
  readonly format?: string;
  readonly languageId?: string;
  readonly fileName?: string;
  /** Relative to the folder of the settings, with forward slashes: what the globs of overrides are matched with. */
  readonly path?: string;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  edi: 'x12',
  x12: 'x12',
  '837': 'x12',
  '837p': 'x12',
  '837i': 'x12',
  '837d': 'x12',
  '835': 'x12',
  '270': 'x12',
  '271': 'x12',
  '276': 'x12',
  '277': 'x12',
  '278': 'x12',
  '999': 'x12',
  claim: 'claim-text',
  clm: 'claim-text',
  cpt: 'claim-text',
  superbill: 'claim-text',
  hl7: 'hl7v2',
  hl7v2: 'hl7v2',
  csv: 'csv',
  tsv: 'csv',
  psv: 'csv',
};

const HEAD = 4096;

/**
 * The format of a text: the one asked for; else what the content shows beyond doubt (a `.clm` that begins with ISA is
 * X12); else the language or the file name; else the most likely by content. Undefined when it is none of ours.
 */
export function formatOf(text: string, hint: TextHint): ClaimFormat | undefined {
  if (hint.format) return FORMATS.find((format) => format.id === hint.format);
  const head = text.slice(0, HEAD);
  const likely = FORMATS.map((format) => ({ format, score: format.detect(head) })).sort((a, b) => b.score - a.score);
  const best = likely[0];
  if (best && best.score >= 0.9) return best.format;
  const named =
    FORMATS.find((format) => hint.languageId !== undefined && format.languageIds.includes(hint.languageId)) ??
    byName(hint.fileName);
  if (named) return named;
  return best && best.score >= 0.5 ? best.format : undefined;
}

function byName(fileName: string | undefined): ClaimFormat | undefined {
  const extension = fileName?.toLowerCase().split('.').at(-1) ?? '';
  const id = EXTENSIONS[extension];
  return FORMATS.find((format) => format.id === id);
}
