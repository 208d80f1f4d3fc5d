import { strict as assert } from 'node:assert';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import type { CodeAnswer, LoadedTable, MissingTable } from '../../server/src/protocol';
import { cursor, marked } from '../support/marks';
import { offsetAt, PULL, PUSH, positionAt, type Session, startSession } from './session';

const TEXT = 'Claim: T-1\nDOS: 2025-03-04   POS: 11   Dx: C43.59\n1. «0709T» x2  $1,400.00  dx A\n';
const URI = 'file:///claims/a.claim';

/** A whole 837P around the segments of one claim's lines; SE01 counts them. */
function professional(lines: readonly string[], end = '\n'): string {
  const set = [
    'ST*837*0001*005010X222A1',
    'BHT*0019*00*T0001*20250305*0930*CH',
    'HL*1**20*1',
    'NM1*85*2*TEST CLINIC*****XX*1234567893',
    'HL*2*1*22*0',
    'SBR*P*18*******MB',
    'NM1*IL*1*TEST*PAT****MI*TEST0001',
    'DMG*D8*19600101*F',
    'CLM*T-1*2250***11:B:1*Y*A*Y*Y',
    'HI*ABK:C4359',
    ...lines,
  ];
  const all = [
    'ISA*00*          *00*          *ZZ*TESTSENDER     *ZZ*TESTPAYER      *250305*0930*^*00501*000000001*0*T*:',
    'GS*HC*TESTSENDER*TESTPAYER*20250305*0930*1*X*005010X222A1',
    ...set,
    `SE*${set.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ];
  return all.map((segment) => `${segment}~${end}`).join('');
}

const ADD_ON = ['LX*1', 'SV1*HC:«0709T»*1400*UN*2***1', 'DTP*472*D8*20250304'];

describe('the language server over stdio', () => {
  let session: Session;
  let count = 0;

  /** A new document of its own for each test. */
  function open(text: string, languageId: string): string {
    const uri = `file:///claims/${++count}.${languageId === 'x12' ? 'edi' : 'claim'}`;
    session.open(uri, languageId, text);
    return uri;
  }

  before(async () => {
    session = await startSession();
  });

  after(async () => {
    assert.equal(await session.stop(), 0, 'exit after shutdown');
    assert.deepEqual(session.logged, []);
  });

  it('says what it can do', () => {
    const { capabilities } = session.initialized;
    assert.equal(capabilities.textDocumentSync && (capabilities.textDocumentSync as { change: number }).change, 2);
    assert.equal(capabilities.hoverProvider, true);
    assert.ok(capabilities.completionProvider?.triggerCharacters?.includes('*'));
    assert.ok(capabilities.diagnosticProvider, 'a client that can ask is asked to');
  });

  for (const [name, languageId, fixture] of [
    ['claim text', 'claim-text', TEXT],
    ['claim text with CRLF', 'claim-text', TEXT.replaceAll('\n', '\r\n')],
    ['claim text with a byte order mark', 'claim-text', `\uFEFF${TEXT}`],
    ['X12', 'x12', professional(ADD_ON)],
    ['X12 with CRLF', 'x12', professional(ADD_ON, '\r\n')],
    ['X12 in one line', 'x12', professional(ADD_ON, '')],
    ['X12 with a byte order mark', 'x12', `\uFEFF${professional(ADD_ON)}`],
    ['X12 that is called claim text', 'claim-text', professional(ADD_ON)],
  ] as const) {
    it(`finds, fixes and is content: ${name}`, async () => {
      const { text, ranges } = marked(fixture);
      const uri = open(text, languageId);
      const [finding] = await findings(uri, 'missing-primary-code', 1);
      assert.deepEqual(finding?.range, {
        start: positionAt(text, ranges[0]!.start),
        end: positionAt(text, ranges[0]!.end),
      });
      assert.equal(finding?.source, 'claim-lens');
      assert.equal(finding?.severity, 1);
      assert.match(String(finding?.message), /0708T/);
      assert.match(finding?.codeDescription?.href ?? '', /^https:.*#missing-primary-code$/);

      const actions = await session.actions(uri, finding!.range, [finding!]);
      const action = actions.find((one) => one.title.includes('0708T'));
      assert.ok(action, `no fix with 0708T: ${titles(actions)}`);
      assert.equal(action.kind, 'quickfix');
      assert.equal(action.isPreferred, true);
      assert.deepEqual(action.diagnostics, [finding]);
      const change = action.edit?.documentChanges?.[0];
      assert.equal(change && 'textDocument' in change && change.textDocument.version, 1);

      const fixed = session.apply(uri, action);
      assert.ok(fixed.indexOf('0708T') < fixed.indexOf('0709T'));
      await findings(uri, 'missing-primary-code', 0);
    });
  }

  it('keeps up with edits, each relative to the one before', async () => {
    const { text } = marked(TEXT);
    const uri = open(text, 'claim-text');
    const line = 2;
    session.change(
      uri,
      { range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: '1. 0708T\n' },
      { range: { start: { line: line + 1, character: 0 }, end: { line: line + 1, character: 2 } }, text: '2.' },
    );
    await findings(uri, 'missing-primary-code', 0);
    session.change(uri, { range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' });
    await findings(uri, 'missing-primary-code', 1);
    session.change(uri, { text: text.replace('0709T', '0708T') });
    await findings(uri, 'missing-primary-code', 0);
  });

  it('takes many edits at once, from the end to the beginning as editors send them', async () => {
    const { text } = marked(TEXT);
    const uri = open(text.repeat(40), 'claim-text');
    const before = await findings(uri, 'missing-primary-code', 40);
    session.change(uri, ...before.reverse().map(({ range }) => ({ range, text: '0708T' })));
    await findings(uri, 'missing-primary-code', 0);
    assert.equal((await findings(uri, 'excess-units', 40)).length, 40, '0708T is given once a day');
  });

  it('answers unchanged to a client that has the newest findings', async () => {
    const uri = open(marked(TEXT).text, 'claim-text');
    const first = await session.pull(uri);
    assert.equal(first.kind, 'full');
    const again = await session.pull(uri, first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    session.change(uri, { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: ' ' });
    assert.equal((await session.pull(uri, first.resultId)).kind, 'full');
  });

  it('tells of a code on hover', async () => {
    const { text, offset } = cursor(professional(['LX*1', 'SV1*HC:07«»09T*1400*UN*2***1', 'DTP*472*D8*20250304']));
    const uri = open(text, 'x12');
    const hover = await session.hover(uri, offset);
    const value = (hover?.contents as { value: string } | undefined)?.value ?? '';
    assert.match(value, /0709T/);
    assert.match(value, /0708T/);
    assert.deepEqual(hover?.range, { start: positionAt(text, offset - 2), end: positionAt(text, offset + 3) });
    assert.match(JSON.stringify(await session.hover(uri, 0)), /Interchange Control Header/);
  });

  it('completes a code and documents it when asked', async () => {
    const { text, offset } = cursor('Claim: T-1\nDOS: 2025-03-04\n1. 070«»\n');
    const uri = open(text, 'claim-text');
    const list = await session.complete(uri, offset);
    assert.equal(list.isIncomplete, true);
    const item = list.items.find((one) => one.label.includes('0708T'));
    assert.ok(item, list.items.map((one) => one.label).join(', '));
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 2, character: 3 }, end: { line: 2, character: 6 } },
      newText: '0708T',
    });
    const resolved = await session.request<typeof item>('completionItem/resolve', item);
    assert.match((resolved.documentation as { value: string }).value, /0708T/);
    assert.equal((await session.complete(uri, 3)).items.length, 0);
  });

  it('offers no quick fix to who asks for other actions', async () => {
    const { text } = marked(TEXT);
    const uri = open(text, 'claim-text');
    const [finding] = await findings(uri, 'missing-primary-code', 1);
    const params = { textDocument: { uri }, range: finding!.range, context: { diagnostics: [], only: ['refactor'] } };
    assert.deepEqual(await session.request('textDocument/codeAction', params), []);
  });

  it('answers what the commands ask', async () => {
    const { markdown } = await session.request<CodeAnswer>('claimLens/code', { code: '0708T', on: '2025-03-04' });
    assert.match(markdown ?? '', /0708T/);
    assert.equal((await session.request<CodeAnswer>('claimLens/code', { code: 'no code' })).markdown, undefined);
    const tables = await session.request<LoadedTable[]>('claimLens/tables');
    const mue = tables.find((one) => /mue/i.test(one.table));
    assert.ok(mue, tables.map((one) => one.table).join(', '));
    assert.equal(mue.coverage, 'starter');
    assert.match(mue.effectiveFrom ?? '', /^\d{4}-\d\d-\d\d$/);
    assert.ok(mue.rows > 0);
    const missing = await session.request<MissingTable[]>('claimLens/missingTables');
    assert.ok(missing.some(({ table, where }) => table === 'MPFS' && /cms\.gov/.test(where)));
  });

  it('tells the state of a document after its findings', async () => {
    const uri = open(marked(TEXT).text, 'claim-text');
    await session.diagnostics(uri);
    const status = await session.until('the status', () => session.statuses.find((one) => one.uri === uri));
    assert.equal(status.format, 'claim-text');
    assert.equal(status.claims, 1);
    assert.equal(status.lines, 1);
    assert.equal(status.counts.error, 1);
  });

  it('says that a request was cancelled', async () => {
    const uri = open(marked(TEXT).text, 'claim-text');
    const params = { textDocument: { uri }, position: { line: 2, character: 4 } };
    // Both in one piece: the server has the cancellation before it comes to the request.
    const bodies = [
      { jsonrpc: '2.0', id: 'cancelled', method: 'textDocument/hover', params },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'cancelled' } },
    ].map((body) => JSON.stringify(body));
    const answer = new Promise<{ id: unknown; error?: { code: number } }>((resolve) => {
      session.process.stdout!.on('data', (data: Buffer) => {
        const body = /\{[^{}]*"id":"cancelled".*\}/.exec(data.toString())?.[0];
        if (body) resolve(JSON.parse(body) as { id: unknown; error?: { code: number } });
      });
    });
    session.process.stdin!.write(bodies.map((body) => `Content-Length: ${body.length}\r\n\r\n${body}`).join(''));
    assert.equal((await answer).error?.code, -32800);
  });

  for (const [name, text] of [
    ['nothing', ''],
    ['NUL', '\0'.repeat(100)],
    ['a lone ISA', 'ISA'],
    ['half a surrogate pair', 'ISA*\ud800~\ndfff'],
    ['a megabyte without a line end', `ISA*${'x'.repeat(1 << 20)}`],
    ['a megabyte of separators', '~*:^'.repeat(1 << 18)],
    ['a page of prose', 'It was the best of times, it was the worst of times.\n'.repeat(50)],
    ['a byte order mark alone', '\uFEFF'],
    ['carriage returns alone', 'Claim: 1\r0709T\r\r'],
  ] as const) {
    for (const languageId of ['x12', 'claim-text']) {
      it(`bears ${name} as ${languageId}`, async () => {
        const uri = open(text, languageId);
        assert.ok(Array.isArray(await session.diagnostics(uri)));
        const end = { line: 0, character: Math.min(text.length, 3) };
        session.change(uri, { range: { start: end, end }, text: '~\n' });
        assert.ok(Array.isArray(await session.diagnostics(uri)));
        session.change(uri, { text: '' });
        assert.deepEqual(await session.diagnostics(uri), []);
        await session.hover(uri, 0);
        session.close(uri);
        assert.deepEqual(await session.diagnostics(uri), []);
      });
    }
  }

  it('bears requests that make no sense', async () => {
    const uri = open('Claim: 1\n', 'claim-text');
    const far = { line: 1e9, character: 1e9 };
    const params = { textDocument: { uri }, position: far };
    assert.equal(await session.request('textDocument/hover', params), null);
    assert.equal(
      await session.request('textDocument/hover', { ...params, textDocument: { uri: 'file:///none' } }),
      null,
    );
    session.change(uri, { range: { start: far, end: { line: 0, character: 0 } }, text: 'x' });
    await session.diagnostics(uri);
  });

  /** The findings of a rule in a document, which must be so many. */
  async function findings(uri: string, rule: string, number: number): Promise<Diagnostic[]> {
    const all = await session.diagnostics(uri);
    const found = all.filter((one) => one.code === rule);
    assert.equal(found.length, number, `${rule}: ${all.map((one) => `${one.code}: ${one.message}`).join('\n')}`);
    return found;
  }
});

