import type { CodeMention } from '../../model/claim';
import { addEntries, type Block, type Layout } from './block';
import { headingOf } from './boundaries';
import { readCms1500Row } from './cms1500';
import { continuesDiagnoses, readDiagnoses } from './diagnoses';
import { takeHeader } from './headers';
import { type Key, mayHaveKeys, readKeys, type Segment } from './keys';
import { readMentions } from './mentions';
import { type Entry, readServiceLine } from './serviceLine';
import { isRowOf, isUnderline, readRow, tableFrom } from './tables';
import { isDigit, skipBlanks, type TextLine, trimEnd } from './textLines';

const NO_ENTRIES: readonly Entry[] = [];

/** Reads one line into the claim; `content` is as much of it as is read for structure. */
export function readLine(block: Block, content: string, text: string, line: TextLine, mentions: CodeMention[]): void {
  const start = skipBlanks(content, 0);
  if (start === content.length && line.end - line.start <= content.length) {
    closeAtBlank(block);
    return;
  }
  const origin = line.start - block.base;
  const cut = content.length < line.end - line.start;
  block.end = cut ? line.end - block.base : origin + trimEnd(content, start, content.length);
  if (isUnderline(content)) {
    block.underHeader = false;
    return;
  }
  const address = block.underAddress;
  block.underAddress = false;
  const structure = readStructure(block, content, start, origin);
  if (structure && !(address && isLoneFigure(structure.entries, content))) {
    const { entries, kind } = structure;
    addEntries(block, entries, kind, origin, false, kind === 'table' ? block.table : undefined);
    const last = entries[entries.length - 1];
    if (last) readMentions(content, last.codeEnd, line.start, mentions);
    block.openMention = false;
    return;
  }
  if (!structure && readHeaders(block, content, origin, line.start, mentions)) return;
  const whole = cut ? text.slice(line.start, line.end) : content;
  block.openMention = readMentions(whole, 0, line.start, mentions, block.openMention);
  block.underAddress = /,[ \t]*[A-Z]{2}\.?[ \t]*$/.test(content.slice(-8));
}

/** A blank line ends a list and a table that blanks part; bars and tabs carry a table on. */
function closeAtBlank(block: Block): void {
  block.pending = undefined;
  block.diagnosisList = undefined;
  block.openMention = false;
  block.underHeader = false;
  if (block.table?.delimiter === 'blanks' && block.tableRows) block.table = undefined;
}

/** What the line is apart from headers and prose. No entries: it has been read, and is no service line. */
function readStructure(
  block: Block,
  content: string,
  start: number,
  origin: number,
): { entries: readonly Entry[]; kind: Layout['kind'] } | undefined {
  const known = block.diagnoses.length;
  if (takePendingValue(block, content, start, origin)) return { entries: NO_ENTRIES, kind: 'free' };
  if (block.table) {
    if (isRowOf(block.table, content)) {
      const row = readRow(block.table, content, origin, known);
      if (row) {
        block.tableRows++;
        block.underHeader = false;
        return { entries: [row], kind: 'table' };
      }
    } else if (block.table.delimiter !== 'blanks') block.table = undefined;
  }
  block.underHeader = false;
  const table = tableFrom(content);
  if (table) {
    block.table = table;
    block.tableRows = 0;
    block.underHeader = true;
    return { entries: NO_ENTRIES, kind: 'table' };
  }
  if (block.diagnosisList) {
    if (continuesDiagnoses(content, block)) {
      if (block.diagnosisList === 'empty' && !block.diagnoses.length) block.headers++;
      readDiagnoses(block, content, start, content.length, origin);
      return { entries: NO_ENTRIES, kind: 'free' };
    }
    block.diagnosisList = undefined;
  }
  if (block.openMention || isSetAside(content, start)) return undefined;
  if (isDigit(content.charCodeAt(start))) {
    const printed = readCms1500Row(content, origin, known);
    if (printed) return { entries: [printed], kind: 'cms1500' };
  }
  const entries = readServiceLine(content, start, origin, known);
  return entries.length ? { entries, kind: 'free' } : undefined;
}

