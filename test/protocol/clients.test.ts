import assert from 'node:assert/strict';
import type { CompletionItem, MarkupContent } from 'vscode-languageserver/node';
import { PULL, PUSH, type Session, startSession } from './session';

const URI = 'file:///claims/a.claim';
const ADD_ON = 'DOS: 2025-03-04\n1. 0709T x1\n';
const CLEAN = 'DOS: 2025-03-04\n1. 85025 x1\n';
/** One cause in two places. */
const TWICE = 'DOS: 2025-03-04\n1. 36415-26\n2. 85025-26\n';

describe('clients other than VS Code', () => {
  let session: Session;
  afterEach(async () => {
    assert.equal(await session.stop(), 0);
  });

  const codes = async (previous?: string) => {
    const report = await session.pull(URI, previous);
    return { report, found: 'items' in report ? report.items.map(({ code }) => code) : 'unchanged' };
  };

  it('that open a file again count its versions anew', async () => {
    session = await startSession({ capabilities: PULL });
    session.open(URI, 'claim-text', ADD_ON);
    const first = await codes();
    assert.deepEqual(first.found, ['missing-primary-code']);
    assert.equal((await codes(first.report.resultId)).found, 'unchanged');
    session.close(URI);
    session.open(URI, 'claim-text', CLEAN);
    assert.deepEqual((await codes(first.report.resultId)).found, []);
  });

  it('may count no versions and send whole texts', async () => {
    session = await startSession({ capabilities: PULL });
    session.open(URI, 'claim-text', CLEAN);
    const change = (text: string) =>
      session.notify('textDocument/didChange', {
        textDocument: { uri: URI, version: null },
        contentChanges: [{ text }],
      });
    await change(ADD_ON);
    const first = await codes();
    assert.deepEqual(first.found, ['missing-primary-code']);
    const line = { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } };
    const [fix] = await session.actions(URI, line);
    const [edit] = fix?.edit?.documentChanges ?? [];
    assert.deepEqual(edit && 'textDocument' in edit && edit.textDocument, { uri: URI, version: null });
    await change(CLEAN);
    assert.deepEqual((await codes(first.report.resultId)).found, []);
  });

  it('are sent no version that is none', async () => {
    session = await startSession({ capabilities: PUSH });
    session.open(URI, 'claim-text', CLEAN);
    await session.until('the opening', () => session.published[0]);
    const textDocument = { uri: URI, version: null };
    await session.notify('textDocument/didChange', { textDocument, contentChanges: [{ text: ADD_ON }] });
    const second = await session.until('the change', () => session.published[1]);
    assert.ok(!('version' in second));
    assert.equal(second.diagnostics.length, 1);
  });

  it('that show no related places have the whole message at every place', async () => {
    session = await startSession({ capabilities: { textDocument: { diagnostic: {} } } });
    session.open(URI, 'claim-text', TWICE);
    const found = await session.diagnostics(URI);
    assert.equal(found.length, 2);
    for (const { message, relatedInformation } of found) {
      assert.match(String(message), /remove the modifier/);
      assert.equal(relatedInformation, undefined);
    }
  });

  it('that show related places are pointed to the first', async () => {
    session = await startSession({ capabilities: PULL });
    session.open(URI, 'claim-text', TWICE);
    const [, second] = await session.diagnostics(URI);
    assert.doesNotMatch(String(second!.message), /remove the modifier/);
    assert.equal(second!.relatedInformation?.[0]?.message, 'explained here');
  });

  it('that show no Markdown are sent plain text', async () => {
    const plain = ['plaintext'] as const;
    session = await startSession({
      capabilities: {
        textDocument: {
          hover: { contentFormat: [...plain] },
          completion: { completionItem: { documentationFormat: [...plain] } },
        },
      },
    });
    session.open(URI, 'claim-text', ADD_ON);
    const hover = await session.hover(URI, ADD_ON.indexOf('0709T'));
    const contents = markup(hover?.contents);
    assert.equal(contents.kind, 'plaintext');
    assert.match(contents.value, /^0709T · CPT Category III/);
    assert.match(contents.value, /^Fee schedule status: C: contractor \(carrier\) priced$/m);
    assert.doesNotMatch(contents.value, /\*\*|`|^\||_Sources| {2}$/m);
    const { items } = await session.complete(URI, ADD_ON.indexOf('0709T') + 3);
    const item = await session.request<CompletionItem>('completionItem/resolve', items[0]);
    const resolved = markup(item.documentation);
    assert.equal(resolved.kind, 'plaintext');
    assert.doesNotMatch(resolved.value, /\*\*/);
  });
});

describe('a list of completions', () => {
  let session: Session;
  before(async () => {
    session = await startSession({ capabilities: PULL });
  });
  after(() => session.stop());

  for (const [name, text] of [
    ['a procedure', 'DOS: 2025-03-04\n1. heart«'],
    ['a modifier', 'DOS: 2025-03-04\n1. 99213-«'],
    ['a place of service', 'DOS: 2025-03-04\nPOS: o«'],
  ] as const) {
    it(`of ${name} is asked for again as words are typed`, async () => {
      const uri = `file:///claims/${name.replaceAll(' ', '-')}.claim`;
      session.open(uri, 'claim-text', text.replace('«', ''));
      const list = await session.complete(uri, text.indexOf('«'));
      assert.ok(list.items.length > 0);
      assert.equal(list.isIncomplete, true);
    });
  }
});

function markup(contents: unknown): MarkupContent {
  return contents as MarkupContent;
}
