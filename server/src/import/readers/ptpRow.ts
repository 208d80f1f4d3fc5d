import { ImportError } from '../importError';
import { NOT_PACKED, packCode } from '../packCode';
import type { Out } from '../reader';
import { clean } from '../text';
import { codeOf, optionalDay, quoted, requiredDay } from '../values';

/** In which cell each field stands. */
export interface PtpOrder {
  readonly column1: number;
  readonly column2: number;
  readonly prior: number;
  readonly effective: number;
  readonly deleted: number;
  readonly indicator: number;
  readonly rationale: number;
}

/** Indicator 9 marks edits that were deleted on the day they began: they never held. */
export const NEVER_HELD = 'indicator 9: deleted from the day they began';
const BELOW_HEADER = 'no codes in columns 1 and 2';

/**
 * Reads one row of cells: for workbooks, and for the lines of a text that are not exactly as published. Rows without
 * codes (the header's further lines, notes) are ignored; a row with codes and anything unexpected behind them throws.
 */
export function ptpFields(file: string, order: PtpOrder, out: Out): (cells: readonly string[], line: number) => void {
  const pairs = out.pairs();
  return (cells, line) => {
    const column1 = packCode(codeOf(cells[order.column1]) ?? '');
    const column2 = packCode(codeOf(cells[order.column2]) ?? '');
    if (column1 === NOT_PACKED || column2 === NOT_PACKED) {
      if (column1 !== column2 && pairs.count > 0) {
        throw new ImportError(
          file,
          `line ${line} has a code in one of the columns 1 and 2 only; the file may be cut short.`,
        );
      }
      if (pairs.count > 0 && cells.some((cell) => clean(cell) !== '')) out.ignore(BELOW_HEADER);
      return;
    }
    const indicator = clean(cells[order.indicator]);
    if (indicator === '9') return out.ignore(NEVER_HELD);
    if (indicator !== '0' && indicator !== '1') {
      throw new ImportError(
        file,
        `line ${line} has ${quoted(indicator)} where the modifier indicator 0, 1 or 9 is expected.`,
      );
    }
    const place = { file, line };
    const effective = requiredDay(place, 'Effective', cells[order.effective]);
    const deleted = optionalDay(place, 'Deletion', cells[order.deleted]) ?? 0;
    const prior = clean(cells[order.prior]) === '*';
    const rationale = pairs.rationaleOf(clean(cells[order.rationale]));
    pairs.add(column1, column2, prior, effective, deleted, indicator === '1' ? 1 : 0, rationale);
  };
}
