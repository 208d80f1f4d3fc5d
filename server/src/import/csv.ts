import { CsvError, parse } from 'csv-parse/sync';
import type { CellRow } from './cellRow';
import { ImportError } from './importError';

/**
 * The records of a CSV, quoted cells with line ends in them too. A `head` may be cut off, so its last record may be
 * too. Throws `ImportError` for quotes that don't close.
 */
export function csvRecords(file: string, text: string, part: 'whole' | 'head' = 'whole', delimiter = ','): CellRow[] {
  const records: CellRow[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], { lines }: { lines: number }) => {
        records.push({ line: lines, cells });
        return null;
      },
    });
  } catch (error) {
    if (part === 'head') return records;
    throw new ImportError(
      file,
      `it is no proper CSV (${csvProblem(error)}); open it in a spreadsheet and save it as CSV.`,
    );
  }
  return records;
}

function csvProblem(error: unknown): string {
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `a quote opens in line ${error.lines} and never closes`;
  return error instanceof CsvError && 'lines' in error ? `line ${error.lines}` : 'its quotes or delimiters';
}

/** The records of a tab-delimited text without quotes, as the AMA writes them. */
export function tabRecords(text: string): CellRow[] {
  return text.split(/\r\n|\n|\r/).map((line, at) => ({ line: at + 1, cells: line.split('\t') }));
}