/** A comment, or a box that is not ticked: what it names is not billed. */
function isSetAside(content: string, start: number): boolean {
  return content.startsWith('//', start) || content.startsWith('[ ]', start) || content[start] === '☐';
}

/** Five digits alone below a line that ends with a town and its state are a ZIP code. */
function isLoneFigure(entries: readonly Entry[], content: string): boolean {
  return entries.length === 1 && /^\s*\d{5}\s*$/.test(content);
}

/** The value of a key that stood alone on the line above. */
function takePendingValue(block: Block, content: string, start: number, origin: number): boolean {
  const key = block.pending;
  if (!key) return false;
  block.pending = undefined;
  const end = trimEnd(content, start, content.length);
  const value = content.slice(start, Math.min(end, start + 80));
  if (mayHaveKeys(content) || key === 'diagnoses' || !isValueOf(key, value)) return false;
  takeHeader(block, content, { key, start, value: { start, end } }, origin);
  return true;
}

function isValueOf(key: Key, value: string): boolean {
  switch (key) {
    case 'claim':
    case 'account':
    case 'patientId':
    case 'renderingId':
    case 'payerId':
      return /^[A-Za-z0-9-]*\d[A-Za-z0-9-]*$/.test(value);
    case 'dates':
    case 'birthDate':
      return /^[\d/.-]{6,10}(?:\s*(?:-|–|to|thru)\s*[\d/.-]{6,10})?$/.test(value);
    case 'place':
      return /^\d{2}$/.test(value);
    case 'patient':
    case 'payer':
    case 'rendering':
    case 'billing':
      return /^[A-Za-z][A-Za-z ,.'-]{1,60}$/.test(value);
    default:
      return false;
  }
}

function takeHeading(block: Block, { key, name }: NonNullable<ReturnType<typeof headingOf>>): void {
  block.headers++;
  if (key === 'claim') block.hasClaimKey = true;
  else block.hasAccountKey = true;
  block.named[key] ??= name;
}

const OTHER_PROVIDER = /^(?:referring|ordering|attending|supervising)/i;
/** Keys of what is said of a provider, or of anything. */
const SAYS_MORE: ReadonlySet<Key> = new Set(['other', 'renderingId']);

/** Notes whose a bare NPI is that follows on the line or below it. */
function noteProvider(block: Block, content: string, { key, start, value }: Segment): void {
  if (key === 'billing') block.npiOwner = 'billing';
  else if (OTHER_PROVIDER.test(content.slice(start, value.start))) block.npiOwner = 'none';
  else if (!SAYS_MORE.has(key)) block.npiOwner = undefined;
}

/** A bare NPI behind or below another provider is that provider's; undefined where the claim has no such provider. */
function ownerOfNpi({ npiOwner }: Block, content: string, { key, start }: Segment): Key | undefined {
  if (key !== 'renderingId' || !npiOwner || !/^npi/i.test(content.slice(start, start + 3))) return key;
  return npiOwner === 'billing' ? 'billing' : undefined;
}

/** Takes the keys of a line; a code label among them begins a service. Returns whether the line was one of headers. */
function readHeaders(
  block: Block,
  content: string,
  origin: number,
  absolute: number,
  mentions: CodeMention[],
): boolean {
  const heading = headingOf(content, origin);
  const segments = readKeys(content);
  if (heading) takeHeading(block, heading);
  if (!segments.length) return heading !== undefined;
  block.openMention = false;
  for (const segment of segments) {
    noteProvider(block, content, segment);
    if (segment.key !== 'code') {
      const key = ownerOfNpi(block, content, segment);
      if (key) takeHeader(block, content, { ...segment, key }, origin);
      continue;
    }
    const entries = readServiceLine(content, segment.start, origin, block.diagnoses.length);
    addEntries(block, entries, 'free', origin, true);
    const last = entries[entries.length - 1];
    readMentions(content, last ? last.codeEnd : segment.start, absolute, mentions);
  }
  for (const { key, value } of segments) {
    if (key === 'other') readMentions(content.slice(0, value.end), value.start, absolute, mentions);
  }
  return true;
}
