import { EXIT } from './args';

/** Text is gathered up to this many characters before it is handed to the stream. */
const CHUNK = 65_536;

/** As a shell reports a program that SIGPIPE ended: the output was not taken, so no verdict is given. */
const CLOSED_PIPE = 141;

let pending = '';

/** Ends the program without a word when the reader of our output is gone (`| head`), with one when the disk is full. */
export function endOnFailedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isClosed(error)) process.exit(CLOSED_PIPE);
    complain(`the output could not be written (${error.code ?? 'unknown reason'})`);
    process.exit(EXIT.unusable);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(isClosed(error) ? CLOSED_PIPE : EXIT.unusable);
  });
}

function isClosed({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'EOF';
}

/** Standard output; resolves when the stream can take more, so that a large output never piles up in memory. */
export async function print(text: string): Promise<void> {
  pending += text;
  if (pending.length >= CHUNK) await flush();
}

export async function flush(): Promise<void> {
  const text = pending;
  pending = '';
  if (text && !process.stdout.write(text)) {
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
  }
}

/** A message about the run itself; never text of a document. */
export function complain(message: string): void {
  process.stderr.write(`claim-lens: ${visible(message)}\n`);
}

/**
 * Text that is safe to show on a terminal: control characters, which could move the cursor or end a line, as their
 * pictures. One character stays one character.
 */
export function visible(text: string): string {
  return text.replace(CONTROLS, (control) => {
    const code = control.charCodeAt(0);
    if (code === 9) return ' ';
    return code < 32 ? String.fromCharCode(0x2400 + code) : code === 127 ? '\u2421' : '\ufffd';
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Columns to fill: the terminal's, within what reads well. */
export function width(): number {
  const columns = process.stdout.columns ?? Number(process.env.COLUMNS);
  return Number.isFinite(columns) && columns > 0 ? Math.min(Math.max(columns, 40), 120) : 100;
}

/** Breaks at blanks; every line begins with `indent`, all but the first with `hanging` too. */
export function wrap(text: string, indent: string, hanging = ''): string {
  const room = Math.max(20, width() - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line.trim() && line.length + 1 + word.length > room) {
      lines.push(line);
      line = hanging + word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines.map((one) => `${indent}${one}\n`).join('');
}

const STYLES = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;
export type Style = keyof typeof STYLES;

/** no-color.org and the FORCE_COLOR of Node: the latter decides where it is set. */
function wantsColour(): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = process.env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return !no && term !== 'dumb' && process.stdout.isTTY === true;
}

let colour: boolean | undefined;

export function paint(style: Style, text: string): string {
  colour ??= wantsColour();
  return colour ? `\u001b[${STYLES[style]}m${text}\u001b[${style === 'bold' || style === 'dim' ? 22 : 39}m` : text;
}
