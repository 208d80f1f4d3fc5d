import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { CodeLens, InlayHint, MarkupContent, SemanticTokens } from 'vscode-languageserver/node';
import { marked } from '../support/marks';
import { claim837, remittance835 } from '../support/x12';
import { positionAt, type Session, startSession } from './session';

describe('element help over stdio', () => {
  let session: Session;
  let count = 0;

  before(async () => {
    session = await startSession();
  });

  after(async () => {
    equal(await session.stop(), 0, 'exit after shutdown');
    deepEqual(session.logged, []);
  });

  function open(text: string): string {
    const uri = `file:///claims/help${++count}.edi`;
    session.open(uri, 'x12', text);
    return uri;
  }

  async function hoverAt(fixture: string): Promise<string> {
    const { text, ranges } = marked(fixture);
    const [range] = ranges;
    const hover = await session.hover(open(text), range!.start);
    ok(hover, 'no hover');
    deepEqual(hover.range, { start: positionAt(text, range!.start), end: positionAt(text, range!.end) });
    return (hover.contents as MarkupContent).value;
  }

  it('hover on a code says what no table could judge', async () => {
    const value = await hoverAt(claim837({ lines: [{ code: '«99213»', units: 99, date: '20200303' }] }));
    match(value, /– `excess-units` not checked: .*MUE/);
  });

  it('hover on any element and segment', async () => {
    match(await hoverAt(claim837({ frequency: '«7»', lines: [{}] })), /Replacement of a claim[\s\S]*CLM05-3/);
    match(await hoverAt(claim837({ lines: [{}] }).replace('BHT*', '«BHT»*')), /Beginning of Hierarchical Transaction/);
    match(
      await hoverAt(remittance835(['CLP*A*1*1*1', 'CAS*CO*«45»*5'])),
      /Claim Adjustment Reason Code[\s\S]*fee schedule/,
    );
  });

  it('a code comes first, the element below it', async () => {
    match(await hoverAt(claim837({ lines: [{ code: '«99213»' }] })), /^\*\*99213\*\*[\s\S]*SV101-2/);
  });

  it('follows an edit', async () => {
    const text = claim837({ id: 'OLD', lines: [{}] });
    const uri = open(text);
    const at = positionAt(text, text.indexOf('OLD'));
    session.change(uri, { range: { start: at, end: at }, text: 'XX*' });
    const hover = await session.hover(uri, text.indexOf('OLD'));
    match((hover!.contents as MarkupContent).value, /^\*\*CLM01\*\*/);
  });

  it('semantic tokens of a range are those of the whole', async () => {
    const uri = open(claim837({ lines: [{ code: '99213' }] }));
    const { capabilities } = session.initialized;
    const { legend } = capabilities.semanticTokensProvider!;
    const textDocument = { uri };
    const full = await session.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
    const part = await session.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range });
    deepEqual(part.data, full.data);
    equal(full.data.length % 5, 0);
    // The first token is the ISA: line 0, character 0, three characters.
    deepEqual(full.data.slice(0, 3), [0, 0, 3]);
    equal(legend.tokenTypes[full.data[3]!], 'keyword');
  });

  it('semantic tokens of a line are those of the part that is drawn', async () => {
    const one = claim837(
      Array.from({ length: 100 }, () => ({ lines: [{ code: '99213' }] })),
      { eol: '' },
    );
    const uri = open(`${one}\n${one}`);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: one.length } };
    const textDocument = { uri };
    const { data } = await session.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range,
    });
    const ends = [0, 0];
    const counts = [0, 0];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] ? data[i + 1]! : character + data[i + 1]!;
      line += data[i]!;
      ends[line] = character + data[i + 2]!;
      counts[line]!++;
    }
    ok(one.length > 25_000);
    equal(counts[0], counts[1]);
    for (const end of ends) ok(end > 19_900 && end <= 20_050, String(end));
  });

  it('hints and lenses come when the settings ask for them', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
    const text = claim837({ id: 'A1', lines: [{}] });
    const asked = async (settings: unknown) => {
      const own = await startSession({ initializationOptions: { settings } });
      const textDocument = { uri: 'file:///claims/settings.edi' };
      own.open(textDocument.uri, 'x12', text);
      const hints = await own.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
      const lenses = await own.request<CodeLens[]>('textDocument/codeLens', { textDocument });
      equal(await own.stop(), 0);
      return { hints, lenses };
    };
    deepEqual(await asked({}), { hints: [], lenses: [] });
    const { hints, lenses } = await asked({ inlayHints: { elementNames: true }, codeLens: true });
    ok(hints.some(({ label }) => label === "Claim Submitter's Identifier:"));
    match(lenses[0]!.command!.title, /^\d+\.00 · 1 line/);
    deepEqual(lenses[0]!.range.start, positionAt(text, text.indexOf('CLM*A1') + 4));
  });
});
