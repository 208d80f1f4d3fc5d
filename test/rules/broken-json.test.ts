import { deepEqual } from 'node:assert/strict';
import { checkRule, open } from '../support/check';

const ID = 'broken-json';
const CPT = 'http://www.ama-assn.org/go/cpt';

const claim = (id: string) =>
  JSON.stringify({
    resourceType: 'Claim',
    id,
    patient: { reference: `Patient/${id}` },
    item: [{ productOrService: { coding: [{ system: CPT, code: '99213' }] }, servicedDate: '2025-03-04' }],
  });
const ids = (text: string) => open(text, { format: 'fhir-json' }).document.claims.map(({ id }) => id?.value);
/** Cut behind the first `end`, which a mark covers. */
const cut = (text: string, end: string, marked = end) => text.slice(0, text.indexOf(end)) + marked;

describe(ID, () => {
  it('a line that is cut costs no other line', () => {
    for (const broken of [
      cut(claim('B'), '"2025', '«"2025»'),
      cut(claim('B'), '"Patient/B"', '"Patient/B«"»'),
      cut(claim('B'), '"item":[', '"item":«[»'),
      cut(claim('B'), ',"servicedDate"', '«,»'),
      cut(claim('B'), 'item":', 'item"«:»'),
      claim('B').replace('}]},"serviced', '}«}»,"serviced'),
    ]) {
      const text = `${claim('A')}\n${broken}\n${claim('C')}\r\n${claim('D')}\n`;
      checkRule(ID, text, [/on the lines below is read/], { severity: 'error' });
      const read = ids(text.replace(/[«»]/g, ''));
      deepEqual([read[0], ...read.slice(-2)], ['A', 'C', 'D'], broken);
    }
  });

  it('nor where it is the first, or its tail stands on a line of its own', () => {
    const broken = cut(claim('A'), '"Patient', '«"Patient»');
    checkRule(ID, `${broken}\n${claim('B')}`, [/closing quote/]);
    deepEqual(ids(`${broken}\n${claim('B')}\n${claim('C')}`.replace(/[«»]/g, '')), ['B', 'C']);
    checkRule(ID, `${claim('A')}\n«ence»":"Patient/B"}]}\n${claim('C')}`, [/no JSON/]);
    checkRule(ID, `${claim('A')}\n«head»`, [/no JSON/]);
    const wrapped = claim('B').replace('"Patient/B"', '«"Patient/»\nB"');
    deepEqual(
      ids(`${claim('A')}\n${wrapped}\n${claim('C')}`.replace(/[«»]/g, '')).filter((id) => id !== 'B'),
      ['A', 'C'],
    );
  });

  it('a file that ends in the middle of a value', () => {
    const pretty = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: JSON.parse(claim('A')) }] }, null, 2);
    checkRule(ID, pretty);
    checkRule(ID, `${pretty.slice(0, pretty.lastIndexOf(']')).trimEnd().slice(0, -1)}«}»`, [
      /2 brackets are still open/,
    ]);
    checkRule(ID, `${claim('A')}\n${cut(claim('B'), '"item":[', '"item":«[»')}`, [/Ask the sender for the whole file/]);
  });

  it('says nothing of what is whole, however it is laid out, and nothing of other JSON', () => {
    const value = JSON.parse(claim('A'));
    for (const text of [
      claim('A'),
      `${claim('A')}\n${claim('B')}\n\n`,
      `\uFEFF${claim('A')}\r\n${claim('B')}`,
      JSON.stringify(value, null, 2),
      JSON.stringify(value, null, 0).replaceAll(',', ',\n').replaceAll('{', '{\n').replaceAll('[', '[\n'),
      `${JSON.stringify(value, null, 2)}\n${JSON.stringify(value, null, 2)}`,
      JSON.stringify([value, value], null, 2),
      `[${claim('A')},\n${claim('B')}]`,
      `{"resourceType":"Bundle","entry":[\n{"resource":${claim('A')}},\n{"resource":${claim('B')}}\n]}`,
      `{"resourceType":"Claim","contained":[\n{"resourceType":"Patient","id":"p"}\n],"item":[]}`,
      JSON.stringify(value, null, 2).replace('{', '// a note, {\n{ /* "resourceType": [ */'),
    ])
      checkRule(ID, text, [], { format: 'fhir-json' });
    checkRule(ID, '{"name":"x","list":[1,', [], { format: 'fhir-json' });
  });

  it('reads as many claims with comments as without', () => {
    const pretty = JSON.stringify(JSON.parse(claim('A')), null, 2);
    deepEqual(ids(`// exported, don't edit {\n${pretty.replace('"item"', '/* "item": [}, */ "item"')}`), ['A']);
    deepEqual(ids(pretty.replaceAll('\n', ' // "x" {\n')), ['A']);
    checkRule(ID, pretty.replace('"item"', '«/*» "item"'), [/not ended/]);
  });
});
