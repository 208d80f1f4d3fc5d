import type { Text } from '../model/text';
import type { ClaimFormat } from './format';
import { FORMATS, TEXT } from './index';

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
/** JSON may say late what it is: behind a narrative, or members in the order of the alphabet. */
const JSON_HEAD = 65_536;
const JSON_BEGINS = /^[\s\uFEFF]*(?:[{[]|\/[/*])/;
/** Languages of running text: what may be claim text there is not taken for it. */
const PROSE = new Set(['plaintext', 'markdown']);

/** What the settings say of formats. */
export interface FormatChoice {
  readonly formats: readonly ClaimFormat[];
  readonly textMode: 'off' | 'hover' | 'full';
}

const DEFAULT_CHOICE: FormatChoice = { formats: FORMATS, textMode: 'hover' };

/**
 * The format of a text: the one asked for; else what the content shows beyond doubt (a `.clm` that begins with ISA is
 * X12); else the language or the file name; else the most likely by content. Undefined when it is none of ours.
 */
export function formatOf(text: Text, hint: TextHint, choice = DEFAULT_CHOICE): ClaimFormat | undefined {
  const { formats, textMode } = choice;
  if (hint.format === TEXT.id) return TEXT;
  if (hint.format) return formats.find((format) => format.id === hint.format);
  const isProse = PROSE.has(hint.languageId ?? '');
  const running =
    textMode === 'full' ? formats.find(({ id }) => id === CLAIM_TEXT) : textMode === 'hover' ? TEXT : undefined;
  if (hint.languageId === 'markdown') return running;
  const near = text.slice(0, HEAD);
  const head = JSON_BEGINS.test(near) ? text.slice(0, JSON_HEAD) : near;
  const likely = formats
    .filter(({ id }) => !isProse || id !== CLAIM_TEXT)
    .map((format) => ({ format, score: format.detect(head) }))
    .sort((a, b) => b.score - a.score);
  const best = likely[0];
  if (best && best.score >= 0.9) return best.format;
  const named =
    formats.find((format) => hint.languageId !== undefined && format.languageIds.includes(hint.languageId)) ??
    byName(formats, hint.fileName);
  if (named) return named;
  if (best && best.score >= 0.5) return best.format;
  return isProse ? running : undefined;
}

const CLAIM_TEXT = 'claim-text';

function byName(formats: readonly ClaimFormat[], fileName: string | undefined): ClaimFormat | undefined {
  const extension = fileName?.toLowerCase().split('.').at(-1) ?? '';
  const id = EXTENSIONS[extension];
  return formats.find((format) => format.id === id);
}
