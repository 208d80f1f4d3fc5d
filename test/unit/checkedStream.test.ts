import { deepEqual, equal, ok } from 'node:assert/strict';
import { CheckedStream } from '../../server/src/service/checkedStream';
import { CheckedText } from '../../server/src/service/checkedText';
import { FORMATS } from '../../server/src/service/formats';
import { x12 } from '../../server/src/service/formats/x12';
import { serviceFor } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { OTHER_DOCUMENTS as OTHERS, claim as otherClaim, times } from '../support/otherDocuments';
import { Random } from '../support/random';
import { absolute, sortedNotChecked } from '../support/snapshot';
import { workOf } from '../support/work';
import { type ClaimOptions, claim837, remittance835 } from '../support/x12';
import { IN_STRETCHES } from '../support/x12Stretches';

const context = serviceFor().contextFor({});

/** Many claims, a few of them of one patient, some wrong: far longer than what a stream holds back. */
function manyClaims(count: number): ClaimOptions[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `CLAIM-${index}`,
    patient: { id: `P${index % 7 === 0 ? 'SAME' : index}` },
    frequency: index % 11 === 5 ? '8' : '1',
    lines:
      index % 3 === 0
        ? [{ code: '0709T', units: 2 }]
        : [{ code: '0708T', date: index % 5 ? undefined : '20211231' }, { code: index % 4 ? '99213' : 'O709T' }],
  }));
}

const PATIENT = { id: 'SAME' };
const GROUP = claim837(manyClaims(12));

const TEXTS: Readonly<Record<string, string>> = {
  ...X12_DOCUMENTS,
  ...IN_STRETCHES,
  'many claims': claim837(manyClaims(80)),
  'many claims on one line': claim837(manyClaims(40), { eol: '' }),
  'many interchanges': [
    GROUP,
    'and now for another\n',
    claim837(manyClaims(12), { delimiters: { element: '|', component: '>', segment: '!' } }),
    claim837(manyClaims(12), { kind: 'I', eol: '\r\n' }),
  ].join(''),
  'a group without an ISA behind an interchange': GROUP + GROUP.slice(GROUP.indexOf('GS*')).repeat(3),
  'long text behind the last interchange': GROUP + 'nothing here to read\n'.repeat(1000),
  'long text before the first interchange': 'nothing here to read\n'.repeat(1000) + GROUP,
  'undeclared separator, long': claim837(manyClaims(40), { delimiters: { component: '>' }, declared: ':' }),
  'a claim longer than what is held back': claim837([
    { patient: PATIENT, lines: Array.from({ length: 400 }, () => ({ code: '0708T' })) },
    { patient: PATIENT, lines: [{ code: '0709T' }] },
  ]),
  'a crowd of one name': claim837(
    Array.from({ length: 230 }, (_, index) => ({
      id: `${index}`,
      patient: PATIENT,
      lines: [{ code: index % 2 ? '0709T' : '0708T' }],
    })),
  ),
  'the last claim breaks off': cutOff(claim837(manyClaims(30))),
  'claims of one patient, the last of which breaks off': cutOff(
    claim837([
      { patient: PATIENT, charge: '1', lines: [{}] },
      { patient: PATIENT, charge: '1', lines: [{}] },
    ]),
  ),
  'the last claim of each interchange breaks off': [1, 2, 3]
    .map((charge) => cutOff(claim837({ charge: `${charge}`, lines: [{}] })) + cutOff(GROUP))
    .join(''),
  remittances: remittance835(
    Array.from({ length: 60 }, (_, index) => [
      'LX*1',
      `CLP*R${index}*1*1*1`,
      'SVC*HC:O709T*1*1',
      'DTM*472*20250304',
    ]).flat(),
  ),
};

/** Without what stands behind the last claim's lines. */
function cutOff(text: string): string {
  return text.slice(0, text.indexOf('SE*'));
}

function feed(text: string, format: (typeof FORMATS)[number], size: () => number, atLeast?: number): CheckedStream {
  const stream = new CheckedStream(format, context, atLeast);
  for (let at = 0; at < text.length; ) {
    const next = at + size();
    stream.push(text.slice(at, next));
    at = next;
  }
  stream.end();
  return stream;
}

