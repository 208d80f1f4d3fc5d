import type { CheckedText } from '../checkedText';
import { searchable } from '../codes/procedures';
import { isDentalShape } from '../codes/shape';
import type { Codes, ProcedureRow } from '../codes/tables';
import type { Slot } from '../formats/format';
import type { Claim } from '../model/claim';
import type { Span } from '../model/span';
import { codeMarkdown } from './codeMarkdown';
import { modifierFit } from './modifierFit';
import { diagnosisMarkdown, modifierMarkdown, placeMarkdown, qualifierMarkdown, revenueMarkdown } from './smallCodes';
import { usualModifiers } from './usualModifiers';

/** One thing to type. */
export interface Completion {
  readonly label: string;
  readonly detail?: string;
  /** Markdown; worked out when asked for, because a list has a hundred and one is looked at. */
  readonly documentation?: () => string | undefined;
  readonly kind: 'procedure' | 'modifier' | 'placeOfService' | 'qualifier' | 'diagnosis' | 'revenue';
  /** What it replaces, absolute. */
  readonly span: Span;
  readonly text: string;
  /** Orders the list. */
  readonly sort: string;
  /** What the editor matches the typed text with. */
  readonly filter: string;
  /** It does not apply here: a modifier that the code's indicators rule out. */
  readonly deprecated?: boolean;
}

const MOST = 100;

/** What may be typed at the offset, best first; empty where no code belongs. */
export function complete(checked: CheckedText, codes: Codes, offset: number): readonly Completion[] {
  const slot = checked.format.slotAt(checked.document, checked.source, offset);
  if (!slot) return [];
  switch (slot.kind) {
    case 'procedure':
      return procedures(codes, slot, slot.claim ?? checked.claimAt(offset));
    case 'modifier':
      return modifiers(codes, slot);
    case 'placeOfService':
      return places(codes, slot);
    case 'qualifier':
      return qualifiers(codes, slot);
    case 'diagnosis':
      return diagnoses(codes, slot, checked.format.id === 'x12');
    case 'revenue':
      return revenueCodes(codes, slot);
    default:
      return [];
  }
}

/** Add-ons of codes that are on the claim, and the primaries of its add-ons, come first. */
function procedures(codes: Codes, slot: Slot, claim: Claim | undefined): Completion[] {
  const present = new Set<string>();
  for (const line of claim?.lines ?? []) if (line.procedure) present.add(line.procedure.value.toUpperCase());
  const { dental = false } = slot;
  const related = dental ? new Map<string, string>() : relatedTo(codes, present);
  // Dental codes come from a list of the user's only: none is built in.
  const found = codes.procedures
    .search(slot.typed || (dental ? 'D' : ''), MOST)
    .filter(({ code }) => !dental || isDentalShape(code));
  const offered = new Map<string, ProcedureRow>();
  for (const row of related.keys()) {
    const known = codes.procedures.get(row);
    if (known && matches(known, slot.typed)) offered.set(row, known);
  }
  for (const row of found) if (offered.size < MOST) offered.set(row.code, row);
  let place = 0;
  return [...offered.values()].map((row) => {
    const link = related.get(row.code);
    return {
      label: row.code,
      detail: link ? `${row.description} (${link})` : row.description,
      documentation: () => codeMarkdown(codes, row.code),
      kind: 'procedure',
      span: slot.span,
      text: row.code,
      sort: String(place++).padStart(4, '0'),
      // Typed words have matched already; the editor must not throw them out again.
      filter: row.code.startsWith(slot.typed.toUpperCase()) ? row.code : slot.typed,
    };
  });
}

