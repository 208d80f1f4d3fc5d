import type { CheckedText } from '../checkedText';
import { Cursor } from '../formats/x12/cursor';
import { delimitersOf, endOfSegments, isX12, type Loop, loopsOf } from '../formats/x12/loops';
import type { X12Document } from '../formats/x12/read';
import { packed } from '../formats/x12/segmentIds';
import type { Claim, ServiceLine } from '../model/claim';
import type { Finding, Severity } from '../model/finding';
import type { Span } from '../model/span';
import { type Acknowledged, acknowledgedInterchanges, acknowledgedSets } from './acknowledgments';

/** What stands in the outline. Spans are absolute; `selection` lies in `span`. */
export interface OutlineItem {
  readonly kind:
    | 'interchange'
    | 'group'
    | 'transaction'
    | 'provider'
    | 'person'
    | 'level'
    | 'bundle'
    | 'claim'
    | 'line';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
  readonly parts: readonly OutlineItem[];
}

/** Of more claims the lines are left out, and a person with one claim is one item with it: an editor draws every item. */
export const MOST_CLAIMS_WITH_LINES = 5000;

/**
 * Of more claims a hundred in a row are one item, and of them those with the worst findings have items of their own: nobody
 * reads through tens of thousands, and an editor would take a second for them.
 */
export const MOST_CLAIMS = 10_000;
const BUNDLE = 100;
const MOST_SHOWN_OF_BUNDLE = 5;

const NO_PARTS: readonly OutlineItem[] = [];

const NM1 = packed('NM1');
const SVC = packed('SVC');
const PATIENT = packed('QC');

/** The outline of a text: the envelope down to the line in X12, else claims and their lines. */
export function outline(checked: CheckedText): readonly OutlineItem[] {
  const { document, text } = checked;
  const withLines = document.claims.length <= MOST_CLAIMS_WITH_LINES;
  if (isX12(document)) return new X12Outline(checked, document).items();
  const itemOf = (placed: PlacedClaim) =>
    claimItem(checked, placed.claim, placed, placed.start, placed.claim.patient?.name, withLines);
  const placed = document.claims.map((claim): PlacedClaim => {
    const start = claim.base + claim.span.start;
    return { claim, start, end: endOfSegments(text, start, claim.base + claim.span.end) };
  });
  return document.claims.length > MOST_CLAIMS
    ? bundlesOf(placed, (part) => [part]).map((bundle) => bundleItem(checked, bundle, itemOf))
    : placed.map(itemOf);
}

interface PlacedClaim extends Span {
  readonly claim: Claim;
}

/** Neighbours that are one item. */
interface Bundle<C extends PlacedClaim> {
  readonly claims: readonly C[];
  readonly span: Span;
}

/** Parts by the hundred, with the claims that they hold. */
function bundlesOf<P extends Span, C extends PlacedClaim>(
  parts: readonly P[],
  claimsOf: (part: P) => readonly C[],
): Bundle<C>[] {
  const found: Bundle<C>[] = [];
  for (let at = 0; at < parts.length; at += BUNDLE) {
    const some = parts.slice(at, at + BUNDLE);
    found.push({ claims: some.flatMap(claimsOf), span: { start: some[0]!.start, end: some.at(-1)!.end } });
  }
  return found;
}

function bundleItem<C extends PlacedClaim>(
  checked: CheckedText,
  { claims, span }: Bundle<C>,
  itemOf: (claim: C) => OutlineItem,
): OutlineItem {
  const faulty: { readonly error: C[]; readonly warning: C[] } = { error: [], warning: [] };
  for (const placed of claims) {
    const severity = worstOf(checked, placed.claim)?.severity;
    if (severity === 'error' || severity === 'warning') faulty[severity].push(placed);
  }
  const [errors, warnings] = [faulty.error.length, faulty.warning.length];
  const shown = [...faulty.error, ...faulty.warning].slice(0, MOST_SHOWN_OF_BUNDLE).sort((a, b) => a.start - b.start);
  return {
    kind: 'bundle',
    name: claims.length
      ? joined(' … ', nameOfClaim(claims[0]), claims.length > 1 ? nameOfClaim(claims.at(-1)) : '')
      : 'No claims',
    detail: joined(
      DOT,
      counted(claims.length, 'claim'),
      errors ? `${errors} with errors` : '',
      warnings ? `${warnings} with warnings` : '',
    ),
    span,
    selection: { start: span.start, end: span.start },
    parts: shown.map(itemOf),
  };
}

