import type { Edition, MueRow, Setting } from '../codes/tables';
import { replacesAnother } from '../model/billType';
import type { Claim, ServiceLine } from '../model/claim';
import { type Day, daysBetween, isoOf } from '../model/date';
import type { Fix, Related } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, cite, onDay } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { shareProvider } from './support/dates';
import { isRange, type LinesIndex } from './support/linesIndex';
import { expectedDenial } from './support/payment';
import { NEVER_PAID } from './support/precedence';
import { wholeFeeRowOf } from './support/rows';
import { settingOf, settingOfLine } from './support/setting';
import { isOfUnnamedSurgeon, SEVERAL_SURGEONS } from './support/surgeons';

/** Minutes and the like are no units of service. */
const COUNTED_UNITS = new Set(['UN', 'F2', 'DA', 'MO', 'IN', 'EA']);

interface Counted {
  readonly line: JudgedLine;
  /** Units of service a day: a line that spans days spreads its units over them. */
  readonly perDay: number;
}

/** More units than the Medically Unlikely Edit of the code allows. */
export const excessUnits: Rule = {
  id: 'excess-units',
  summary: 'More units of a code on a line or a day than its Medically Unlikely Edit (MUE) allows.',
  why: 'MAI 1 judges each line, MAI 2 and 3 all lines of the day together; on a breach all units of the line or the day are denied, not only those over the limit.',
  advice:
    'Correct the units. MAI 1: more may stand on a further line with a fitting modifier. MAI 3: units that the record supports can be appealed. MAI 2 is absolute. A limit of 0 says that Medicare pays the code to none of those whom the table is for.',
  severity: 'error',
  stage: 'stable',
  needs: ['MUE'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: [...NEVER_PAID, 'bilateral-units', 'invalid-units'],
  denies: true,
  sources: [
    'CMS NCCI Medically Unlikely Edits, practitioner and outpatient hospital tables, with MUE Adjudication Indicator (MAI)',
    'NCCI Policy Manual, chapter I, section V: a procedure of both sides is one line with modifier 50 and one unit',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T x«2»', note: 'limit 1, MAI 2' },
      { text: 'DOS: 2025-03-04\n0708T x1\n0709T x«3»', note: 'limit 2, MAI 3: a warning' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n0708T x1\n0709T x2' }],
  },
  check(scope) {
    if (settingOf(scope.claim) === undefined) return;
    if (scope.others.length === 0 && allDifferent(scope.lines)) {
      for (const line of scope.lines) checkAlone(scope, line);
      return;
    }
    for (const code of scope.index.distinctCodes()) {
      const lines = scope.index.ofCode(code)!.all;
      if (lines.length === 1 && scope.others.length === 0) checkAlone(scope, lines[0]!);
      else checkCode(scope, lines);
    }
  },
};

/** Most claims: a few lines, each with a code of its own. A long claim is left to its index. */
function allDifferent(lines: readonly JudgedLine[]): boolean {
  if (lines.length > 8) return false;
  for (let i = 1; i < lines.length; i++) {
    for (let k = 0; k < i; k++) if (lines[k]!.code === lines[i]!.code) return false;
  }
  return true;
}

/** The one line of its code: nothing can add to it. */
function checkAlone(scope: RuleScope, line: JudgedLine): void {
  const perDay = line.slip ? undefined : unitsADay(line);
  if (perDay === undefined) return;
  const row = rowFor(scope, line);
  if (!row) return;
  if (perDay <= row.units) scope.pass(line);
  else report(scope, line, perDay, perDay, row, [], row.units, NONE);
}

const NONE: readonly number[] = [];

/** Several lines of a code: line by line under MAI 1, else day by day for each practitioner and table. */
function checkCode(scope: RuleScope, lines: readonly JudgedLine[]): void {
  const groups = new Map<string, { row: CitedMue; lines: Counted[] }>();
  for (const line of lines) {
    const perDay = line.slip ? undefined : unitsADay(line);
    if (perDay === undefined) continue;
    const row = rowFor(scope, line);
    if (!row) continue;
    const isShare = row.mai !== 1 && isOfUnnamedSurgeon(line);
    if (row.mai === 1 || isShare) {
      if (perDay <= row.units && isShare) scope.notChecked(line, SEVERAL_SURGEONS);
      else if (perDay <= row.units) scope.pass(line);
      else report(scope, line, perDay, perDay, row, [], row.units, NONE);
      continue;
    }
    const key = `${settingOfLine(line)} ${line.provider ?? ''} ${isAssistants(line)} ${row.edition.edition}`;
    const group = groups.get(key);
    if (group) group.lines.push({ line, perDay });
    else groups.set(key, { row, lines: [{ line, perDay }] });
  }
  for (const { row, lines: here } of groups.values()) checkDays(scope, here, row);
}

type CitedMue = MueRow & { readonly edition: Edition };

function rowFor(scope: RuleScope, line: JudgedLine): CitedMue | undefined {
  const setting = settingOfLine(line)!;
  const table = scope.codes.mue[setting];
  const row = table.get(line.code, line.from);
  const reason = row
    ? row.units === 0 && reasonAgainstZero(scope.claim, setting)
    : reasonWithoutRow(table.coverage, table.editionOn(line.from) !== undefined);
  if (!reason) {
    const wanted = row?.units === 0 ? expectedDenial(line) : undefined;
    if (!wanted) return row;
    scope.bypass(line, `modifier ${wanted} says that a denial is expected`);
    return undefined;
  }
  scope.notChecked(line, reason);
  return undefined;
}

/** A limit of 0 is no count: it says that Medicare does not pay the code to those whom the table is for. */
function reasonAgainstZero(claim: Claim, setting: Setting): string | undefined {
  if (!mayBeMedicare(claim)) return 'a limit of 0 says what Medicare does not pay, and the payer is another';
  if (setting !== 'practitioner' || !claim.lines.every(isSupply)) return undefined;
  return 'the claim may be an equipment supplier’s, and suppliers have an MUE table of their own';
}

/** Supplies, equipment, braces and glasses (A4-A8, A90-A94, B, E, K, L, V2): no drugs, ambulances or contrast agents. */
function isSupply({ procedure }: ServiceLine): boolean {
  return /^(?:A[4-8]\d|A9[0-4]|[BEKL]\d\d|V2\d)\d\d$/i.test(procedure?.value ?? '');
}

/** No row is not "no limit": some values are confidential. */
function reasonWithoutRow(coverage: string, dated: boolean): string {
  if (!dated) return 'no MUE table for the date of service is loaded';
  return coverage === 'complete'
    ? 'CMS publishes no limit for the code'
    : 'the loaded MUE table does not list the code';
}

/** A line's units a day. Claim text may leave them out: one is meant. X12 may not: nothing is assumed. */
function unitsADay(line: JudgedLine): number | undefined {
  const { units, segment } = line.line;
  if (!units) return segment === undefined ? 1 : undefined;
  if (units.value === undefined || units.value <= 0) return undefined;
  if (units.unit !== undefined && !COUNTED_UNITS.has(units.unit)) return undefined;
  if (line.from === undefined || line.to === undefined || line.to === line.from) return units.value;
  // A range that runs backwards has no days to spread them over.
  return line.to > line.from ? units.value / daysBetween(line.from, line.to) : undefined;
}

/**
 * Every day of one code by one practitioner, other claims of the patient included. A sum can only rise on a day on
 * which a line begins, so those days are looked at.
 */
function checkDays(scope: RuleScope, here: readonly Counted[], row: CitedMue): void {
  const { line } = here[0]!;
  const elsewhere: Counted[] = [];
  // A replacement takes the place of a claim that may be in the same file: their units are not added up.
  if (line.from !== undefined && !replacesAnother(scope.claim.frequency)) {
    for (const { claim, index } of scope.others) {
      if (!replacesAnother(claim.frequency)) elsewhere.push(...countedLike(index, line));
    }
  }
  const ownDays = daysOf(here);
  const otherDays = daysOf(elsewhere);
  const failed = new Set<JudgedLine>();
  const over: { readonly day: Day | undefined; readonly tell: (days: string) => void }[] = [];
  for (const day of new Set([...ownDays.starts, ...otherDays.starts])) {
    const onDayHere = ownDays.on(day);
    if (onDayHere.length === 0) continue;
    const onDayElsewhere = otherDays.on(day);
    const total = sum(onDayHere) + sum(onDayElsewhere);
    if (total <= row.units + ROUNDING) continue;
    const anchor = anchorOf(scope, onDayHere, onDayElsewhere, row.units);
    if (failed.has(anchor.line)) continue;
    for (const one of onDayHere) failed.add(one.line);
    const related: Related[] = [...onDayHere, ...onDayElsewhere]
      .filter((one) => one !== anchor)
      .slice(0, MOST_RELATED)
      .map((one) => ({
        claim: one.line.claim === scope.claim ? undefined : one.line.claim,
        span: placeOf(one.line),
        message: `${unitsText(one.perDay)} of ${line.code}${onDay(one.line.from)}`,
      }));
    const covers = onDayHere.map((one) => one.line.index);
    const hint = sidesText(scope, [...onDayHere, ...onDayElsewhere], row.units);
    const allowed = row.units - (total - anchor.perDay);
    over.push({
      day,
      tell: (days) => report(scope, anchor.line, anchor.perDay, total, row, related, allowed, covers, hint + days),
    });
  }
  const days = daysText(over.flatMap(({ day }) => day ?? []));
  for (const { tell } of over) tell(days);
  for (const one of here) if (!failed.has(one.line)) scope.pass(one.line);
}

/** A side a line, one unit each, of a code that takes 50: how the two are billed within a limit of one. */
function sidesText(scope: RuleScope, counted: readonly Counted[], limit: number): string {
  if (limit !== 1 || counted.length !== 2 || counted.some(({ perDay }) => perDay !== 1)) return '';
  const [one, two] = counted.map(({ line }) => line);
  const isPair = (a: JudgedLine, b: JudgedLine) => a.modifiers.includes('RT') && b.modifiers.includes('LT');
  if (!isPair(one!, two!) && !isPair(two!, one!)) return '';
  if (wholeFeeRowOf(scope, one!)?.bilateral !== '1') return '';
  return ` If both sides were done, bill one line of ${one!.code} with modifier 50 and 1 unit.`;
}

const MOST_DAYS = 10;

/** The days of one cause, which is explained once: '' where there is only one. */
function daysText(days: readonly Day[]): string {
  if (days.length < 2) return '';
  const named = [...days].sort((a, b) => a - b).slice(0, MOST_DAYS);
  const left = days.length - named.length;
  return ` It is so on ${days.length} days: ${named.map(isoOf).join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
}

/** A person reads a few dozen places; a listing of thousands is not a claim. */
const MOST_RELATED = 50;

/** Lines by the days that they cover, in their order; undated ones under undefined. */
function daysOf(counted: readonly Counted[]): {
  readonly starts: ReadonlySet<Day | undefined>;
  on(day: Day | undefined): readonly Counted[];
} {
  const single = new Map<Day | undefined, Counted[]>();
  const ranges: Counted[] = [];
  const starts = new Set<Day | undefined>();
  for (const one of counted) {
    starts.add(one.line.from);
    if (isRange(one.line)) ranges.push(one);
    else {
      const day = single.get(one.line.from);
      if (day) day.push(one);
      else single.set(one.line.from, [one]);
    }
  }
  return {
    starts,
    on(day) {
      const own = single.get(day) ?? [];
      if (ranges.length === 0 || day === undefined) return own;
      const spanning = ranges.filter(({ line }) => line.from! <= day && day <= line.to!);
      return spanning.length ? [...own, ...spanning].sort((a, b) => a.line.index - b.line.index) : own;
    },
  };
}

/** Units spread over days need not add up to the last bit. */
const ROUNDING = 1e-9;

/** Where the running total goes over: reading down the file, the line that is one too many. */
function anchorOf(scope: RuleScope, here: readonly Counted[], elsewhere: readonly Counted[], limit: number): Counted {
  let running = sum(elsewhere.filter((one) => one.line.claim.base < scope.claim.base));
  for (const one of here) {
    running += one.perDay;
    if (running > limit + ROUNDING) return one;
  }
  return here.at(-1)!;
}

/**
 * The line is the share of the assistant at surgery: another practitioner than the surgeon, whoever bills for both.
 * Source: Medicare Claims Processing Manual, chapter 12, section 20.4.3.
 */
function isAssistants({ modifiers }: JudgedLine): boolean {
  return modifiers.some((modifier) => ASSISTANT.has(modifier));
}
const ASSISTANT = new Set(['80', '81', '82', 'AS']);

/** The lines of the same code, practitioner and table in another claim. */
function countedLike(index: LinesIndex, line: JudgedLine): Counted[] {
  const found: Counted[] = [];
  for (const other of index.ofCode(line.code)?.all ?? []) {
    if (!shareProvider(line, other) || isAssistants(line) !== isAssistants(other)) continue;
    if (isOfUnnamedSurgeon(other)) continue;
    if (settingOfLine(other) !== settingOfLine(line)) continue;
    const perDay = unitsADay(other);
    if (perDay !== undefined) found.push({ line: other, perDay });
  }
  return found;
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, one) => total + one.perDay, 0);
}

function placeOf(line: JudgedLine): { start: number; end: number } {
  const place = line.line.units ?? line.line.procedure!;
  return { start: place.start, end: place.end };
}

function report(
  scope: RuleScope,
  line: JudgedLine,
  perDay: number,
  total: number,
  row: MueRow & { readonly edition: Edition },
  related: readonly Related[],
  allowed: number,
  covers: readonly number[],
  more = '',
): void {
  const { units } = line.line;
  const spread = line.from !== undefined && line.to !== undefined && line.to > line.from;
  const fixes: Fix[] = [];
  if (units && allowed >= 1 && Number.isInteger(allowed) && !spread) {
    fixes.push({
      kind: 'replace',
      title: `Reduce units of ${line.code} to ${allowed}`,
      span: { start: units.start, end: units.end },
      text: String(allowed),
    });
  }
  scope.report({
    severity: row.mai === 3 ? 'warning' : 'error',
    span: placeOf(line),
    line: line.index,
    code: line.code,
    cause: `${line.code} ${row.mai}`,
    covers,
    message: messageFor(line, perDay, total, row, related.length > 0, spread) + more + ageNote(row.edition, line.from),
    related,
    fixes,
    citation: cite(row.edition),
  });
}

function messageFor(
  line: JudgedLine,
  perDay: number,
  total: number,
  row: MueRow,
  several: boolean,
  spread: boolean,
): string {
  const day =
    line.from === undefined ? 'a day' : spread ? `a day (${isoOf(line.from)} to ${isoOf(line.to!)})` : isoOf(line.from);
  if (row.units === 0) {
    return `${line.code} has an MUE of 0: it is not payable in this setting, whatever the units. Check the code and the kind of claim.`;
  }
  if (row.mai === 1) {
    return `${unitsText(perDay)} of ${line.code} on one line; the limit is ${row.units} a line (MUE, MAI 1). All units of the line would be denied: correct them, or put the rest on a further line with a modifier that fits (59, XE, XP, XS, XU, 76, 77, 91 or an anatomic one).`;
  }
  const sumText = several
    ? `${unitsText(total)} of ${line.code} in all lines of ${day}`
    : `${unitsText(total)} of ${line.code} on ${day}`;
  return row.mai === 2
    ? `${sumText}; the limit is ${row.units} a day (MUE, MAI 2: absolute). All units of the day would be denied: correct the units.`
    : `${sumText}; the limit is ${row.units} a day (MUE, MAI 3: clinical). All units of the day are denied unless the record shows the need: correct the units, or have the record ready for an appeal.`;
}

function unitsText(units: number): string {
  const rounded = Math.round(units * 100) / 100;
  return `${rounded} ${rounded === 1 ? 'unit' : 'units'}`;
}
