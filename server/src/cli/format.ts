import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type LayoutOptions, LEAST_WIDTH, LineIndex, layoutX12 } from '../service';
import { EXIT, parse, UsageError } from './args';
import { notText } from './bytes';
import { STDIN } from './inputs';
import { complain, flush } from './output';
import { messageOf } from './readText';
import { shownPath } from './sources';
import { CODES_OPTION } from './store';

const INDENT = '  ';
const LINE_ENDS = { lf: '\n', crlf: '\r\n' } as const;

/** `format`: an X12 file in another layout on standard output; the file itself stays as it is. */
export async function format(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    segments: { type: 'boolean' },
    'one-line': { type: 'boolean' },
    wrap: { type: 'string' },
    indent: { type: 'boolean' },
    delimiters: { type: 'string' },
    eol: { type: 'string' },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length) throw new UsageError('name one file, or - for standard input');
  const options = optionsOf(values);
  let bytes: Buffer;
  try {
    bytes = path === STDIN ? await readStdin() : await readFile(path);
  } catch (error) {
    return unusable(path, messageOf(error));
  }
  const unreadable = notText(bytes);
  if (unreadable) return unusable(path, unreadable.problem);
  const { text, encoding } = decode(bytes);
  const mark = text.startsWith(MARKS[encoding]) ? MARKS[encoding] : '';
  const content = text.slice(mark.length);
  const layout = layoutX12(content, options);
  if ('refused' in layout) return unusable(path, `can't be laid out: ${layout.refused}${placeOf(content, layout.at)}`);
  await flush();
  if (!process.stdout.write(Buffer.from(mark + layout.text, encoding))) await once(process.stdout, 'drain');
  return EXIT.clean;
}

interface Given {
  readonly segments?: boolean;
  readonly 'one-line'?: boolean;
  readonly wrap?: string;
  readonly indent?: boolean;
  readonly delimiters?: string;
  readonly eol?: string;
}

function optionsOf(given: Given): LayoutOptions {
  const layouts = [given.segments, given['one-line'], given.wrap !== undefined].filter(Boolean).length;
  if (layouts > 1) throw new UsageError('choose one of --segments, --one-line and --wrap');
  if (layouts === 0 && given.delimiters === undefined && given.eol === undefined) {
    throw new UsageError('say how: --segments, --one-line, --wrap NUMBER, --delimiters CHARACTERS or --eol lf|crlf');
  }
  if (given.indent && !given.segments) throw new UsageError('--indent goes with --segments');
  const eol = Object.entries(LINE_ENDS).find(([name]) => name === given.eol)?.[1];
  if (given.eol !== undefined && eol === undefined) throw new UsageError(`--eol is lf or crlf, not ‘${given.eol}’`);
  return {
    lines: given.segments ? 'segments' : given['one-line'] ? 'one' : widthOf(given.wrap),
    indent: given.indent ? INDENT : undefined,
    delimiters: delimitersOf(given.delimiters),
    eol,
  };
}

function widthOf(given: string | undefined): { readonly width: number } | undefined {
  if (given === undefined) return undefined;
  const width = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (width < LEAST_WIDTH) throw new UsageError(`--wrap is a number of columns from ${LEAST_WIDTH} on, not ‘${given}’`);
  return { width };
}

/** `*:~`, or with the repetition separator in the third place `*:^~`. */
function delimitersOf(given: string | undefined): LayoutOptions['delimiters'] {
  if (given === undefined) return undefined;
  const [element, component, ...rest] = given;
  if (rest.length !== 1 && rest.length !== 2) {
    throw new UsageError(
      `--delimiters are the element separator, the component separator and the segment terminator, as in '*:~', or with ` +
        `the repetition separator before the last, as in '*:^~'; not ‘${given}’`,
    );
  }
  return { element, component, repetition: rest.length === 2 ? rest[0] : undefined, segment: rest.at(-1) };
}

const MARKS = { utf8: '\ufeff', latin1: '\u00ef\u00bb\u00bf' } as const;

/** What was read is written back byte by byte, whatever it is encoded in. */
function decode(bytes: Buffer): { text: string; encoding: keyof typeof MARKS } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf8' };
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'latin1' };
  }
}

async function readStdin(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function placeOf(text: string, at: number | undefined): string {
  if (at === undefined) return '';
  const { line, character } = new LineIndex(text).positionAt(at);
  return ` (line ${line + 1}, column ${character + 1})`;
}

function unusable(path: string, message: string): number {
  complain(`${shownPath(path)} ${message}`);
  return EXIT.unusable;
}
