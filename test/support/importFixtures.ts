import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import { ImportError, type ImportOptions, type ImportSummary, importFiles } from '../../server/src/import/index';
import { ptpRows } from '../../server/src/import/pairWriter';
import type { TableEdition } from '../../server/src/import/rows';
import { type ImportRow, type ImportSink, ROWS_A_BATCH } from '../../server/src/import/sink';

/** Path in a folder → content; texts are written as Windows-1252 where they can be, as CMS does. */
export type Files = { readonly [path: string]: string | Buffer };

export interface ImportedTable {
  readonly edition: TableEdition;
  readonly rows: readonly ImportRow[];
}

export interface Imported {
  readonly tables: readonly ImportedTable[];
  readonly summary: ImportSummary;
}

/** Runs with a folder on disk that holds the files, and removes it. */
export async function withFiles<T>(files: Files, run: (folder: string) => Promise<T>): Promise<T> {
  const temporary = mkdtempSync(join(tmpdir(), 'claim-lens-import-'));
  const folder = join(temporary, 'files');
  try {
    mkdirSync(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    }
    return await run(folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Imports the folder as a whole, or the paths in it, into memory. Tables that were aborted are not among the result. */
export function importOf(files: Files, paths: readonly string[] = ['']): Promise<Imported> {
  return withFiles(files, async (folder) => {
    const { sink, tables } = memorySink();
    const summary = await importFiles(
      paths.map((path) => join(folder, path)),
      sink,
    );
    return { tables, summary };
  });
}

/** The rows of the only table in the files. */
export async function rowsOf(files: Files, paths?: readonly string[]): Promise<readonly ImportRow[]> {
  const { tables } = await importOf(files, paths);
  if (tables.length !== 1) throw new Error(`${tables.length} tables where one is expected`);
  return tables[0]!.rows;
}

/** The message, without the folder, with which the first of the files (or the path) is refused. */
export async function refusalOf(
  files: Files,
  path = Object.keys(files)[0] ?? '',
  options?: ImportOptions,
): Promise<string> {
  return withFiles(files, async (folder) => {
    const { sink, tables } = memorySink();
    try {
      await importFiles([join(folder, path)], sink, options);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      if (tables.length > 0) throw new Error('a table ended before the import was refused');
      return error.message.replaceAll(`${folder}/`, '').replaceAll(folder, '');
    }
    throw new Error('the import was not refused');
  });
}

/** Collects tables that ended; `pairs: false` for a sink that takes PTP as rows. */
export function memorySink({ pairs = true } = {}): { sink: ImportSink; tables: ImportedTable[]; calls: string[] } {
  const tables: ImportedTable[] = [];
  const calls: string[] = [];
  let open = false;
  const sink: ImportSink = {
    begin(edition) {
      if (open) throw new Error('begin within a table');
      open = true;
      calls.push(`begin ${edition.source}`);
      const rows: ImportRow[] = [];
      const close = (how: string) => {
        if (!open) throw new Error(`${how} of no table`);
        open = false;
        calls.push(how);
      };
      return {
        rows(batch) {
          if (batch.length === 0 || batch.length > ROWS_A_BATCH) throw new Error(`a batch of ${batch.length} rows`);
          rows.push(...batch);
        },
        pairs: pairs
          ? (batch) => {
              for (let from = 0; from < batch.length; from += ROWS_A_BATCH) rows.push(...ptpRows(batch, from));
            }
          : undefined,
        end() {
          close('end');
          tables.push({ edition, rows });
        },
        abort: () => close('abort'),
      };
    },
  };
  return { sink, tables, calls };
}

export interface ZipFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly encrypted?: boolean;
  /** Claims another size than the content has. */
  readonly claimedSize?: number;
  readonly wrongSum?: boolean;
}

/** A zip of the files; a name that ends with `/` is a folder. */
export function zipOf(files: Files | readonly ZipFile[]): Buffer {
  const list: readonly ZipFile[] = Array.isArray(files)
    ? (files as readonly ZipFile[])
    : Object.entries(files as Files).map(([name, content]) => ({ name, content }));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, encrypted, claimedSize, wrongSum } of list) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    const packed = zlib.deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE((zlib.crc32(bytes) + (wrongSum ? 1 : 0)) >>> 0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedSize ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 0]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, fields, end, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(list.length, 4);
  tail.writeUInt16LE(list.length, 6);
  tail.writeUInt32LE(central.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), tail]);
}

/** A text is a shared string, a number a number; `inline` an inline string; `formula` has its value, or none. */
export type Cell = string | number | undefined | { inline: string } | { formula: string; value?: string | number };

/** A workbook with one sheet a list of rows. */
export function xlsxOf(...sheets: readonly (readonly (readonly Cell[])[])[]): Buffer {
  const strings: string[] = [];
  const sheetXml = sheets.map((rows) => {
    const body = rows.map((cells, row) => {
      const xml = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row + 1}`, strings)).join('');
      return `<row r="${row + 1}" spans="1:8">${xml}</row>`;
    });
    return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData></worksheet>`;
  });
  const list = (each: (at: number) => string) => sheets.map((_, at) => each(at + 1)).join('');
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list((at) => `<sheet name="S${at}" sheetId="${at}" r:id="rId${at}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${list((at) => `<Relationship Id="rId${at}" Type="x/relationships/worksheet" Target="worksheets/sheet${at}.xml"/>`)}</Relationships>`,
    'xl/sharedStrings.xml': Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><sst>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t><rPh><t>x</t></rPh></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(sheetXml.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, Buffer.from(xml)])),
  });
}

function cellXml(cell: Cell, at: string, strings: string[]): string {
  if (cell === undefined) return `<c r="${at}" s="1"/>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><r><t>${escaped(cell.inline)}</t></r></is></c>`;
  const value = cell.value === undefined ? '' : `<v>${escaped(String(cell.value))}</v>`;
  return `<c r="${at}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escaped(cell.formula)}</f>${value}</c>`;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Lines with CRLF behind each. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\r\n`).join('');
}

/** A line of fixed width: each text at its column, from 1. */
export function columns(width: number, at: { readonly [column: number]: string }): string {
  let line = ' '.repeat(width);
  for (const [column, text] of Object.entries(at)) {
    const from = Number(column) - 1;
    line = line.slice(0, from) + text + line.slice(from + text.length);
  }
  return line;
}
