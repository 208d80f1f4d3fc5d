import type { AddOnRow } from '../codes/tables';
import { isoOf } from '../model/date';
import type { Related, Severity } from '../model/finding';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { whyServicesMayLack } from './support/breaksOff';
import { cite, citeRow, onDay } from './support/cite';
import { inForce, shareDay, shareProvider } from './support/dates';
import { isRange, type LinesIndex } from './support/linesIndex';
import { isUnpaid } from './support/payment';
import { codeSpan, pointTo } from './support/place';
import { NEVER_PAID } from './support/precedence';
import { procedureRowOf, wholeFeeRowOf } from './support/rows';
import { settingOf } from './support/setting';

const CONTRACTOR = 'CCCCC';
/** The first day of the add-on code edits: before it none say anything (NCCI AOC file, earliest AOC_Edit_EffDT 2013091). */
const FIRST_EDITS = 20130401;
/** Critical care: the primary may be another practitioner's of the same group (NCCI add-on code edits, overview). */
const ANY_PROVIDER = new Set(['99292']);
const SHOWN = 6;

/** An add-on code without the primary code that it adds to. */
export const missingPrimaryCode: Rule = {
  id: 'missing-primary-code',
  summary: 'An add-on code without its primary code: same patient, same practitioner, same day.',
  why: 'An add-on describes work beyond another service and is never paid alone. Where the list of primaries is closed (type 1) the contractor must deny the line.',
  advice: 'Bill the primary code on the same claim and day, or take the add-on off. The message names the primaries.',
  severity: 'error',
  stage: 'stable',
  needs: ['AOC', 'MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: NEVER_PAID,
  sources: ['CMS NCCI Add-on Code Edits (AOC), types 1, 2 and 3', 'CMS Physician Fee Schedule, global days ZZZ'],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n«0709T» x1', note: 'type 1: 0708T is the only primary' },
      { text: '0708T 2025-03-03\n«0709T» 2025-03-04', note: 'the primary is of another day' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n0708T x1\n0709T x2' }],
  },
  check(scope) {
    if (settingOf(scope.claim) === undefined) return;
    const looked: Looked = new Map();
    for (const line of scope.lines) {
      if (!line.slip) checkLine(scope, line, looked);
    }
  },
};

function checkLine(scope: RuleScope, line: JudgedLine, looked: Looked): void {
  const { addOns } = scope.codes;
  const unknown = whyServicesMayLack(scope.claim);
  if (line.from !== undefined && line.from < FIRST_EDITS) {
    scope.notChecked(line, 'the add-on table begins after the date of service');
    return;
  }
  const listed = addOns.rowsOf(line.code, line.from);
  const rows = listed.length ? listed.filter((row) => inForce(row, line.from)) : listed;
  if (rows.length === 0) {
    const fee = listed.length ? undefined : wholeFeeRowOf(scope, line);
    if (fee?.globalDays === 'ZZZ') {
      if (couldBePrimary(scope, line)) scope.pass(line);
      else if (unknown) scope.notChecked(line, unknown);
      else
        reportOpenList(
          scope,
          line,
          `its global days are ZZZ in the fee schedule, and the add-on file names no primary`,
          cite(fee.edition),
        );
    } else if (addOns.coverage === 'complete' || procedureRowOf(scope, line)) scope.pass(line);
    else scope.notChecked(line, 'the loaded add-on table does not cover the code');
    return;
  }
  const primaries = new Set<string>();
  let type: AddOnRow['type'] = 2;
  for (const row of rows) {
    if (row.primary !== CONTRACTOR) primaries.add(row.primary);
    // A list that is open in one row is open.
    if (row.type === 3 || (row.type === 1 && type !== 3)) type = row.type;
  }
  const open = rows.some((row) => row.type !== 1);
  const found = foundFor(scope, line, primaries, looked);
  if (found.here) {
    if (!found.denied) scope.pass(line);
    else reportDenied(scope, line, found.denied);
    return;
  }
  if (unknown) {
    scope.notChecked(line, unknown);
    return;
  }
  const edition = addOns.editionOn?.(line.from) ?? addOns.edition!;
  const citation = citeRow(edition, rows.find((row) => row.type === type) ?? rows[0]!);
  if (primaries.size === 0) {
    if (couldBePrimary(scope, line)) scope.pass(line);
    else reportOpenList(scope, line, 'the Medicare contractor decides which codes are its primaries', citation);
    return;
  }
  const severity: Severity = found.elsewhere?.severity === 'info' ? 'info' : open ? 'warning' : 'error';
  const names = nameList([...primaries]);
  const start = `${line.code} is an add-on code and is paid only beside ${names}${open ? ' or another primary that the contractor accepts' : ''}, same patient, ${ANY_PROVIDER.has(line.code) ? 'same day, by the same practitioner or one of the same group' : 'same practitioner, same day'}`;
  const tail = found.elsewhere
    ? found.elsewhere.message
    : `None is on this claim${onDay(line.from)}. ${open ? 'The line may be denied' : 'The line must be denied'}: add the primary, or take the add-on off.`;
  const insertable =
    found.elsewhere?.sameDay || (primaries.size > 1 && open) ? [] : insertablePrimaries(scope, line, primaries);
  scope.report({
    severity,
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    cause: found.elsewhere ? undefined : line.code,
    message: `${start}. ${tail}`,
    related: found.elsewhere?.related,
    fixes: insertable.map((code) => ({
      kind: 'insertLine',
      title: `Insert primary ${code} before ${line.code}`,
      before: line.index,
      code,
    })),
    citation,
  });
}

interface Found {
  /** A primary of the same day and practitioner is on this claim. */
  readonly here: boolean;
  /** It would be denied itself, and so would every other one. */
  readonly denied?: { readonly primary: JudgedLine; readonly rule: string };
  readonly elsewhere?: {
    readonly message: string;
    readonly related: readonly Related[];
    readonly severity: Severity;
    /** It was billed that day: with another line it would be billed twice. */
    readonly sameDay?: true;
  };
}

/** What was found for an add-on of a day and practitioner, for the claim's next lines of the same. */
type Looked = Map<string, Found>;

/** A claim may have thousands of lines of one add-on: its primaries are gone through once, not for each of them. */
function foundFor(scope: RuleScope, line: JudgedLine, primaries: ReadonlySet<string>, looked: Looked): Found {
  // A line of several days shares other days, and one that is a primary itself is none of its own.
  if (isRange(line) || primaries.has(line.code)) return findPrimary(scope, line, primaries);
  const key = `${line.code} ${line.from} ${line.provider}`;
  const known = looked.get(key);
  if (known) return known;
  const found = findPrimary(scope, line, primaries);
  looked.set(key, found);
  return found;
}

/** Looks on the claim, then on the patient's other claims; the nearest miss is described. */
function findPrimary(scope: RuleScope, line: JudgedLine, primaries: ReadonlySet<string>): Found {
  let otherProvider: JudgedLine | undefined;
  let denied: Found['denied'];
  for (const other of sharingDay(scope.index, line, primaries)) {
    if (!shareProvider(line, other) && !ANY_PROVIDER.has(line.code)) {
      otherProvider ??= other;
      continue;
    }
    const rule = scope.deniedBy(other);
    if (rule === undefined) return { here: true };
    denied ??= { primary: other, rule };
  }
  if (denied) return { here: true, denied };
  if (otherProvider) {
    return {
      here: false,
      elsewhere: {
        severity: 'error',
        sameDay: true,
        related: [pointTo(otherProvider, scope.claim)],
        message: `${otherProvider.code} is on this claim, but by another rendering provider. The same practitioner must bill both.`,
      },
    };
  }
  const otherDay = anyOf(scope.index, primaries);
  return onOtherClaims(scope, line, primaries, otherDay !== undefined) ?? onOtherDay(scope, line, primaries, otherDay);
}

/** Lines of the primaries on a day of the line. */
function* sharingDay(index: LinesIndex, line: JudgedLine, primaries: ReadonlySet<string>): Generator<JudgedLine> {
  for (const code of index.distinctCodes()) {
    if (!primaries.has(code)) continue;
    for (const other of index.sharing(code, line)) if (other !== line) yield other;
  }
}

function anyOf(index: LinesIndex, primaries: ReadonlySet<string>): JudgedLine | undefined {
  for (const code of index.distinctCodes()) if (primaries.has(code)) return index.ofCode(code)!.all[0];
  return undefined;
}

function onOtherClaims(
  scope: RuleScope,
  line: JudgedLine,
  primaries: ReadonlySet<string>,
  isHereOtherDay: boolean,
): Found | undefined {
  if (line.from === undefined) return undefined;
  let same: JudgedLine | undefined;
  let otherProvider: JudgedLine | undefined;
  for (const { index } of scope.others) {
    for (const other of sharingDay(index, line, primaries)) {
      if (shareProvider(line, other) || ANY_PROVIDER.has(line.code)) same ??= other;
      else otherProvider ??= other;
    }
    if (same) break;
  }
  const found = same ?? (isHereOtherDay ? undefined : otherProvider);
  if (!found) return undefined;
  const name = found.claim.id ? `claim ${found.claim.id.value}` : 'another claim';
  return {
    here: false,
    elsewhere: {
      // The edits ask for one patient, practitioner and day, not for one claim (NCCI Policy Manual, chapter I).
      severity: same ? 'info' : 'error',
      sameDay: true,
      related: [pointTo(found, scope.claim)],
      message: same
        ? `${found.code} of that day is on ${name} of the same patient. That is enough, but a payer connects them more surely on one claim.`
        : `${found.code} of that day is on ${name} of the same patient, but by another rendering provider.`,
    },
  };
}

function onOtherDay(
  scope: RuleScope,
  line: JudgedLine,
  primaries: ReadonlySet<string>,
  here: JudgedLine | undefined,
): Found {
  let dated = here;
  for (const { index } of scope.others) dated ??= anyOf(index, primaries);
  if (!dated) return { here: false };
  const where =
    dated.claim === scope.claim
      ? 'on this claim'
      : `on ${dated.claim.id ? `claim ${dated.claim.id.value}` : 'another claim'} of the same patient`;
  const days =
    dated.from === undefined
      ? ''
      : ` (${isoOf(dated.from)}${line.from === undefined ? '' : `, not ${isoOf(line.from)}`})`;
  return {
    here: false,
    elsewhere: {
      severity: 'error',
      related: [pointTo(dated, scope.claim)],
      message: `${dated.code} is ${where} with another date of service${days}. Both must be of one day: check the dates, or add the primary.`,
    },
  };
}

/** Some other line of the day that is no add-on itself: what an open list may mean. */
function couldBePrimary(scope: RuleScope, line: JudgedLine): boolean {
  const fits = (index: LinesIndex) => {
    if (isRange(line)) {
      for (const code of index.distinctCodes()) {
        if (code === line.code) continue;
        for (const other of index.sharing(code, line)) if (!isAddOn(scope, other)) return true;
      }
      return false;
    }
    for (const [code, other] of index.onDay(line.from)) if (code !== line.code && !isAddOn(scope, other)) return true;
    for (const code of index.distinctCodes()) {
      const ranges = index.ofCode(code)!.ranges;
      if (code !== line.code && ranges.some((other) => shareDay(line, other) && !isAddOn(scope, other))) return true;
    }
    return false;
  };
  return fits(scope.index) || (line.from !== undefined && scope.others.some(({ index }) => fits(index)));
}

function isAddOn(scope: RuleScope, line: JudgedLine): boolean {
  return (
    scope.codes.addOns.rowsOf(line.code, line.from).some((row) => inForce(row, line.from)) ||
    wholeFeeRowOf(scope, line)?.globalDays === 'ZZZ'
  );
}

function reportOpenList(scope: RuleScope, line: JudgedLine, why: string, citation: ReturnType<typeof cite>): void {
  scope.report({
    severity: 'info',
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    message: `${line.code} is an add-on code (${why}), and nothing else of that day on this claim could be its primary. It is not paid alone: bill the service that it adds to.`,
    citation,
  });
}

/** The primary has a finding of its own; this one says that more hangs on it. */
function reportDenied(scope: RuleScope, line: JudgedLine, { primary, rule }: NonNullable<Found['denied']>): void {
  scope.report({
    severity: 'info',
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    message: `${line.code} is paid only beside ${primary.code}, and that line would be denied (${rule}). Once ${primary.code} is right, so is this line.`,
    related: [pointTo(primary, scope.claim)],
  });
}

function nameList(codes: readonly string[]): string {
  if (codes.length === 1) return codes[0]!;
  if (codes.length <= SHOWN) return `one of ${codes.slice(0, -1).join(', ')} or ${codes.at(-1)}`;
  return `one of its ${codes.length} primaries (${codes.slice(0, SHOWN).join(', ')} …)`;
}

/**
 * Several quick fixes help a reader choose; a hundred don't. A primary that is an add-on itself would lack its own, and
 * one that is not paid would be the next finding.
 */
function insertablePrimaries(scope: RuleScope, line: JudgedLine, primaries: ReadonlySet<string>): string[] {
  if (primaries.size > SHOWN) return [];
  const { addOns } = scope.codes;
  return [...primaries].filter(
    (code) => !addOns.rowsOf(code, line.from).some((row) => inForce(row, line.from)) && !isUnpaid(scope, line, code),
  );
}