/** All that a stream and an open text can both say. */
function compare(stream: CheckedStream, text: string, format: (typeof FORMATS)[number], what = ''): void {
  const checked = new CheckedText(format, text, context);
  const { claims, problems } = checked.document;
  equal(stream.claims, claims.length, `claims ${what}`);
  equal(
    stream.lines,
    claims.reduce((sum, claim) => sum + claim.lines.length, 0),
    `lines ${what}`,
  );
  deepEqual(stream.counts, checked.counts, `counts ${what}`);
  deepEqual(sortedNotChecked(stream), sortedNotChecked(checked), `not checked ${what}`);
  deepEqual(
    stream.noticed.map(({ problem }) => problem),
    problems,
    `problems ${what}`,
  );
  const found = [...stream.results()].flatMap(({ index, id, source, findings }) => {
    equal(id, claims[index]!.id?.value);
    equal(source.base, claims[index]!.base);
    equal(source.text(), text.slice(source.base, source.base + claims[index]!.span.end));
    deepEqual(source.read(), claims[index]);
    return findings.map((finding) => JSON.stringify(absolute(finding, claims[index])));
  });
  const expected = claims.flatMap((claim) =>
    checked.findingsOf(claim).map((finding) => JSON.stringify(absolute(finding, claim))),
  );
  deepEqual(found, expected, `findings ${what}`);
}

describe('checked stream: a file in pieces gives what the whole file gives', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(name, () => {
      const random = new Random(99);
      for (const most of [1, 7, 100, 5000, 100_000]) {
        if (most === 1 && text.length > 30_000) continue;
        compare(
          feed(text, x12, () => 1 + random.below(most)),
          text,
          x12,
          `in pieces up to ${most}`,
        );
      }
    });
  }

  for (const [name, text] of Object.entries(samples())) {
    for (const format of FORMATS) {
      if (!format.stream) continue;
      it(`${name} as ${format.id}`, () => {
        const random = new Random(5);
        for (const most of [3, 500, 5000])
          compare(
            feed(text, format, () => 1 + random.below(most)),
            text,
            format,
          );
      });
    }
  }

  for (const [name, [id, text]] of Object.entries(OTHERS)) {
    it(`${id}: ${name}`, () => {
      const format = FORMATS.find((one) => one.id === id)!;
      const random = new Random(77);
      for (const most of [1, 50, 3000, 70_000]) {
        if (most === 1 && text.length > 60_000) continue;
        for (const atLeast of [1, 2000])
          compare(
            feed(text, format, () => 1 + random.below(most), atLeast),
            text,
            format,
            `in pieces up to ${most}, ${atLeast} at a time`,
          );
      }
    });
  }

  it('any text of another format made of edits', () => {
    const random = new Random(4242);
    const names = Object.keys(OTHERS).filter((name) => OTHERS[name]![1].length < 60_000);
    for (let round = 0; round < 300; round++) {
      const [id, original] = OTHERS[random.pick(names)]!;
      const format = FORMATS.find((one) => one.id === id)!;
      let text = original;
      for (let edit = 0; edit < 6; edit++) text = changed(text, randomChange(text, random));
      compare(
        feed(text, format, () => 1 + random.below(4000), 1 + random.below(3000)),
        text,
        format,
        `${id} in round ${round}: ${JSON.stringify(text)}`,
      );
    }
  });

  it('any text made of edits', () => {
    const random = new Random(2024);
    for (let round = 0; round < 300; round++) {
      let text =
        TEXTS[random.pick(['many claims', 'many interchanges', 'undeclared separator, long', 'professional'])]!;
      for (let edit = 0; edit < 8; edit++) text = changed(text, randomChange(text, random));
      compare(
        feed(text, x12, () => 1 + random.below(5000)),
        text,
        x12,
        `in round ${round}`,
      );
    }
  });

  it('reads many claims of one record in time that grows with their number', () => {
    const format = FORMATS.find(({ id }) => id === 'fhir-json')!;
    const bundles = (count: number, claims: number) =>
      times(count, (one) => {
        const entry = times(claims, (index) => ({ resource: otherClaim(one * claims + index) }));
        return JSON.stringify({ resourceType: 'Bundle', entry });
      }).join('\n');
    for (const text of [bundles(1, 4000), bundles(12, 330)]) {
      const took = workOf(() => {
        const stream = feed(text, format, () => 100_000);
        equal([...stream.results()].length > 1000, true);
      });
      ok(took < 20_000, `${took} ms`);
    }
  });

  it('finds the claim at an offset', () => {
    const text = TEXTS['many claims']!;
    const stream = feed(text, x12, () => 1000);
    for (const claim of x12.read(text).claims) equal(stream.sourceAt(claim.base)?.base, claim.base);
    equal(stream.sourceAt(0), undefined);
    ok(stream.sourceAt(text.length));
  });

  it('of nothing is nothing', () => {
    compare(
      feed('', x12, () => 1),
      '',
      x12,
    );
  });
});
