import { classOf } from '../codes/shape';
import type { Quantity } from '../model/claim';
import type { Severity } from '../model/finding';
import type { JudgedLine, Rule } from './rule';
import { isMedicare } from './support/payer';

/** Anesthesia codes that are not reported by time. */
const NOT_TIMED = new Set(['01953', '01996']);

interface Wrong {
  readonly text: string;
  readonly cause?: string;
  readonly severity: Severity;
}

/** Units of service that are no count of the service. */
export const invalidUnits: Rule = {
  id: 'invalid-units',
  summary:
    'Units that are zero, negative, no number, a fraction of a whole service, or minutes for a service that is not timed.',
  why: 'Units multiply the payment: a count that cannot be is rejected, and minutes that are read as units are denied or paid wrongly.',
  advice: 'Write how often the service was done; for anesthesia its minutes with the unit MJ.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: ['bilateral-units'],
  sources: [
    'X12 837 005010X222A1 SV103 and SV104: UN units, MJ minutes of anesthesia',
    'Medicare Claims Processing Manual, chapter 12, section 50: anesthesia time in minutes',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n99213 x«0»' }, { text: 'DOS: 2025-03-04\n99213 x«1.5»', note: 'a warning' }],
    good: [{ text: 'DOS: 2025-03-04\n99213 x1' }, { text: 'DOS: 2025-03-04\nA0425 x7.4', note: 'miles' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      const { units } = line.line;
      if (!units) continue;
      const wrong = whatIsWrong(line, units);
      if (!wrong) {
        scope.pass(line);
        continue;
      }
      scope.report({
        severity: wrong.severity,
        span: { start: units.start, end: units.end },
        line: line.index,
        code: line.code,
        cause: wrong.cause,
        message: wrong.text,
      });
    }
  },
};

function whatIsWrong(line: JudgedLine, units: Quantity): Wrong | undefined {
  const { code, claim } = line;
  const { value, raw, unit } = units;
  if (value === undefined) {
    return error(`"${raw}" is no number of units of ${code}. The line would be rejected; write how often it was done.`);
  }
  if (value <= 0) {
    return error(
      `${code} has ${raw} units: a service that is billed was done at least once. The line would be rejected; correct the units, or take the line out.`,
      'none',
    );
  }
  const timed = isTimed(code);
  if (unit === 'MJ') {
    if (timed || claim.kind !== 'professional') return undefined;
    return warning(
      `${code} has ${raw} ${value === 1 ? 'minute' : 'minutes'} (MJ), but only anesthesia is reported by its minutes. They may be read as units; write the units of service with UN.`,
      'minutes',
    );
  }
  if (unit === 'UN' && timed && claim.kind === 'professional' && isMedicare(claim)) {
    return warning(
      `${code} has ${raw} ${value === 1 ? 'unit' : 'units'} (UN), but Medicare pays anesthesia by its minutes. Write the minutes with the unit MJ.`,
      'no minutes',
    );
  }
  if (Number.isInteger(value) || timed || (unit !== undefined && unit !== 'UN') || !isWhole(code)) return undefined;
  return warning(`${code} has ${raw} units, but services of CPT are counted whole. Write whole units.`, 'part');
}

/** Only CPT services are sure to be whole; drugs, supplies and miles of HCPCS Level II may have parts. */
function isWhole(code: string): boolean {
  return classOf(code) !== 'HCPCS Level II';
}

function isTimed(code: string): boolean {
  return code >= '00100' && code <= '01999' && code.charCodeAt(4) <= 57 && !NOT_TIMED.has(code);
}

function error(text: string, cause?: string): Wrong {
  return { text, cause, severity: 'error' };
}

function warning(text: string, cause?: string): Wrong {
  return { text, cause, severity: 'warning' };
}