const titles = (actions: readonly CodeAction[]) => actions.map((one) => one.title).join(', ') || '(none)';

describe('diagnostics that the server sends by itself', () => {
  let session: Session;
  afterEach(async () => {
    assert.equal(await session.stop(), 0);
  });

  const published = (uri: string, version: number) =>
    session.until(`version ${version} of ${uri}`, () =>
      session.published.find((one) => one.uri === uri && one.version === version),
    );

  it('come at the opening, after an edit, and are empty at the close', async () => {
    session = await startSession({ capabilities: PUSH });
    assert.equal(session.initialized.capabilities.diagnosticProvider, undefined);
    const { text, ranges } = marked(TEXT);
    session.open(URI, 'claim-text', text);
    const first = await published(URI, 1);
    assert.deepEqual(codes(first.diagnostics), ['missing-primary-code']);
    assert.equal(offsetAt(text, first.diagnostics[0]!.range.start), ranges[0]!.start);

    // Typing is one change a key, but one answer.
    for (const [character, key] of [...'0708T'].entries()) {
      const at = { line: 2, character: 3 + character };
      session.change(URI, { range: { start: at, end: { ...at, character: at.character + 1 } }, text: key });
    }
    const second = await published(URI, 6);
    assert.deepEqual(codes(second.diagnostics), ['excess-units']);
    assert.equal(session.published.length, 2);

    session.close(URI);
    const last = await session.until('the end', () => session.published[2]);
    assert.deepEqual(last.diagnostics, []);
  });

  it('follow the configuration', async () => {
    session = await startSession({ capabilities: PUSH, settings: { rules: { 'missing-primary-code': 'off' } } });
    const { text } = marked(TEXT);
    session.open(URI, 'claim-text', text);
    assert.deepEqual(
      codes((await published(URI, 1)).diagnostics),
      ['contractor-priced'],
      'nothing by other settings before',
    );
    session.configure({ rules: { 'missing-primary-code': 'hint' } });
    const changed = await session.until('the change', () => session.published[1]);
    assert.deepEqual(codes(changed.diagnostics), ['missing-primary-code']);
    assert.equal(changed.diagnostics[0]!.severity, 4);
    session.configure({ rules: { 'missing-primary-code': 'hint' }, trace: { server: 'messages' } });
    session.configure({ maxFindings: 'many' });
    const again = await session.until('the default', () => session.published[2]);
    assert.equal(again.diagnostics[0]!.severity, 1);
    assert.equal(session.published.length, 3, 'a change that is none changes nothing');
  });

  it('are no more than wanted', async () => {
    session = await startSession({ capabilities: PUSH, settings: { maxFindings: 3 } });
    session.open(URI, 'claim-text', marked(TEXT).text.repeat(10));
    assert.equal((await published(URI, 1)).diagnostics.length, 3);
    const status = await session.until('the status', () => session.statuses[0]);
    assert.equal(status.counts.error, 10);
  });
});

