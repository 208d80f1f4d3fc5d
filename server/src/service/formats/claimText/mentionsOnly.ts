import type { CodeMention, ServiceLine } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import type { ClaimFormat, Slot } from '../format';
import { readRegion } from './reader';
import { lineStartOf } from './textLines';

const ID = 'text';

const LABEL = /(?:cpt|hcpcs|proc(?:edure)?|code)s?[^A-Za-z0-9]*$/i;

/** Every code is a mention, those of service lines too: nothing is a claim, so nothing is judged. */
function read(text: string): ClaimDocument {
  const { claims, mentions } = readRegion(text, 0);
  const own: CodeMention[] = [];
  for (const { base, lines } of claims) {
    for (const line of lines) {
      const { procedure } = line;
      if (!procedure) continue;
      const start = base + procedure.start;
      const before = text.slice(Math.max(0, start - 40), start);
      if (isService(line) || LABEL.test(before)) own.push({ ...procedure, start, end: base + procedure.end });
    }
  }
  const all = [...mentions, ...own].sort((a, b) => a.start - b.start);
  return { format: ID, length: text.length, claims: [], mentions: all, problems: [] };
}

/** Five bare digits at the head of a line are a ZIP code or a house number unless something says that they are billed. */
function isService({ procedure, modifiers, units, charge, pointers }: ServiceLine): boolean {
  return !/^\d+$/.test(procedure!.value) || modifiers.length + pointers.length > 0 || (units ?? charge) !== undefined;
}

const LIST =
  '(?:cpt|hcpcs|procedures?|proc|codes?)(?:®|\\(r\\))?(?:[ -]?codes?)?[ \\t]*[:=#]?[ \\t]*' +
  '(?:[A-Z0-9]{5}(?:-[A-Z0-9]{2})*[ \\t]*(?:[,;/&+]|and\\b|or\\b)[ \\t]*)*';
const BEFORE_CODE = new RegExp(`(?:^|[^A-Za-z])${LIST}$`, 'i');
const BEFORE_MODIFIER = new RegExp(`(?:^|[^A-Za-z])${LIST}([A-Z0-9]{5})((?:-[A-Z0-9]{2})*)-$`, 'i');
const NEAR = 400;

/** A code behind a label or in the list that it opens, or a modifier behind such a code: in prose digits alone begin anything. */
function slotAt(_: ClaimDocument, text: string, offset: number): Slot | undefined {
  const line = text.slice(Math.max(lineStartOf(text, offset), offset - NEAR), offset);
  const typed = /[A-Za-z0-9]*$/.exec(line)![0];
  const before = line.slice(0, line.length - typed.length);
  const start = offset - typed.length;
  const end = offset + /^[A-Za-z0-9]*/.exec(text.slice(offset, offset + 8))![0].length;
  const own = { span: { start, end }, typed };
  if (BEFORE_CODE.test(before)) return { kind: 'procedure', ...own };
  const modified = BEFORE_MODIFIER.exec(before);
  if (!modified) return undefined;
  const modifiers = modified[2]!.split('-').filter(Boolean);
  return { kind: 'modifier', ...own, procedure: modified[1]!, modifiers };
}

/** Prose, Markdown, notes: the codes that it names are explained and completed, and nothing in it is a claim. */
export const mentionsOnly: ClaimFormat = {
  id: ID,
  languageIds: ['plaintext', 'markdown'],
  detect: () => 0,
  read,
  update: (_, text) => ({ document: read(String(text)), changes: [] }),
  noClaims: () => ({ kind: 'none', why: 'it is read as running text, whose codes are explained and not judged' }),
  slotAt: (document, text, offset) => slotAt(document, String(text), offset),
  fix: () => [],
};
