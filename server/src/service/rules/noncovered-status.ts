import { classOf } from '../codes/shape';
import type { Severity } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, cite } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { isMedicare } from './support/payer';
import { BUNDLED_BESIDE, expectedDenial, isReportedOnly, PAYABLE } from './support/payment';
import { codeSpan } from './support/place';
import { NO_SUCH_CODE } from './support/precedence';
import { feeRowOf, whyNoFeeRow } from './support/rows';
import { settingOfLine } from './support/setting';

interface Status {
  readonly severity: Severity;
  /** What follows and what to do. */
  readonly consequence: string;
}

/** What was deleted from the schedule; no file has had these since 2006 (RVU25D, attachment A). */
const ENDED: Status = {
  severity: 'warning',
  consequence: 'Medicare does not pay the code any more: bill the code that took its place.',
};

const BESIDE: Status = {
  severity: 'warning',
  consequence:
    'Medicare pays it only where the practitioner bills nothing else of the schedule that day: take the line off.',
};

/** E and X are paid under other schedules, M is a measure: they are no findings. */
const STATUSES: Readonly<Record<string, Status>> = {
  N: {
    severity: 'warning',
    consequence:
      'Medicare denies the line and the patient owes it: add GY, with GX where the patient signed a voluntary notice, if a denial is wanted, or take it off.',
  },
  I: {
    severity: 'error',
    consequence: 'Medicare rejects the line: bill the code that it uses for this service instead.',
  },
  B: {
    severity: 'warning',
    consequence: 'Medicare never pays it by itself, nor may the patient be charged: take the line off.',
  },
  // G is I with a grace period of 90 days.
  G: {
    severity: 'warning',
    consequence: 'Medicare uses another code for this service and took this one for 90 more days: bill the other.',
  },
  D: ENDED,
  F: ENDED,
  P: {
    severity: 'info',
    consequence:
      'Beside a service of the practitioner that day Medicare pays nothing for it; supplied by itself it is billed to the equipment contractor.',
  },
};

/** Status T beside another service of the schedule, by the same practitioner that day, of whatever claim: its line. */
function paidBeside(scope: RuleScope, line: JudgedLine): JudgedLine | undefined {
  if (line.from === undefined || line.provider === undefined) return undefined;
  for (const { index } of [scope, ...scope.others]) {
    for (const other of index.onDay(line.from).values()) {
      if (other === line || other.slip || other.provider !== line.provider) continue;
      const denied = other.claim === line.claim && scope.deniedBy(other) !== undefined;
      if (!denied && PAYABLE.has(feeRowOf(scope, other)?.status ?? '')) return other;
    }
  }
  return undefined;
}

/** A code that Medicare does not pay on the physician fee schedule: N, I, B, P. */
export const noncoveredStatus: Rule = {
  id: 'noncovered-status',
  summary:
    'A code that Medicare does not cover (N), does not take (I), never pays by itself (B, P), or not beside another service (T).',
  why: 'The status of the fee schedule decides before any price: lines with these are denied, rejected or paid with zero.',
  advice: 'Bill the code that Medicare takes, take the line off, or add GY, GX or GA where a denial is wanted.',
  severity: 'warning',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: NO_SUCH_CODE,
  denies: true,
  sources: ['CMS Physician Fee Schedule Relative Value File, STATUS CODE, and its document RVU25D'],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n«80050» x1', note: 'N: not covered' },
      { text: 'DOS: 2025-03-04\n«99417» x1\n99215 x1', note: 'I: Medicare uses another code' },
      { text: 'DOS: 2025-03-04\n«36416» x1', note: 'B: always bundled' },
    ],
    good: [
      { text: 'DOS: 2025-03-04\n80053 x1', note: 'X: paid under another schedule' },
      { text: 'DOS: 2025-03-04\n80050-GY x1', note: 'a denial is wanted' },
    ],
  },
  check(scope) {
    const { claim } = scope;
    if (claim.kind === 'institutional' || claim.kind === 'dental' || !mayBeMedicare(claim)) return;
    for (const line of scope.lines) {
      if (line.slip || isReportedOnly(line)) continue;
      const row = feeRowOf(scope, line);
      if (!row) {
        scope.notChecked(line, whyNoFeeRow(scope, line));
        continue;
      }
      const beside = row.status === BUNDLED_BESIDE ? paidBeside(scope, line) : undefined;
      // An edit of indicator 0 says of the same two lines that this one is not paid.
      if (beside && scope.deniedBy(line) === 'bundled-pair') continue;
      const status = beside ? BESIDE : STATUSES[row.status];
      const kind = status && classOf(line.code);
      if (!status || (kind !== 'Category I' && kind !== 'HCPCS Level II') || settingOfLine(line) === 'dme') {
        scope.pass(line);
        continue;
      }
      const wanted = expectedDenial(line);
      if (wanted) {
        scope.bypass(line, `modifier ${wanted} says that a denial is expected`);
        continue;
      }
      const meaning = scope.codes.meaningOf('status', row.status)?.short;
      scope.report({
        severity: status.severity === 'error' && !isMedicare(claim) ? 'warning' : status.severity,
        span: codeSpan(line),
        line: line.index,
        code: line.code,
        message:
          `${line.code} has status ${row.status}${meaning ? ` (${meaning})` : ''} in the Medicare fee schedule. ${status.consequence}` +
          ageNote(row.edition, line.from),
        related: beside && [
          {
            claim: beside.claim === claim ? undefined : beside.claim,
            span: codeSpan(beside),
            message: `${beside.code} of the same practitioner and day`,
          },
        ],
        citation: cite(row.edition),
      });
    }
  },
};
