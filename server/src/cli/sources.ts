import type { ClaimService } from '../service';
import { counted } from './args';
import { type Input, inputsOf, STDIN } from './inputs';
import { readText, type Text } from './readText';

/** A text that is to be read as claims, or what became of the input instead. */
export type Source =
  | {
      readonly kind: 'claims';
      readonly path: string;
      readonly text: Text;
      readonly format: string;
      /** It was typed itself, and does not come from a directory. */
      readonly named: boolean;
      /** Set by who reads it and finds that only its name took it for claims. */
      foreign?: true;
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly message: string }
  | { readonly kind: 'skipped'; readonly path: string };

/**
 * Everything that the arguments name, in their order. Inside directories what is no claim file is skipped; what was
 * typed itself, and a directory that holds no claim file at all, is unreadable: nothing checked is not clean.
 */
export async function* sourcesOf(
  service: ClaimService,
  paths: readonly string[],
  format: string | undefined,
  pathOf: (path: string) => string,
): AsyncGenerator<Source> {
  let claims = 0;
  let skipped = 0;
  for await (const input of inputsOf(paths)) {
    if (input.kind === 'endOfDirectory') {
      if (claims === 0) yield { kind: 'unreadable', path: input.path, message: nothingIn(skipped) };
      claims = skipped = 0;
      continue;
    }
    if (input.kind === 'again') {
      if (!input.named) claims++;
      continue;
    }
    const source = input.kind === 'file' ? await sourceOf(service, input, format, pathOf) : input;
    if (!input.named) {
      // An unreadable file tells of itself: the directory need not be complained of as well.
      if (source.kind === 'skipped') skipped++;
      else claims++;
    }
    yield source;
    if (source.kind === 'claims' && source.foreign && !input.named) {
      claims--;
      skipped++;
    }
  }
}

async function sourceOf(
  service: ClaimService,
  input: Input & { kind: 'file' },
  format: string | undefined,
  pathOf: (path: string) => string,
): Promise<Source> {
  const { path, named } = input;
  const isFile = path !== STDIN;
  const hint = { format, fileName: isFile ? path : undefined, path: isFile ? pathOf(path) : undefined };
  const text = await readText(input);
  if ('problem' in text) {
    const foreign = text.binary || (text.begins !== undefined && !service.formatOf(text.begins, hint));
    return named || !foreign ? { kind: 'unreadable', path, message: text.problem } : { kind: 'skipped', path };
  }
  const found = service.formatOf(text.head, hint);
  if (found) return { kind: 'claims', path, text, format: found, named };
  if (!named) return { kind: 'skipped', path };
  const why = text.head.trim() === '' ? 'it is empty' : 'nothing in it is known as claims';
  return {
    kind: 'unreadable',
    path,
    message: `is not a claim file: ${why}; use --as FORMAT to read it as one (x12, hl7v2, fhir-json, csv, claim-text)`,
  };
}

function nothingIn(skipped: number): string {
  return skipped === 0
    ? 'is an empty directory: there is nothing to check'
    : `holds no claim file (${counted(skipped, 'other file')}); use --as FORMAT to read them as claims`;
}

export function shownPath(path: string): string {
  return path === STDIN ? 'standard input' : path;
}
