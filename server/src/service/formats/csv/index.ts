import type { ClaimFormat } from '../format';
import { fixCsv } from './fix';
import { detectCsv } from './header';
import { type ColumnNames, ownColumns } from './ownColumns';
import { type CsvDocument, readCsv, updateCsv } from './read';
import { slotAtCsv } from './slot';
import { streamCsv } from './stream';

/**
 * Tables of service lines parted by commas, tabs, bars or semicolons, under a header that names their columns: without
 * one that is known the text has no claims. A row is a service line (several where columns repeat: CPT1, CPT2 …), and
 * adjacent rows with one claim id are a claim: rows of the same id elsewhere in the file are a claim of their own.
 * `columns` are the user's own names.
 */
export function csvWith(columns: ColumnNames = {}): ClaimFormat {
  const own = ownColumns(columns);
  return {
    id: 'csv',
    languageIds: ['csv', 'tsv', 'csv (semicolon)', 'csv (pipe)'],
    detect: (head) => detectCsv(head, own),
    read: (text) => readCsv(text, own),
    update: (document, text, change) => updateCsv(document as CsvDocument, String(text), change, own),
    noClaims: (head) =>
      detectCsv(head, own)
        ? { kind: 'none', why: 'no row below its header names a procedure code' }
        : {
            kind: 'foreign',
            why:
              'no header with a column of procedure codes stands in its first lines; ' +
              'name your columns in the setting claimLens.csv.columns (csv.columns in .claim-lens.json)',
          },
    slotAt: (document, text, offset) => slotAtCsv(document as CsvDocument, String(text), offset),
    stream: (atLeast) => streamCsv(own, atLeast),
    fix: (document, text, claim, fix) => fixCsv(document as CsvDocument, text, claim, fix),
  };
}
