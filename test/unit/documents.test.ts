import { strict as assert } from 'node:assert';
import { createDocuments } from '../../server/src/documents';
import { type ClaimService, createClaimService, starterCodes } from '../../server/src/service';
import { claim837 } from '../support/x12';

const URI = 'file:///claims/one.edi';
const TEXT = claim837({ lines: [{ code: '99213' }] });

describe('documents of the server', () => {
  /** Texts that the service was given to read, in order. */
  let read: string[];
  let service: ClaimService;

  beforeEach(() => {
    read = [];
    const real = createClaimService({ codes: starterCodes() });
    service = {
      ...real,
      formatOf: (...given) => real.formatOf(...given),
      contextFor: (...given) => real.contextFor(...given),
      open(text, hint) {
        read.push(String(text));
        return real.open(text, hint);
      },
    };
  });

  const open = (text = TEXT) => {
    const documents = createDocuments(service);
    documents.open({ uri: URI, languageId: 'x12', version: 1, text });
    return documents;
  };
  const lineOf = (text: string) => text.slice(0, text.indexOf('SV1')).split('\n').length - 1;
  const edit = (text: string) => {
    const start = { line: lineOf(TEXT), character: 'SV1*HC:'.length };
    return [{ range: { start, end: { ...start, character: start.character + 5 } }, text }];
  };

  it('are not read before somebody asks for their claims, and then once', () => {
    const document = open().get(URI)!;
    assert.equal(document.text.slice(0, document.text.length), TEXT);
    assert.deepEqual(read, []);
    assert.equal(document.checked?.document.claims.length, 1);
    assert.equal(document.checked?.document.claims.length, 1);
    assert.deepEqual(read, [TEXT]);
  });

  it('are read as they are after edits that came before', () => {
    const documents = open();
    documents.change(URI, 2, edit('0709T'));
    assert.deepEqual(read, []);
    const { checked, version } = documents.get(URI)!;
    assert.equal(version, 2);
    assert.equal(checked?.document.claims[0]?.lines[0]?.procedure?.value, '0709T');
    assert.deepEqual(read, [TEXT.replace('99213', '0709T')]);
  });

  it('are not read again for an edit once they are read', () => {
    const documents = open();
    assert.ok(documents.get(URI)?.checked);
    documents.change(URI, 2, edit('0709T'));
    assert.equal(documents.get(URI)?.checked?.document.claims[0]?.lines[0]?.procedure?.value, '0709T');
    assert.deepEqual(read, [TEXT]);
  });

  it('whose text is in no format are not looked at twice', () => {
    const uri = 'file:///claims/one.py';
    const text = 'nothing of ours\n';
    const documents = createDocuments(service);
    documents.open({ uri, languageId: 'python', version: 1, text });
    assert.equal(documents.get(uri)?.checked, undefined);
    assert.equal(documents.get(uri)?.checked, undefined);
    assert.deepEqual(read, [text]);
  });

  it('are judged by the settings of the time when they are asked for', () => {
    const documents = open(TEXT.replace('99213', '0709T'));
    const rules = { ...service.settings, rules: { 'missing-primary-code': 'off' as const } };
    documents.use(createClaimService({ codes: starterCodes(), settings: rules }));
    const found =
      documents
        .get(URI)
        ?.checked?.findings()
        .map(({ finding }) => finding.rule) ?? [];
    assert.ok(!found.includes('missing-primary-code'), String(found));
  });
});
