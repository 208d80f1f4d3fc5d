import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import type { CellRow } from './cellRow';
import { ImportError } from './importError';
import type { Member } from './member';
import { bytesOf } from './text';
import { newBudget, type ZipBytes, type ZipEntry, zipEntries, zipEntryBytes } from './zip';

export interface Sheet {
  readonly name: string;
  /** The rows that have cells, some at a time. Values are texts: numbers as short as they round-trip, dates as serials. */
  records(signal?: AbortSignal): AsyncGenerator<readonly CellRow[]>;
}

/** The worksheets in the workbook's order. Throws `ImportError` where it is none. */
export async function openWorkbook(member: Member, signal?: AbortSignal): Promise<readonly Sheet[]> {
  const bytes: ZipBytes = member.diskPath ? { path: member.diskPath } : { buffer: await bytesOf(member, signal) };
  const entries = new Map<string, ZipEntry>();
  for (const entry of await zipEntries(member.path, bytes, newBudget())) entries.set(entry.name.toLowerCase(), entry);
  const parse = (name: string, on: XmlHandlers) => parseEntry(member.path, bytes, entries.get(name.toLowerCase()), on);
  if (!entries.has('xl/workbook.xml')) {
    throw new ImportError(
      member.path,
      entries.has('xl/workbook.bin')
        ? 'it is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx) or as CSV.'
        : 'it is no Excel workbook; expected an .xlsx file as CMS publishes it.',
    );
  }
  const listed: { name: string; id: string }[] = [];
  await drain(
    parse('xl/workbook.xml', {
      open(tag, attributes) {
        if (tag === 'sheet') listed.push({ name: attributes.name ?? '', id: attributeEnding(attributes, ':id') });
      },
    }),
  );
  const targets = new Map<string, string>();
  await drain(
    parse('xl/_rels/workbook.xml.rels', {
      open(tag, { Id, Target, Type }) {
        if (tag === 'Relationship' && Id && Target && Type?.endsWith('/worksheet')) targets.set(Id, Target);
      },
    }),
  );
  let strings: Promise<readonly string[]> | undefined;
  return listed.flatMap(({ name, id }) => {
    const target = targets.get(id);
    if (target === undefined) return [];
    const entry = entries.get(posix.resolve('/xl', target).slice(1).toLowerCase());
    const records = async function* (sheetSignal?: AbortSignal) {
      strings ??= sharedStrings((on) => parse('xl/sharedStrings.xml', on));
      const rows = rowReader(await strings);
      for await (const _ of parseEntry(member.path, bytes, entry, rows)) {
        sheetSignal?.throwIfAborted();
        if (rows.ready.length > 0) yield rows.ready.splice(0);
      }
    };
    return [{ name, records }];
  });
}

interface XmlHandlers {
  open?(tag: string, attributes: { readonly [name: string]: string }): void;
  close?(tag: string): void;
  text?(text: string): void;
}

/** Parses while it is iterated, a chunk at a time. Document types can't define entities, so none expands. */
async function* parseEntry(file: string, bytes: ZipBytes, entry: ZipEntry | undefined, on: XmlHandlers) {
  if (!entry) return;
  const parser = new SaxesParser({ position: false });
  let problem: Error | undefined;
  parser.on('error', (error) => {
    problem ??= error;
  });
  parser.on('opentag', ({ name, attributes }) => on.open?.(localName(name), attributes as { [name: string]: string }));
  if (on.close) parser.on('closetag', ({ name }) => on.close?.(localName(name)));
  if (on.text) parser.on('text', (text) => on.text?.(text));
  const decoder = new TextDecoder();
  for await (const chunk of zipEntryBytes(file, bytes, entry)) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (problem) break;
    yield;
  }
  if (!problem) parser.close();
  if (problem)
    throw new ImportError(file, `its ${entry.name} is no proper XML; open the file in Excel and save it anew.`);
  yield;
}

async function drain(parsing: AsyncIterable<void>): Promise<void> {
  for await (const _ of parsing);
}

async function sharedStrings(parse: (on: XmlHandlers) => AsyncIterable<void>): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  await drain(
    parse({
      open(tag) {
        if (tag === 'si') text = '';
        else if (tag === 't') inText = !phonetic;
        else if (tag === 'rPh') phonetic = true;
      },
      text(piece) {
        if (inText) text += piece;
      },
      close(tag) {
        if (tag === 't') inText = false;
        else if (tag === 'rPh') phonetic = false;
        else if (tag === 'si') strings.push(text);
      },
    }),
  );
  return strings;
}

/** Collects rows in `ready`. */
function rowReader(strings: readonly string[]): XmlHandlers & { readonly ready: CellRow[] } {
  const ready: CellRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let column = -1;
  let type = '';
  let value = '';
  let taking = false;
  let hasFormula = false;
  let formula: string | undefined;
  let hasValue = false;
  const endCell = () => {
    if (hasFormula) formula ??= `${columnName(column)}${line}`;
    if (!hasValue) return;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(type, value, strings);
  };
  return {
    ready,
    open(tag, attributes) {
      switch (tag) {
        case 'row':
          cells = [];
          formula = undefined;
          line = attributes.r ? Number(attributes.r) : line + 1;
          column = -1;
          break;
        case 'c':
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          type = attributes.t ?? 'n';
          value = '';
          hasFormula = false;
          hasValue = false;
          break;
        case 'v':
        case 't':
          taking = true;
          hasValue = true;
          break;
        case 'f':
          hasFormula = true;
          break;
        case 'rPh':
          taking = false;
          break;
      }
    },
    text(piece) {
      if (taking) value += piece;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') taking = false;
      else if (tag === 'c') endCell();
      else if (tag === 'row' && (cells.length > 0 || formula))
        ready.push(formula ? { line, cells, formula } : { line, cells });
    },
  };
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type !== 'n') return value;
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? value : String(number);
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function attributeEnding(attributes: { readonly [name: string]: string }, ending: string): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(ending))?.[1] ?? '';
}
