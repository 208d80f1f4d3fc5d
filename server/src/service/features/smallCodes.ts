import type { Codes } from '../codes/tables';
import { type Day, isoOf } from '../model/date';
import { modifierFit } from './modifierFit';

/** What a modifier means, and how it stands to the procedure beside it. */
export function modifierMarkdown(
  codes: Codes,
  written: string,
  procedure: string | undefined,
  on: Day | undefined,
): string | undefined {
  const code = written.toUpperCase();
  const row = codes.modifiers.get(code, procedure?.toUpperCase());
  if (!row) return undefined;
  const parts = [`**Modifier ${code}** · ${row.level === 'I' ? 'CPT' : 'HCPCS'} · ${row.group}`, row.meaning];
  const facts: string[] = [];
  if (row.ncciAssociated)
    facts.push('NCCI-associated: it can lift a PTP edit of indicator 1 where the record supports it.');
  if (row.conflictsWith.length) facts.push(`Not together with ${row.conflictsWith.join(', ')}.`);
  if (row.order === 'pricing') facts.push('Affects payment: place it before informational modifiers.');
  if (facts.length) parts.push(facts.join(' '));
  const fit = procedure ? modifierFit(codes, procedure.toUpperCase(), code, on) : undefined;
  if (fit) parts.push(fit.applies ? `✓ ${fit.why}` : `✗ ${fit.why}`);
  return parts.join('\n\n');
}

export function placeMarkdown(codes: Codes, code: string): string | undefined {
  const row = codes.placesOfService.get(code);
  return (
    row && `**Place of service ${row.code}** · ${row.name}\n\n${row.description}.\n\nPaid at the ${row.setting} rate.`
  );
}

export function qualifierMarkdown(codes: Codes, element: string, value: string): string | undefined {
  const row = codes.qualifiers.get(element, value);
  return row && `**${value}** · ${row.list}\n\n${row.meaning}`;
}

/** Only where the user has supplied a list of them. */
export function revenueMarkdown(codes: Codes, written: string): string | undefined {
  const row = codes.revenueCodes?.get(written);
  if (!row) return undefined;
  const dates = [
    row.effective !== undefined && `from ${isoOf(row.effective)}`,
    row.deleted !== undefined && `until ${isoOf(row.deleted)}`,
  ].filter(Boolean);
  const from = `*Your list ${row.edition.edition}${dates.length ? `: valid ${dates.join(' ')}` : ''}*`;
  return `**Revenue code ${row.code}**\n\n${row.description}\n\n${from}`;
}

/** Only where an ICD-10-CM table is loaded: none is built in. */
export function diagnosisMarkdown(codes: Codes, written: string, on?: Day): string | undefined {
  const row = codes.diagnoses?.get(written.trim().toUpperCase(), on);
  if (!row) return undefined;
  const kind = row.billable ? 'billable' : 'heading of a group: not billable by itself';
  return `**${row.code}** · ICD-10-CM ${row.edition.edition} · ${kind}\n\n${row.description}`;
}
