// The part of the corpus tool for HL7 v2, FHIR, CSV and running text: `INDEX_OTHER.tsv`, whose codes were found by pattern.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../server/src/decode';
import { FORMATS, TEXT } from '../../server/src/service/formats';
import type { ClaimDocument } from '../../server/src/service/model/document';

/** What one file has more and less than the index, and how many codes are alike. */
interface Comparison {
  readonly file: string;
  readonly alike: number;
  readonly missing: readonly string[];
  readonly added: readonly string[];
}

/** Compares every file that the index names; `columns` of the index: file, kind, delimiter, number, what was found. */
export function compareOther(folder: string): Comparison[] {
  const [, ...rows] = readFileSync(join(folder, 'INDEX_OTHER.tsv'), 'utf8').split(/\r?\n/).filter(Boolean);
  return rows.map((row) => {
    const [file = '', , , count = '0', found = ''] = row.split('\t');
    const text = decodeText(readFileSync(join(folder, file))).replace(/^\uFEFF/, '');
    return compare(file, text, file.split('/')[0]!, Number(count), found);
  });
}

function compare(file: string, text: string, kind: string, count: number, found: string): Comparison {
  switch (kind) {
    case 'csv': {
      // The index counts rows; one without a code, a price or a revenue code is no service line.
      const { claims } = readAs('csv', text);
      const lines = claims.flatMap((claim) => claim.lines.filter(({ procedure }) => procedure));
      return { file, alike: Math.min(count, lines.length), ...excess(count, lines.length) };
    }
    case 'text':
      return { file, ...differences(codesNear(found), codesOf(TEXT.read(text))) };
    default:
      return {
        file,
        ...differences(codesInIndex(found), codesOf(readAs(kind === 'fhir' ? 'fhir-json' : 'hl7v2', text))),
      };
  }
}

function excess(count: number, lines: number): Pick<Comparison, 'missing' | 'added'> {
  return {
    missing: count > lines ? [`${count - lines} rows`] : [],
    added: lines > count ? [`${lines - count} rows`] : [],
  };
}

function readAs(id: string, text: string): ClaimDocument {
  return FORMATS.find((format) => format.id === id)!.read(text);
}

/** `place=code|system;…`, each code once: the same charge stands in several fields. */
function codesInIndex(found: string): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const entry of found.split(';').filter(Boolean)) {
    const [place = '', value = ''] = entry.split('=');
    const [code = ''] = value.split('|');
    const system = value.slice(code.length + 1);
    codes.set(code.trim().toUpperCase(), `${code} in ${place}${system ? ` (${system})` : ''}`);
  }
  return codes;
}

/** `near CPT: code,code-modifier | all code-shaped: …`; what has the shape only is no code. */
function codesNear(found: string): ReadonlyMap<string, string> {
  const near = /near CPT:([^|]*)/.exec(found)?.[1] ?? '';
  const codes = near.split(',').flatMap((one) => one.trim().split('-')[0] || []);
  return new Map(codes.map((code) => [code, code]));
}

function codesOf({ claims, mentions }: ClaimDocument): ReadonlySet<string> {
  const lines = claims.flatMap((claim) => claim.lines);
  const codes = lines.flatMap(({ procedure, modifiers }) => (procedure ? [procedure, ...modifiers] : modifiers));
  return new Set([...codes, ...mentions].map(({ value }) => value.toUpperCase()));
}

function differences(expected: ReadonlyMap<string, string>, found: ReadonlySet<string>): Omit<Comparison, 'file'> {
  const missing = [...expected].filter(([code]) => !found.has(code)).map(([, entry]) => entry);
  const added = [...found].filter((code) => !expected.has(code));
  return { alike: expected.size - missing.length, missing, added };
}