function matches(row: ProcedureRow, typed: string): boolean {
  if (row.code.startsWith(typed.toUpperCase())) return true;
  const text = searchable(`${row.description} ${row.keywords ?? ''}`);
  return searchable(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Codes that belong to what is on the claim already, with the reason; those on it already are left out. */
function relatedTo(codes: Codes, present: ReadonlySet<string>): Map<string, string> {
  const related = new Map<string, string>();
  for (const code of present) {
    for (const row of codes.addOns.rowsOf(code)) {
      if (row.deleted === undefined && !present.has(row.primary)) related.set(row.primary, `primary of ${code}`);
    }
  }
  for (const code of present) {
    for (const row of codes.addOns.addOnsOf(code)) {
      if (row.deleted === undefined && !related.has(row.addOn)) related.set(row.addOn, `add-on to ${code}`);
    }
  }
  return related;
}

function modifiers(codes: Codes, slot: Slot): Completion[] {
  const typed = slot.typed.toUpperCase();
  const procedure = slot.procedure?.toUpperCase();
  const usual = procedure ? usualModifiers(codes, procedure, undefined) : [];
  const taken = new Set(slot.modifiers?.map((one) => one.toUpperCase()));
  const items: Completion[] = [];
  for (const row of codes.modifiers.all()) {
    if (taken.has(row.code) || !(row.code.startsWith(typed) || row.meaning.toUpperCase().includes(typed))) continue;
    const fit = procedure ? modifierFit(codes, procedure, row.code, undefined) : undefined;
    const conflict = row.conflictsWith.find((other) => taken.has(other));
    const rank =
      fit?.applies === false || conflict ? 4 : 1 + Number(!fit?.applies) + Number(!row.code.startsWith(typed));
    const place = rank === 4 ? -1 : usual.indexOf(row.code);
    items.push({
      label: row.code,
      detail: conflict
        ? `${row.meaning} (not with ${conflict})`
        : fit?.applies === false
          ? `${row.meaning} (does not apply)`
          : row.meaning,
      documentation: () => modifierMarkdown(codes, row.code, procedure, undefined),
      kind: 'modifier',
      span: slot.span,
      text: row.code,
      sort: place < 0 ? `${rank}${row.code}` : `0${String.fromCharCode(97 + place)}`,
      filter: row.code.startsWith(typed) ? row.code : slot.typed,
      deprecated: rank === 4,
    });
  }
  return items.sort(bySort);
}

function places(codes: Codes, slot: Slot): Completion[] {
  return codes.placesOfService
    .all()
    .filter((row) => row.code.startsWith(slot.typed) || row.name.toLowerCase().includes(slot.typed.toLowerCase()))
    .map((row) => ({
      label: row.code,
      detail: row.name,
      documentation: () => placeMarkdown(codes, row.code),
      kind: 'placeOfService',
      span: slot.span,
      text: row.code,
      sort: row.code,
      filter: row.code.startsWith(slot.typed) ? row.code : slot.typed,
    }));
}

function qualifiers(codes: Codes, slot: Slot): Completion[] {
  const typed = slot.typed.toUpperCase();
  return codes.qualifiers
    .of(slot.element ?? '')
    .filter((row) => row.value.startsWith(typed))
    .map((row) => ({
      label: row.value,
      detail: row.meaning,
      documentation: () => qualifierMarkdown(codes, row.element, row.value),
      kind: 'qualifier',
      span: slot.span,
      text: row.value,
      sort: row.value,
      filter: row.value,
    }));
}

/** In X12 a diagnosis has no dot; elsewhere people write it. */
function diagnoses(codes: Codes, slot: Slot, bare: boolean): Completion[] {
  const found = codes.diagnoses?.search(slot.typed, MOST) ?? [];
  return found.map((row, place) => {
    const plain = row.code.replace('.', '');
    const text = bare || plain.length <= 3 ? plain : `${plain.slice(0, 3)}.${plain.slice(3)}`;
    return {
      label: text,
      detail: row.description,
      documentation: () => diagnosisMarkdown(codes, row.code),
      kind: 'diagnosis',
      span: slot.span,
      text,
      sort: String(place).padStart(4, '0'),
      filter: slot.typed || text,
    };
  });
}

function revenueCodes(codes: Codes, slot: Slot): Completion[] {
  const found = codes.revenueCodes?.search(slot.typed, MOST) ?? [];
  return found.map((row, place) => ({
    label: row.code,
    detail: row.description,
    documentation: () => revenueMarkdown(codes, row.code),
    kind: 'revenue',
    span: slot.span,
    text: row.code,
    sort: String(place).padStart(4, '0'),
    filter: row.code.startsWith(slot.typed) ? row.code : slot.typed,
  }));
}

function bySort(a: Completion, b: Completion): number {
  return a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0;
}
