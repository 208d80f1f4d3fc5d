import type { ClaimFormat } from '../format';
import { fixCsv } from './fix';
import { detectCsv } from './header';
import { type CsvDocument, readCsv, updateCsv } from './read';
import { slotAtCsv } from './slot';

/**
 * Tables of service lines parted by commas, tabs, bars or semicolons, under a header that names their columns: without
 * one that is known the text has no claims. A row is a service line (several where columns repeat: CPT1, CPT2 …), and
 * adjacent rows with one claim id are a claim: rows of the same id elsewhere in the file are a claim of their own.
 */
export const csv: ClaimFormat = {
  id: 'csv',
  languageIds: ['csv', 'tsv'],
  detect: detectCsv,
  read: readCsv,
  update: (document, text, change) => updateCsv(document as CsvDocument, text, change),
  slotAt: (document, text, offset) => slotAtCsv(document as CsvDocument, text, offset),
  fix: (document, text, claim, fix) => fixCsv(document as CsvDocument, text, claim, fix),
};
