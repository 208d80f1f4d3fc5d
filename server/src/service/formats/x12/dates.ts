import type { DateMention } from '../../model/claim';
import type { ClaimBuilder } from './claimBuilder';
import type { Cursor } from './cursor';
import { readDates } from './lines';
import { packed } from './segmentIds';

const SERVICE = packed('472');
const SERVICE_START = packed('150');
const SERVICE_END = packed('151');
const STATEMENT = packed('434');
const STATEMENT_START = packed('232');
const STATEMENT_END = packed('233');

/** DTP/DTM: 472 service, 150/151 its ends (835); 434 statement, 232/233 its ends (835). Spans relative to `base`. */
export function readServiceDate(cursor: Cursor, claim: ClaimBuilder, index: number, base: number): void {
  const { line } = claim;
  switch (cursor.first) {
    case SERVICE:
    case SERVICE_START: {
      const dates = readDates(cursor, index, base);
      if (!dates) return;
      if (line) {
        line.from = dates.from;
        line.to = dates.to ?? line.to;
      } else {
        claim.serviceFrom = dates.from;
        claim.serviceTo = dates.to ?? claim.serviceTo;
      }
      return;
    }
    case SERVICE_END: {
      const dates = readDates(cursor, index, base);
      if (!dates) return;
      if (line) line.to = unlessSame(line.from, dates.from);
      else claim.serviceTo = unlessSame(claim.serviceFrom, dates.from);
      return;
    }
    case STATEMENT:
    case STATEMENT_START: {
      if (line) return;
      const dates = readDates(cursor, index, base);
      claim.statementFrom = dates?.from;
      claim.statementTo = dates?.to ?? claim.statementTo;
      return;
    }
    case STATEMENT_END:
      if (!line) claim.statementTo = readDates(cursor, index, base)?.from;
  }
}

/** The 835 gives the first and the last day in two segments, also for a single day. */
function unlessSame(from: DateMention | undefined, to: DateMention): DateMention | undefined {
  return from?.raw === to.raw ? undefined : to;
}
