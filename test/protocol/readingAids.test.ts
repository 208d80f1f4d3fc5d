import assert from 'node:assert/strict';
import type {
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver/node';
import {
  type LayoutAnswer,
  type LayoutText,
  SEGMENTED_VIEW_REQUEST,
  type SegmentedViewParams,
} from '../../server/src/protocol';
import { cursor } from '../support/marks';
import { claim837 } from '../support/x12';
import { offsetAt, PULL, positionAt, type Session, startSession } from './session';

const URI = 'file:///claims/reading.edi';
const LINES = claim837([
  { id: 'A-1', lines: [{ code: '0708T' }, { code: '99213' }] },
  { id: 'B-2', lines: [{ code: '0708T' }] },
]);
const ONE = LINES.replaceAll('~\n', '~');

function applied(text: string, edits: readonly { range: TextEdit['range']; newText: string }[]): string {
  let result = text;
  for (const { range, newText } of [...edits].reverse()) {
    result = result.slice(0, offsetAt(text, range.start)) + newText + result.slice(offsetAt(text, range.end));
  }
  return result;
}

describe('reading aids over the protocol', () => {
  let session: Session;
  before(async () => {
    session = await startSession();
  });
  after(async () => {
    assert.equal(await session.stop(), 0);
  });
  afterEach(() => session.close(URI));

  const open = (text: string, languageId = 'x12') => session.open(URI, languageId, text);
  const textDocument = { uri: URI };

  it('a segmented view of a document that is open does not need its text', async () => {
    open(ONE);
    const view = (params: SegmentedViewParams) => session.request<LayoutText>(SEGMENTED_VIEW_REQUEST, params);
    const known = await view({ uri: URI, version: 1 });
    assert.deepEqual(known, await view({ text: ONE }));
    assert.deepEqual(known, { text: LINES.trimEnd() });
    // Another version, or no document: the client sends the text.
    for (const params of [
      { uri: URI, version: 2 },
      { uri: 'file:///claims/other.edi', version: 1 },
    ]) {
      const answer = await view(params);
      assert.ok('isUnknown' in answer && answer.isUnknown);
    }
  });

  it('are told of', () => {
    const { capabilities } = session.initialized;
    for (const name of ['folding', 'selection', 'document'] as const)
      assert.ok(JSON.stringify(capabilities).includes(name));
    assert.ok(capabilities.documentSymbolProvider && capabilities.foldingRangeProvider);
    assert.ok(capabilities.selectionRangeProvider && capabilities.documentHighlightProvider);
    assert.ok(capabilities.workspaceSymbolProvider);
    assert.equal(capabilities.documentFormattingProvider, true);
  });

  it('give the outline', async () => {
    open(LINES);
    const symbols = await session.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    const path: string[] = [];
    let deepest: DocumentSymbol | undefined;
    for (let at: DocumentSymbol | undefined = symbols[0]; at; at = at.children?.[0]) {
      path.push(at.name);
      deepest = at;
    }
    assert.deepEqual(path, [
      'Interchange 000000001',
      'Group 1',
      '837 0001',
      'INVENTED CLINIC',
      'TESTPERSON, PAT',
      'A-1',
      '0708T',
    ]);
    const { start, end } = deepest!.selectionRange;
    assert.equal(LINES.slice(offsetAt(LINES, start), offsetAt(LINES, end)), '0708T');
  });

  it('give what folds', async () => {
    open(LINES);
    const ranges = await session.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    const lines = LINES.split('\n');
    const shown = ranges.map(
      ({ startLine, endLine }) => `${lines[startLine]!.slice(0, 3)} ${lines[endLine]!.slice(0, 3)}`,
    );
    const outer = shown.filter((one) => !one.startsWith('NM1'));
    assert.deepEqual(outer.slice(0, 7), ['ISA IEA', 'GS* GE*', 'ST* SE*', 'HL* DTP', 'HL* DTP', 'CLM DTP', 'LX* DTP']);
    assert.deepEqual(shown.slice(3, 6), ['NM1 PER', 'HL* DTP', 'NM1 REF']);
    session.close(URI);
    open(ONE);
    assert.deepEqual(await session.request('textDocument/foldingRange', { textDocument }), []);
  });

  it('grow a selection', async () => {
    const { text, offset } = cursor(LINES.replace('HC:0708T', 'HC:07«»08T'));
    open(text);
    const params = { textDocument, positions: [positionAt(text, offset), positionAt(text, 0)] };
    const [selection, second] = await session.request<SelectionRange[]>('textDocument/selectionRange', params);
    const texts: string[] = [];
    for (let at = selection; at; at = at.parent!) {
      texts.push(text.slice(offsetAt(text, at.range.start), offsetAt(text, at.range.end)));
    }
    assert.deepEqual(texts.slice(0, 3), ['0708T', 'HC:0708T', 'SV1*HC:0708T*100*UN*1***1']);
    assert.equal(texts.at(-1), text.trimEnd());
    assert.ok(second);
  });

  it('highlight', async () => {
    open(LINES);
    const position = positionAt(LINES, LINES.indexOf('0708T') + 1);
    const found = await session.request<DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument,
      position,
    });
    assert.deepEqual(
      found.map(({ kind }) => kind),
      [3, 1],
    );
  });

  it('find claims and codes in what is open', async () => {
    open(LINES);
    const named = async (query: string) =>
      (await session.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name);
    assert.deepEqual(await named('a-1'), ['A-1']);
    assert.deepEqual(await named('0708'), ['0708T']);
    assert.deepEqual((await named('')).sort(), ['0708T', '99213', 'A-1', 'B-2']);
    session.close(URI);
    assert.deepEqual(await named(''), []);
    open(LINES);
  });

  it('format, indented where that is wanted, and lay out as the commands ask', async () => {
    open(ONE);
    const options = { tabSize: 2, insertSpaces: true };
    const format = () => session.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
    const oneLine = LINES.trimEnd();
    assert.equal(applied(ONE, await format()), oneLine);
    const layout = (lines: string) =>
      session.request<LayoutAnswer>('claimLens/layout', { uri: URI, lines, indent: '\t' });
    const segments = await layout('segments');
    assert.equal(segments.version, 1);
    assert.equal(applied(ONE, segments.edits), oneLine);
    assert.deepEqual((await layout('one')).edits, []);
    session.configure({ format: { indent: true } });
    await session.until('the indent', () => session.refreshes || undefined);
    assert.match(applied(ONE, await format()), /~\n {8}NM1\*85/);
    assert.match(applied(ONE, (await layout('segments')).edits), /~\n\t\tST\*/);
    session.configure({});
  });

  it('say why one line can not be had of a text with comment lines', async () => {
    open(LINES.replace('BHT', '// a comment\nBHT'));
    const { edits, refused } = await session.request<LayoutAnswer>('claimLens/layout', {
      uri: URI,
      lines: 'one',
      indent: '',
    });
    assert.deepEqual(edits, []);
    assert.match(refused!.reason, /comment line/);
    assert.equal(refused!.line, 3);
  });

  it('answer for claim text as well, and for nothing at all', async () => {
    open('Claim: T-1\n1. 99213\n', 'claim-text');
    const symbols = await session.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.equal(symbols[0]!.name, 'T-1');
    assert.deepEqual(
      await session.request('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } }),
      [],
    );
    for (const text of ['', 'ISA', '~*:^~'.repeat(500), '\0'.repeat(30)]) {
      session.close(URI);
      open(text);
      const position = { line: 0, character: 1 };
      for (const method of ['documentSymbol', 'foldingRange', 'documentHighlight', 'selectionRange']) {
        await session.request(`textDocument/${method}`, { textDocument, position, positions: [position] });
      }
    }
    assert.equal(await session.request('textDocument/foldingRange', { textDocument: { uri: 'file:///none' } }), null);
    assert.deepEqual(session.logged, []);
  });
});

describe('the formatter', () => {
  it('is registered for X12 only where that is possible', async () => {
    const formatting = { dynamicRegistration: true };
    const session = await startSession({
      capabilities: { ...PULL, textDocument: { ...PULL.textDocument, formatting } },
    });
    assert.equal(session.initialized.capabilities.documentFormattingProvider, undefined);
    session.open(URI, 'x12', ONE);
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await session.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri: URI }, options });
    assert.ok(edits.length > 0);
    assert.equal(await session.stop(), 0);
  });
});
