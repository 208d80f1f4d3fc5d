// The language server over stdio on one large file: `server.tool.mjs FILE` prints, in milliseconds as a client sees them,
// first diagnostics, edits, hover, completion and what is shown beside the text, for the file as it is and in one line.
// Diagnostics are pulled, so that no delay of the transport counts.
import { existsSync, readFileSync } from 'node:fs';
import type { ClientCapabilities } from 'vscode-languageserver';
import { PULL, type Session, startSession } from '../protocol/session';

const [file = ''] = process.argv.slice(2);
const CODE_AT = 'SV1*HC:'.length;
const PLACES = 1500;
const WARM_UP = 20;
/** What vscode-languageclient 11 says of itself where it changes the size of an answer (its foldingRange.js). */
const AS_VS_CODE: ClientCapabilities = {
  ...PULL,
  textDocument: { ...PULL.textDocument, foldingRange: { rangeLimit: 5000, lineFoldingOnly: true } },
};

const text = readFileSync(file, 'latin1');
const found = { ...(await measured(text)), oneLine: await measured(text.replaceAll('~\n', '~')) };
console.log(JSON.stringify(found));

async function measured(whole: string): Promise<Record<string, unknown>> {
  const session = await startSession({ capabilities: AS_VS_CODE });
  const uri = 'file:///bench/large.edi';
  const textDocument = { uri };
  const pull = () => session.connection.sendRequest('textDocument/diagnostic', { textDocument });
  const ask = (method: string, params: object = {}) =>
    session.connection.sendRequest(method, { textDocument, ...params });
  const places = codesIn(whole);
  const next = () => places.shift()!;

  const first = await timed(async () => {
    session.open(uri, 'x12', whole);
    await pull();
  });
  // A round trip with nothing to do, and the report of an edit written and read once: what no server can be faster than.
  const floor = await times(200, () => session.connection.sendRequest('claimLens/code', { code: '' }));
  const report = await pull();
  const reportFloor = await times(100, async () => JSON.parse(JSON.stringify(report)));

  /** One character in the place of another: nothing moves. */
  const edit = await times(120, async () => {
    const at = next();
    session.change(uri, { range: { start: at, end: { ...at, character: at.character + 1 } }, text: '4' });
    await pull();
  });
  /** One more character, or one less: everything behind it moves. */
  let typed: Place | undefined;
  const insertion = await times(120, async () => {
    if (typed) session.change(uri, { range: { start: typed, end: right(typed) }, text: '' });
    else session.change(uri, { range: { start: places[0]!, end: places[0]! }, text: '4' });
    typed = typed ? undefined : next();
    await pull();
  });
  const hover = await times(500, () => ask('textDocument/hover', { position: next() }));
  const completion = await times(500, () => ask('textDocument/completion', { position: next() }));
  const around = ({ line, character }: Place) =>
    line === 0
      ? { start: { line, character }, end: { line, character: character + 4000 } }
      : { start: { line, character: 0 }, end: { line: line + 60, character: 0 } };
  const tokens: Record<string, unknown> = {};
  tokens.first = await timed(() => ask('textDocument/semanticTokens/range', { range: around(places[0]!) }));
  Object.assign(
    tokens,
    await times(60, () => ask('textDocument/semanticTokens/range', { range: around(places.at(-1)!) })),
  );
  const options = { tabSize: 2, insertSpaces: true };
  const shown: Record<string, unknown> = {};
  for (const [name, method, params] of [
    ['outline', 'textDocument/documentSymbol', {}],
    ['folding', 'textDocument/foldingRange', {}],
    ['format', 'textDocument/formatting', { options }],
  ] as const) {
    const once = await timed(() => ask(method, params));
    shown[name] = { first: once, ...(await times(7, () => ask(method, params), 0)) };
  }
  const peakMegabytes = peak(session);
  await session.stop();
  return { first, floor, reportFloor, edit, insertion, hover, completion, tokens, ...shown, peakMegabytes };
}

interface Place {
  readonly line: number;
  readonly character: number;
}

function right({ line, character }: Place): { line: number; character: number } {
  return { line, character: character + 1 };
}

/** Places inside codes, spread over the middle of the text, as many as are asked for here. */
function codesIn(whole: string): Place[] {
  const found: Place[] = [];
  const step = Math.floor((whole.length * 0.4) / PLACES);
  let line = 0;
  let counted = 0;
  let lineStart = 0;
  for (let i = 0; i < PLACES; i++) {
    const at = whole.indexOf('SV1*HC:', Math.floor(whole.length * 0.3) + i * step);
    for (let end = whole.indexOf('\n', counted); end >= 0 && end < at; end = whole.indexOf('\n', counted)) {
      line++;
      lineStart = counted = end + 1;
    }
    found.push({ line, character: at - lineStart + CODE_AT + 4 });
  }
  return found;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** Median and 95th percentile; the first few compile the code and don't count. */
async function times(
  count: number,
  act: () => Promise<unknown>,
  warmUp = WARM_UP,
): Promise<{ median: number; p95: number }> {
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(await timed(act));
  const sorted = values.slice(warmUp).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { median: at(0.5), p95: at(0.95) };
}

/** The most memory that the server's process has had, where the system tells. */
function peak({ process: { pid } }: Session): number | undefined {
  const path = `/proc/${pid}/status`;
  const kilobytes = existsSync(path) && /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1000) : undefined;
}