describe('diagnostics that the client asks for', () => {
  it('are asked for again when the configuration changes, and by the settings of the start', async () => {
    const settings = { rules: { 'missing-primary-code': 'off' } };
    const session = await startSession({ capabilities: PULL, initializationOptions: { settings } });
    session.open(URI, 'claim-text', marked(TEXT).text);
    const first = await session.pull(URI);
    assert.deepEqual(codes('items' in first ? first.items : []), ['contractor-priced']);
    session.configure({});
    await session.until('the refresh', () => session.refreshes || undefined);
    const second = await session.pull(URI, first.resultId);
    assert.deepEqual(codes('items' in second ? second.items : []), ['missing-primary-code']);
    assert.deepEqual(session.published, []);
    assert.equal(await session.stop(), 0);
  });

  it('come from the command line program as well', async () => {
    const session = await startSession({ command: ['dist/cli.js', 'server', '--stdio'] });
    session.open(URI, 'claim-text', marked(TEXT).text);
    assert.deepEqual(codes(await session.diagnostics(URI)), ['missing-primary-code']);
    assert.equal(await session.stop(), 0);
  });

  it('end with exit code 1 when the shutdown was forgotten', async () => {
    const session = await startSession();
    const ended = new Promise((resolve) => session.process.once('exit', resolve));
    await session.notify('exit', undefined);
    assert.equal(await ended, 1);
  });
});

/** The rules that found something, in the order of the text. */
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map((one) => one.code);
