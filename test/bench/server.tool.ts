// The language server over stdio on one large file: `server.tool.mjs FILE` prints first diagnostics, edits, hover and
// completion in milliseconds, as a client sees them. Diagnostics are pulled, so that no delay of the transport counts.
import { readFileSync } from 'node:fs';
import { startSession } from '../protocol/session';

const [file = ''] = process.argv.slice(2);
const text = readFileSync(file, 'latin1');
const uri = 'file:///bench/large.edi';
const session = await startSession();

/** A place where code stands, spread over the middle of the file. */
const lineStarts = [0];
for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
const services: number[] = [];
for (
  let line = Math.floor(lineStarts.length * 0.3);
  line < lineStarts.length * 0.7 && services.length < 400;
  line += 97
) {
  while (!text.startsWith('SV1*HC:', lineStarts[line])) line++;
  services.push(line);
}
const CODE_AT = 'SV1*HC:'.length;

const opened = performance.now();
session.open(uri, 'x12', text);
await pull();
const first = performance.now() - opened;

const edit: number[] = [];
for (const line of services.slice(0, 100)) {
  const typed = performance.now();
  const range = { start: { line, character: CODE_AT + 4 }, end: { line, character: CODE_AT + 5 } };
  session.change(uri, { range, text: '4' });
  await pull();
  edit.push(performance.now() - typed);
}
const hover = await times((line) =>
  session.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line, character: CODE_AT + 2 },
  }),
);
const completion = await times((line) =>
  session.connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position: { line, character: CODE_AT + 2 },
  }),
);
await session.stop();
console.log(
  JSON.stringify({
    first,
    edit: summary(edit),
    hover: summary(hover),
    completion: summary(completion),
  }),
);

function pull(): Promise<unknown> {
  return session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
}

async function times(ask: (line: number) => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (const line of services.slice(100, 300)) {
    const begun = performance.now();
    await ask(line);
    found.push(performance.now() - begun);
  }
  return found;
}

function summary(values: number[]): { median: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { median: at(0.5), p95: at(0.95) };
}
