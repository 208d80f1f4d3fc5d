import { rowsOf } from './grid';
import { ImportError } from './importError';
import { allOf, type Member } from './member';
import type { Format, Head, Reader } from './reader';
import { READERS } from './readers/all';
import { namesOf } from './release';
import { sniff, utf16Of } from './sniff';
import { asUtf8, decode, linesOf } from './text';
import { openWorkbook } from './xlsx';

/** Enough for the AMA's preamble and some hundred rows. */
const HEAD_BYTES = 64 * 1024;
const HEAD_ROWS = 60;

export interface Recognised {
  readonly head: Head;
  readonly reader: Reader;
  /** Only the name says that it is this table; its content has not been seen to be. */
  readonly byName?: true;
  /** More sheets of the workbook with a table that is known; they are not read. */
  readonly otherSheets: readonly string[];
}

/** Names of the publishers' files, with which a word like `additions` means what it says. */
const PUBLISHED = /ncci|cci(?:pra|oph)|(?<![a-z])(?:ptp|mue|aoc)(?![a-z])|hcpc|anweb|quarterly/i;

/** Files that look like a table but hold changes or another programme's: told by name, before the content. */
const CHANGES: readonly [RegExp, string][] = [
  [/^hcpc.*trans(?:action)?[-_ ]*(?:report|alpha)|_trans[_.]/i, 'a list of changes; the complete file has them'],
  [/^hcpc.*corrections?(?![a-z])/i, 'a list of corrections; the complete file has them'],
  [/changes?[-_ ]*(?:by|report|list)/i, 'a list of changes; the complete file has them'],
  [/icd-?10.*addenda/i, 'a list of changes; the order file has them'],
  [/^HistoryModifiers/i, 'the history of modifiers is not used'],
  [/^Clinician_?Descriptor/i, "clinicians' descriptors are several a code; they are not used"],
];

/** The same, told by the names of the zips and folders too. */
const OTHER_EDITS: readonly [RegExp, string][] = [
  [/medicaid|^mcd[-_]|[-_]mcd(?![a-z])/i, "Medicaid's NCCI edits; Medicare's are the ones that are read"],
  [/(?<![a-z])(?:additions?|deletions?|revisions?)(?![a-z])/i, 'a list of changes; the complete file has them'],
];

const KNOWN: readonly [RegExp, string][] = [
  [/GPCI/i, 'geographic cost indices; fees are not computed'],
  [/LOCCO/i, 'the localities of carriers; fees are not computed'],
  [/^ANES/i, 'anesthesia conversion factors; fees are not computed'],
  [/OPPS ?CAP/i, 'payment caps of imaging; fees are not computed'],
  [/^NOC[-_ ]*codes?/i, 'a list of the codes for what is not otherwise classified; the complete file has them'],
  [/icd-?10-?cm[-_ ]*(?:codes|tabular|index|drug|neoplasm|eindex)/i, 'the order file of the same year has its codes'],
  [/^proc_?notes/i, 'processing notes of HCPCS; they hold no codes of their own'],
  [/addendum[-_ .]*(?!b(?![a-z]))[a-z]{1,2}\d?(?![a-z])/i, 'another addendum; Addendum B has the status of every code'],
  [/read_?me|record_?layout|layout|copyright|license|notice/i, 'a note about the files'],
  [/\.(?:pdf|docx?|rtf|odt|html?|prn|png|jpe?g|gif|exe|jar|md|pptx?)$/i, 'a document'],
];

/**
 * The reader for a member, by its content or else by its name; or why it is none of ours. Throws `ImportError` for a
 * workbook that is damaged.
 */
export async function recognise(member: Member, signal?: AbortSignal): Promise<Recognised | string> {
  const change = CHANGES.find(([name]) => name.test(member.name)) ?? otherEdits(member);
  if (change) return change[1];
  const heads = await headsOf(member, signal);
  if (typeof heads === 'string') return explained(member) ?? heads;
  const found = heads.flatMap((head) => {
    const reader = READERS.find((one) => one.matches(head));
    return reader ? [{ head, reader }] : [];
  });
  if (found[0]) return { ...found[0], otherSheets: found.slice(1).map(({ head }) => head.sheet?.name ?? '') };
  const known = explained(member);
  if (known) return known;
  const named = READERS.find((one) => one.names.test(member.name) && heads[0] && one.formats.includes(heads[0].format));
  if (named && heads[0]) return { head: heads[0], reader: named, byName: true, otherSheets: [] };
  return 'its content is none of the tables that can be imported';
}

function otherEdits(member: Member): (typeof OTHER_EDITS)[number] | undefined {
  const names = namesOf(member).filter((name) => PUBLISHED.test(name));
  return OTHER_EDITS.find(([pattern]) => names.some((name) => pattern.test(name)));
}

function explained(member: Member): string | undefined {
  return KNOWN.find(([name]) => name.test(member.name))?.[1];
}

async function headsOf(member: Member, signal?: AbortSignal): Promise<readonly Head[] | string> {
  const bytes = await allOf(member, HEAD_BYTES);
  const kind = sniff(bytes);
  switch (kind) {
    case 'empty':
      return 'it is empty';
    case 'html':
      return 'it is a web page; CMS shows its licence page first: accept it in the browser and save the file it then offers';
    case 'oldExcel':
      return 'it is an old (.xls) or password-protected workbook; save it as .xlsx without a password, or as CSV';
    case 'pdf':
      return 'a document';
    case 'otherArchive':
      return 'it is packed, and not as a zip; unpack it first';
    case 'binary':
      return 'it is neither a text nor a workbook';
    case 'zip':
      return /\.(?:docx|pptx|jar|odt)$/i.test(member.name) ? 'a document' : sheetHeads(member, signal);
    default:
      return [textHead(member, bytes)];
  }
}

function textHead(found: Member, bytes: Buffer): Head {
  const utf16 = utf16Of(bytes);
  const member = utf16 ? asUtf8(found, utf16) : found;
  const text = decode(bytes, 'head');
  const lines = linesOf(text);
  let rows: Head['rows'] | undefined;
  return {
    member,
    format: formatOf(member.name, text),
    text,
    // The last line of a head may be cut off.
    lines: bytes.length === HEAD_BYTES ? lines.slice(0, -1) : lines,
    get rows() {
      rows ??= rowsOf(member.path, text, 'head').slice(0, HEAD_ROWS);
      return rows;
    },
  };
}

function formatOf(name: string, text: string): Format {
  if (/^\s*<\?xml|^\s*<\w+[\s>]/.test(text)) return 'xml';
  return /\.csv$/i.test(name) ? 'csv' : 'txt';
}

async function sheetHeads(member: Member, signal?: AbortSignal): Promise<Head[]> {
  const heads: Head[] = [];
  for (const sheet of await openWorkbook(member, signal)) {
    const rows: Head['rows'][number][] = [];
    for await (const some of sheet.records(signal)) {
      rows.push(...some.slice(0, HEAD_ROWS - rows.length));
      if (rows.length >= HEAD_ROWS) break;
    }
    heads.push({ member, format: 'xlsx', text: '', lines: [], rows, sheet });
  }
  if (heads.length === 0)
    throw new ImportError(member.path, 'its workbook has no worksheet; expected one with a table.');
  return heads;
}
