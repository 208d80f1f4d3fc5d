import type { Amount, CodeMention, DateMention, Party, Quantity } from '../../model/claim';
import { dayOf } from '../../model/date';
import { type DiagnosisSet, isAnyDiagnosis, isDiagnosis, isMeantAsDiagnosis } from '../../model/diagnosis';
import type { At, Span } from '../../model/span';
import type { SegmentCursor } from './segment';

/** HL7 table 0396 and what senders write in its place. */
const PROCEDURES = new Set([
  ...['C4', 'C5', 'CPT', 'CPT4', 'CPT5', 'CPTHCPCS', 'HCPCSCPT', 'HCPC', 'HCPCS', 'HCPCS2', 'HCPCSII', 'HCPT', 'HPC'],
  ...['2.16.840.1.113883.6.12', '2.16.840.1.113883.6.14', '2.16.840.1.113883.6.285'],
]);
const ICD = /^(?:I9C?|I9CDX|I10C?|ICD(?:9|10)?(?:CM|DX)?|2\.16\.840\.1\.113883\.6\.(?:90|103))$/;
const ICD9 = /^I(?:CD)?9|\.103$/;
const ICD10 = /^I(?:CD)?10|\.90$/;
/** The shape that tells a code where no coding system does. */
const SHAPE = /^(?:\d{4}[\dAFMTU]|[A-Z]\d{4})$/i;
const ICD_SHAPE = /^[A-TV-Z]\d[\dA-Z](?:\.?[\dA-Z]{1,4})?$/i;

/** CPT or HCPCS, another system, or none named. */
export type CodingSystem = 'procedure' | 'diagnosis' | 'other' | 'none';

export function systemOf(name: string): CodingSystem {
  const plain = plainName(name);
  if (!plain) return 'none';
  return PROCEDURES.has(plain) ? 'procedure' : ICD.test(plain) ? 'diagnosis' : 'other';
}

/** `I10`, which the table gives to the edition of the WHO, is what senders in the United States write for ICD-10-CM. */
export function codeSetOf(name: string): DiagnosisSet | undefined {
  const plain = plainName(name);
  if (!ICD.test(plain)) return undefined;
  return ICD9.test(plain) ? 'ICD-9-CM' : ICD10.test(plain) ? 'ICD-10-CM' : undefined;
}

function plainName(name: string): string {
  return name
    .trim()
    .toUpperCase()
    .replace(/[-_ ®]/g, '');
}

export interface Coded extends Span {
  readonly value: string;
  readonly system: CodingSystem;
  /** The code set of a diagnosis, where the system names one. */
  readonly codeSet?: DiagnosisSet;
  readonly text?: Span;
}

/** A coded element (CE, CWE): code · text · system, and the same again in another system. The wanted system's code wins. */
export function codedIn(cursor: SegmentCursor, repetition: Span, wanted: CodingSystem): Coded | undefined {
  const first = triplet(cursor, repetition, 1);
  if (first?.system === wanted) return first;
  const second = triplet(cursor, repetition, 4);
  return second?.system === wanted ? second : first;
}

function triplet(cursor: SegmentCursor, repetition: Span, at: 1 | 4): Coded | undefined {
  const code = cursor.partOf(repetition, at);
  const value = cursor.value(code);
  if (!code || !value) return undefined;
  const text = cursor.partOf(repetition, at + 1);
  const name = cursor.value(cursor.partOf(repetition, at + 2));
  const system = systemOf(name);
  return {
    ...code,
    value,
    system,
    codeSet: system === 'diagnosis' ? codeSetOf(name) : undefined,
    text: text && cursor.value(text) ? text : undefined,
  };
}

export function codedField(cursor: SegmentCursor, field: number, wanted: CodingSystem): Coded | undefined {
  const span = cursor.field(field);
  return span && codedIn(cursor, cursor.repetitions(span)[0]!, wanted);
}

export function looksLikeProcedure(value: string): boolean {
  return SHAPE.test(value);
}

/** A diagnosis in ICD, by its coding system, else the coding method of its segment or, where none is named, its shape. */
export function diagnosesIn(cursor: SegmentCursor, field: number, method = ''): Coded[] {
  const span = cursor.field(field);
  if (!span) return [];
  return cursor
    .repetitions(span)
    .map((repetition) => {
      const code = codedIn(cursor, repetition, 'diagnosis');
      const named = code?.system === 'none' ? codeSetOf(method) : undefined;
      // Many senders have never changed the method since: a code of the other set knows better.
      const codeSet =
        code && named && (isDiagnosis(code.value, named) || !isAnyDiagnosis(code.value)) ? named : undefined;
      return code && codeSet ? { ...code, system: 'diagnosis' as const, codeSet } : code;
    })
    .filter((one): one is Coded => one !== undefined && isDiagnosisCode(one));
}

function isDiagnosisCode({ system, value }: Coded): boolean {
  return system === 'diagnosis' || (system === 'none' && (ICD_SHAPE.test(value) || isMeantAsDiagnosis(value)));
}

export function relative(span: Span, base: number): Span {
  return { start: span.start - base, end: span.end - base };
}

/** The value at a span; `raw` stands beside it where an escape makes the two differ. */
export function textAt(cursor: SegmentCursor, span: Span, base: number): At<string> & { readonly raw?: string } {
  const value = cursor.value(span);
  const raw = cursor.text.slice(span.start, span.end);
  return value === raw ? { value, ...relative(span, base) } : { value, raw, ...relative(span, base) };
}

export function modifiersIn(cursor: SegmentCursor, field: number, base: number): readonly CodeMention[] {
  const span = cursor.field(field);
  if (!span) return [];
  const found: CodeMention[] = [];
  for (const repetition of cursor.repetitions(span)) {
    const code = cursor.partOf(repetition, 1);
    if (code && cursor.value(code)) found.push({ kind: 'modifier', ...textAt(cursor, code, base) });
  }
  return found;
}

/** A time stamp; the day is its first eight digits. */
export function dateAt(cursor: SegmentCursor, span: Span | undefined, base: number): DateMention | undefined {
  if (!span || !cursor.value(span)) return undefined;
  const raw = cursor.text.slice(span.start, span.end);
  return { value: dayIn(raw), raw, ...relative(span, base) };
}

export function dayIn(raw: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:$|[^\d]|\d{2})/.exec(raw);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

export function numberAt(cursor: SegmentCursor, span: Span | undefined, base: number): (Amount & Quantity) | undefined {
  if (!span || !cursor.value(span)) return undefined;
  const raw = cursor.text.slice(span.start, span.end);
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(raw) ? Number(raw) : undefined;
  return { value, raw, ...relative(span, base) };
}

/** A person (XCN): the first repetition that names one by id or name. */
export function personIn(cursor: SegmentCursor, field: number): Party | undefined {
  const span = cursor.field(field);
  if (!span) return undefined;
  for (const repetition of cursor.repetitions(span)) {
    const id = upper(cursor.value(cursor.partOf(repetition, 1)));
    const name = nameOf(cursor, repetition, 2);
    if (id || name) return { id, name, birthDate: undefined };
  }
  return undefined;
}

/** `FAMILY, GIVEN` from the components of a name that begins at `first`. */
export function nameOf(cursor: SegmentCursor, repetition: Span, first: number): string | undefined {
  const family = upper(cursor.value(cursor.partOf(repetition, first)));
  const given = upper(cursor.value(cursor.partOf(repetition, first + 1)));
  return family && given ? `${family}, ${given}` : (family ?? given);
}

export function upper(value: string): string | undefined {
  return value.trim().toUpperCase() || undefined;
}