function nameOfClaim(placed: PlacedClaim | undefined): string {
  return placed?.claim.id?.value.trim() || 'Claim';
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

class X12Outline {
  private readonly withLines: boolean;
  private readonly inBundles: boolean;
  private readonly text: string;
  private cursor: Cursor | undefined;
  private set = '';
  /** GS08 of the group. */
  private guide = '';

  constructor(
    private readonly checked: CheckedText,
    private readonly document: X12Document,
  ) {
    const { length } = document.claims;
    this.withLines = length <= MOST_CLAIMS_WITH_LINES;
    this.inBundles = length > MOST_CLAIMS;
    this.text = checked.text;
  }

  items(): readonly OutlineItem[] {
    return loopsOf(this.document, this.text).map((loop) => this.item(loop, undefined));
  }

  private item(loop: Loop, person: string | undefined): OutlineItem {
    switch (loop.kind) {
      case 'interchange':
        return this.envelope(loop, 13, 'Interchange', (at) => arrow(at(6), at(8)));
      case 'group':
        this.guide = this.elements(loop)(8);
        return this.envelope(loop, 6, 'Group', (at) => joined(DOT, at(1), at(8)));
      case 'transaction': {
        this.set = this.elements(loop)(1);
        return this.envelope(loop, 2, this.set || 'Transaction', (at) => this.transactionName(at(3) || this.guide));
      }
      case 'level':
        return this.level(loop, person);
      case 'claim': {
        const claim = loop.claim!;
        const patient = this.set === '835' ? (this.patientIn(loop) ?? claim.patient?.name) : person;
        return claimItem(this.checked, claim, loop, loop.headEnd, patient, this.withLines);
      }
    }
  }

  private envelope(loop: Loop, number: number, what: string, detail: (at: Elements) => string): OutlineItem {
    const at = this.elements(loop);
    const name = joined(' ', what, at(number));
    const { set } = this;
    const made = this.made(loop, loop.kind as 'group', name, detail(at), undefined);
    if (loop.kind === 'interchange') return { ...made, parts: this.withAcknowledged(loop, made.parts) };
    if (loop.kind !== 'transaction' || (set !== '997' && set !== '999')) return made;
    const { sets, group } = acknowledgedSets(this.at(loop)!, loop.end, this.checked.codes, MOST_CLAIMS_WITH_LINES);
    return { ...made, detail: joined(DOT, made.detail, group), parts: [...made.parts, ...sets.map(acknowledgedItem)] };
  }

  /** By ST01; of sets that have several guides, the one that ST03 or GS08 names. */
  private transactionName(guide: string): string {
    const ofGuide = GUIDES[guide.slice(0, 10)];
    if (ofGuide?.set === this.set) return ofGuide.name;
    return TRANSACTIONS[this.set] ?? this.checked.codes.qualifiers.get('143', this.set)?.meaning ?? '';
  }

  /** Interchange acknowledgments stand between the ISA and the first group, and behind groups. */
  private withAcknowledged(loop: Loop, parts: readonly OutlineItem[]): readonly OutlineItem[] {
    const cursor = this.at(loop);
    if (!cursor) return parts;
    const all: OutlineItem[] = [];
    for (let at = 0; at <= parts.length; at++) {
      cursor.next = at === 0 ? loop.headEnd : parts[at - 1]!.span.end;
      const end = parts[at]?.span.start ?? loop.end;
      all.push(...acknowledgedInterchanges(cursor, end, this.checked.codes).map(acknowledgedItem));
      if (at < parts.length) all.push(parts[at]!);
    }
    return all;
  }

  private level(loop: Loop, above: string | undefined): OutlineItem {
    const label = (this.set === '837' ? LEVELS_837[loop.level] : undefined) ?? LEVELS[loop.level];
    const name = this.nameIn(loop);
    const isPerson = loop.level === '22' || loop.level === '23';
    const only = loop.parts.length === 1 ? loop.parts[0] : undefined;
    if (isPerson && only?.claim && !this.withLines) {
      return claimItem(this.checked, only.claim, loop, loop.headEnd, name ?? above, false);
    }
    const kind = isPerson ? 'person' : loop.level === '20' || loop.level === '19' ? 'provider' : 'level';
    const shown = name ?? label ?? joined(' ', 'Level', loop.level);
    return this.made(loop, kind, shown, name ? (label ?? '') : '', isPerson ? (name ?? above) : above);
  }

  private made(
    loop: Loop,
    kind: OutlineItem['kind'],
    name: string,
    detail: string,
    person: string | undefined,
  ): OutlineItem {
    const parts = this.partsOf(loop, person);
    return { kind, name, detail, span: loop, selection: { start: loop.start, end: loop.headEnd }, parts };
  }

  private partsOf({ parts }: Loop, person: string | undefined): readonly OutlineItem[] {
    if (!this.inBundles || parts.length <= BUNDLE) return parts.map((part) => this.item(part, person));
    return bundlesOf(parts, claimsIn).map((bundle) =>
      bundleItem(this.checked, bundle, ({ claim, loop }) =>
        claimItem(this.checked, claim, loop, loop.headEnd, claim.patient?.name ?? person, false),
      ),
    );
  }

  /** A cursor that stands at the first segment of a loop. */
  private at(loop: Loop): Cursor | undefined {
    const delimiters = delimitersOf(this.document, this.text, loop);
    if (!delimiters) return undefined;
    if (this.cursor?.delimiters !== delimiters) this.cursor = new Cursor(this.text, loop.start, delimiters);
    else this.cursor.next = loop.start;
    return this.cursor.advance() ? this.cursor : undefined;
  }

  private elements(loop: Loop): Elements {
    const cursor = this.at(loop);
    const values = Array.from({ length: 17 }, (_, index) => (cursor && index ? cursor.value(index).trim() : ''));
    return (index) => values[index]!;
  }

  /** Whom a level is about: its first NM1. */
  private nameIn(loop: Loop): string | undefined {
    const cursor = this.at(loop);
    const { start, length } = this.document.blocks[loop.block]!;
    while (cursor?.advance() && cursor.start < start + length) if (cursor.id === NM1) return nameOf(cursor);
    return undefined;
  }

  /** A remittance names the patient in the claim itself, before its lines. */
  private patientIn(loop: Loop): string | undefined {
    const cursor = this.at(loop);
    while (cursor?.advance() && cursor.start < loop.end && cursor.id !== SVC) {
      if (cursor.id === NM1 && cursor.packed(1) === PATIENT) return nameOf(cursor);
    }
    return undefined;
  }
}

/** The claims of a loop and of those in it. */
function claimsIn(loop: Loop): readonly (PlacedClaim & { readonly loop: Loop })[] {
  return loop.claim ? [{ claim: loop.claim, start: loop.start, end: loop.end, loop }] : loop.parts.flatMap(claimsIn);
}

type Elements = (index: number) => string;

function nameOf(cursor: Cursor): string | undefined {
  return joined(', ', cursor.value(3).trim(), cursor.value(4).trim()) || undefined;
}

function claimItem(
  checked: CheckedText,
  claim: Claim,
  { start, end }: Span,
  headEnd: number,
  patient: string | undefined,
  withLines: boolean,
): OutlineItem {
  const { length } = claim.lines;
  const span = { start, end };
  return {
    kind: 'claim',
    name: claim.id?.value.trim() || 'Claim',
    detail: joined(DOT, patient, claim.charge?.raw, counted(length, 'line'), worst(checked, claim)),
    span,
    selection: claim.id ? within(claim.id, claim.base, span) : { start, end: headEnd },
    parts: withLines ? claim.lines.map((line, index) => lineItem(checked.text, claim, line, index, end)) : NO_PARTS,
  };
}

function lineItem(text: string, claim: Claim, line: ServiceLine, index: number, limit: number): OutlineItem {
  const { procedure, revenue, units, modifiers, number } = line;
  const start = claim.base + line.span.start;
  const span = { start, end: endOfSegments(text, start, Math.min(limit, claim.base + line.span.end)) };
  const name =
    [procedure?.value ?? '', ...modifiers.map(({ value }) => value)].filter(Boolean).join(' ') ||
    (revenue ? `Revenue ${revenue.value}` : `Line ${number?.value ?? index + 1}`);
  const code = procedure?.value ? procedure : revenue;
  return {
    kind: 'line',
    name,
    detail: joined(' ', units?.raw, units?.unit),
    span,
    selection: code ? within(code, claim.base, span) : { start, end: start },
    parts: NO_PARTS,
  };
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The worst of what was found in a claim. */
function worstOf(checked: CheckedText, claim: Claim): Finding | undefined {
  const found = checked.findingsOf(claim);
  if (found.length === 0) return undefined;
  for (const severity of SEVERITIES) {
    const finding = found.find((one) => one.severity === severity);
    if (finding) return finding;
  }
  return undefined;
}

/** `error missing-primary-code`. */
function worst(checked: CheckedText, claim: Claim): string | undefined {
  const finding = worstOf(checked, claim);
  return finding && `${finding.severity} ${finding.rule}`;
}

function within({ start, end }: Span, base: number, outer: Span): Span {
  const from = Math.min(Math.max(base + start, outer.start), outer.end);
  return { start: from, end: Math.min(Math.max(base + end, from), outer.end) };
}

/** Those that are there; by hand, because a large file has a hundred thousand. */
function joined(by: string, first = '', second = '', third = '', fourth = ''): string {
  let all = first;
  if (second) all = all ? all + by + second : second;
  if (third) all = all ? all + by + third : third;
  return fourth ? (all ? all + by + fourth : fourth) : all;
}

const DOT = ' · ';

function arrow(from: string, to: string): string {
  return from && to ? `${from} → ${to}` : from || to;
}

function acknowledgedItem({ name, detail, span, head }: Acknowledged): OutlineItem {
  return { kind: 'level', name, detail, span, selection: head, parts: NO_PARTS };
}

/** Short names of the sets that are read most; of others the dictionary of codes has one. */
const TRANSACTIONS: Readonly<Record<string, string>> = {
  '270': 'Eligibility inquiry',
  '271': 'Eligibility response',
  '276': 'Claim status request',
  '277': 'Claim status response',
  '278': 'Services review',
  '835': 'Remittance advice',
  '837': 'Claims',
  '997': 'Acknowledgment',
  '999': 'Acknowledgment',
};

/** By GS08 without its addenda, where a set has several guides. Source: the names of ASC X12N's guides. */
const GUIDES: Readonly<Record<string, { readonly set: string; readonly name: string }>> = {
  '005010X213': { set: '277', name: 'Request for additional information' },
  '005010X214': { set: '277', name: 'Claim acknowledgment' },
  '005010X228': { set: '277', name: 'Pending claim status' },
  '005010X215': { set: '278', name: 'Services review inquiry and response' },
  '005010X216': { set: '278', name: 'Services review notification' },
};

const LEVELS_837: Readonly<Record<string, string>> = { '20': 'Billing provider' };

/** HL03, data element 735. */
const LEVELS: Readonly<Record<string, string>> = {
  '19': 'Service provider',
  '20': 'Information source',
  '21': 'Information receiver',
  '22': 'Subscriber',
  '23': 'Dependent',
  EV: 'Patient event',
  PT: 'Patient',
  SS: 'Service',
};
