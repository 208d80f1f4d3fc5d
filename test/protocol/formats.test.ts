import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  NOT_CLAIMS,
  PASSAGE_COMPLETION_REQUEST,
  PASSAGE_HOVER_REQUEST,
  type PassageHover,
  type PassageItem,
  READ_AS_NOTIFICATION,
  READABLE,
  RECOGNISE_REQUEST,
  type RecogniseAnswer,
} from '../../server/src/protocol';
import { FORMATS } from '../../server/src/service';
import { cursor } from '../support/marks';
import { claim837 } from '../support/x12';
import { type Session, startSession } from './session';

const CLAIM = 'DOS: 2025-03-04\n1. 0709T x1\n';
const RULE = 'missing-primary-code';

describe('formats over the protocol', () => {
  let session: Session;
  let count = 0;

  const open = (languageId: string, text: string, name = `${++count}.txt`): string => {
    const uri = `file:///claims/${name}`;
    session.open(uri, languageId, text);
    return uri;
  };
  const rules = async (uri: string) =>
    (await session.diagnostics(uri)).map(({ code }) => String(code)).filter((code) => code === RULE);

  before(async () => {
    session = await startSession();
  });

  after(async () => {
    equal(await session.stop(), 0);
    deepEqual(session.logged, []);
  });

  it('every format can be chosen by name, and has a language that is read in it', () => {
    deepEqual(READABLE.map(({ format }) => format).sort(), FORMATS.map(({ id }) => id).sort());
    for (const { format, language } of READABLE) {
      ok(FORMATS.find(({ id }) => id === format)?.languageIds.includes(language), format);
    }
  });

  it('reads a document as the user says, also before it is open, until it is taken back', async () => {
    const uri = open('plaintext', CLAIM);
    deepEqual(await rules(uri), []);
    const before = session.refreshes;
    await session.notify(READ_AS_NOTIFICATION, { uri, format: 'claim-text' });
    deepEqual(await rules(uri), [RULE]);
    await session.until('a refresh', () => (session.refreshes > before ? true : undefined));
    await session.notify(READ_AS_NOTIFICATION, { uri, format: NOT_CLAIMS });
    deepEqual(await rules(uri), []);
    await session.notify(READ_AS_NOTIFICATION, { uri });
    deepEqual(await rules(uri), []);

    const later = 'file:///claims/later.txt';
    await session.notify(READ_AS_NOTIFICATION, { uri: later, format: 'claim-text' });
    deepEqual(await rules(open('plaintext', CLAIM, 'later.txt')), [RULE]);
  });

  it('follows the settings of texts, of file names and of columns', async () => {
    const text = open('markdown', CLAIM);
    const named = open('plaintext', CLAIM, 'a.day');
    const table = open('csv', 'Fall;Leistung;DOS\nC1;0709T;2025-03-04\n');
    const all = async () => [await rules(text), await rules(named), await rules(table)];
    deepEqual(await all(), [[], [], []]);
    const change = async (settings: unknown) => {
      const before = session.refreshes;
      session.configure(settings);
      await session.until('a refresh', () => (session.refreshes > before ? true : undefined));
    };
    await change({ text: { mode: 'full' } });
    deepEqual(await all(), [[RULE], [RULE], []]);
    await change({ files: { associations: { '*.day': 'claim-text' } }, csv: { columns: { code: 'Leistung' } } });
    deepEqual(await all(), [[], [RULE], [RULE]]);
    await change({});
    deepEqual(await all(), [[], [], []]);
  });

  it('says which format a text is in, but for what any text may be', async () => {
    const recognise = async (head: string) =>
      (await session.request<RecogniseAnswer>(RECOGNISE_REQUEST, { head })).format;
    equal(await recognise(claim837({ lines: [{}] })), 'x12');
    equal(await recognise('MSH|^~\\&|A|B\r'), 'hl7v2');
    equal(await recognise('Claim ID,DOS,CPT,Units\n'), 'csv');
    equal(await recognise('{"resourceType":"Claim"}'), 'fhir-json');
    equal(await recognise(CLAIM), undefined);
    equal(await recognise('Dear all,\nthe procedure starts at nine.\n'), undefined);
  });

  it('says it by the settings as they are, once the client was asked for them', async () => {
    const head = 'Fall;Leistung;DOS\nC1;0709T;2025-03-04\n';
    const recognise = () => session.request<RecogniseAnswer>(RECOGNISE_REQUEST, { head });
    deepEqual(await recognise(), {});
    session.configure({ csv: { columns: { code: 'Leistung' } } });
    deepEqual(await recognise(), { format: 'csv' });
    session.configure({});
    deepEqual(await recognise(), {});
  });

  it('explains a code in running text, and completes one', async () => {
    const hover = (languageId: string, marked: string) => {
      const { text, offset } = cursor(marked);
      return session.request<PassageHover | null>(PASSAGE_HOVER_REQUEST, { languageId, text, offset });
    };
    const found = await hover('markdown', 'We billed CPT `07«»09T` alone.');
    match(found!.markdown, /0708T/);
    deepEqual([found!.start, found!.end], [15, 20]);
    equal(await hover('markdown', 'Room 902«»10 is free.'), null);
    equal(await hover('plaintext', '902«»10 Some Street\n'), null);

    const complete = async (marked: string) => {
      const { text, offset } = cursor(marked);
      const items = await session.request<PassageItem[]>(PASSAGE_COMPLETION_REQUEST, {
        languageId: 'plaintext',
        text,
        offset,
      });
      return items.map((one) => one.text);
    };
    ok((await complete('The CPT codes 0708T and 070«»')).includes('0709T'));
    deepEqual(await complete('In 20«»'), []);
    deepEqual(await complete('20«»'), []);
  });
});
