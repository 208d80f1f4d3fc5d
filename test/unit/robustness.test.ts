import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { CheckedText } from '../../server/src/service/checkedText';
import { FORMATS } from '../../server/src/service/formats';
import { x12 } from '../../server/src/service/formats/x12';
import type { X12Document } from '../../server/src/service/formats/x12/read';
import { open, serviceFor } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { OTHER_DOCUMENTS } from '../support/otherDocuments';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';
import { checkSpans } from '../support/spans';
import { workOf } from '../support/work';
import { claim837 } from '../support/x12';

const context = serviceFor().contextFor({});
const EDITS = 10_000;

describe('robustness: every prefix reads', () => {
  for (const [name, text] of Object.entries({ ...samples(), ...X12_DOCUMENTS })) {
    it(name, () => {
      for (const format of FORMATS) {
        for (let end = 0; end <= text.length; end++) {
          const prefix = text.slice(0, end);
          checkSpans(format.read(prefix), prefix);
        }
      }
    });

    it(`${name}, judged`, () => {
      for (let end = 0; end <= text.length; end += 7) open(text.slice(0, end)).findings();
    });
  }
});

describe('robustness: x12 edits', () => {
  const names = Object.keys(X12_DOCUMENTS);
  for (const [index, name] of names.entries()) {
    it(`${name}: an updated document equals a read one, and so do its findings`, () => {
      const random = new Random(7_000 + index);
      let checked = new CheckedText(x12, X12_DOCUMENTS[name]!, context);
      const count = Math.ceil(EDITS / names.length);
      for (let edit = 0; edit < count; edit++) {
        // Back to a sound text from time to time: most edits should meet one.
        if (edit % 25 === 0 || checked.text.length > 20_000)
          checked = new CheckedText(x12, X12_DOCUMENTS[name]!, context);
        const before = checked.text;
        const change = randomChange(before, random);
        const text = changed(before, change);
        checked.change([{ change, text }]);
        const what = () => `edit ${edit}: ${JSON.stringify(change)} in\n${before}`;
        sameBlocks(checked.document as X12Document, x12.read(text) as X12Document, what);
        const fresh = new CheckedText(x12, text, context);
        const [found, expected] = [snapshot(checked), snapshot(fresh)];
        if (JSON.stringify(found) !== JSON.stringify(expected)) deepEqual(found, expected, what());
      }
    });
  }

  it('several edits in one change', () => {
    const random = new Random(4711);
    for (let round = 0; round < 200; round++) {
      let text = X12_DOCUMENTS.professional!;
      const checked = new CheckedText(x12, text, context);
      const edits = Array.from({ length: 1 + random.below(5) }, () => {
        const change = randomChange(text, random);
        text = changed(text, change);
        return { change, text };
      });
      checked.change(edits);
      deepEqual(snapshot(checked), snapshot(new CheckedText(x12, text, context)));
    }
  });

  it('an edit in the middle keeps the claims that it does not touch, as the same objects', () => {
    const text = claim837(Array.from({ length: 50 }, (_, index) => ({ id: `C${index}`, lines: [{ code: '0708T' }] })));
    const document = x12.read(text);
    const claims = [...document.claims];
    const at = text.indexOf('CLM*C25*') + 5;
    const edited = changed(text, { start: at, end: at, text: 'X' });
    const { document: updated, changes } = x12.update(document, edited, { start: at, end: at, text: 'X' });
    const again = changes.flatMap(({ inserted }) => inserted);
    ok(again.length <= 3, `${again.length} claims were read again`);
    equal(updated.claims.filter((claim) => claims.includes(claim)).length, 50 - again.length);
    equal(updated.claims[25]!.id?.value, 'CX25');
  });

  it('a long file of another kind is read again in part only', () => {
    const text = X12_DOCUMENTS.benefits!.replace(/(EB[^~]*~\n)/, (segment) => segment.repeat(5000));
    const document = x12.read(text) as X12Document;
    const at = text.length >> 1;
    const edited = changed(text, { start: at, end: at, text: 'X' });
    const kept = new Set(document.blocks);
    const { document: updated } = x12.update(document, edited, { start: at, end: at, text: 'X' });
    const fresh = (updated as X12Document).blocks.filter((block) => !kept.has(block));
    ok(kept.size > 3 && fresh.length < kept.size, `${fresh.length} of ${kept.size}`);
    sameBlocks(updated as X12Document, x12.read(edited) as X12Document, () => 'long file');
  });
});

describe('robustness: edits in every other format', () => {
  const service = serviceFor();
  for (const [name, sample] of Object.entries(samples())) {
    const id = service.formatOf(sample, { fileName: name });
    const format = FORMATS.find((one) => one.id === id)!;
    if (format === x12) continue;
    it(`${name} (${id})`, () => {
      const random = new Random(name.length);
      let checked = new CheckedText(format, sample, context);
      for (let edit = 0; edit < 400; edit++) {
        if (edit % 25 === 0) checked = new CheckedText(format, sample, context);
        const before = checked.text;
        const change = randomChange(before, random);
        const text = changed(before, change);
        checked.change([{ change, text }]);
        const [found, expected] = [snapshot(checked), snapshot(new CheckedText(format, text, context))];
        if (JSON.stringify(found) === JSON.stringify(expected)) continue;
        deepEqual(found, expected, `edit ${edit}: ${JSON.stringify(change)} in\n${before}`);
      }
    });
  }
});

describe('robustness: edits in longer texts of other formats', () => {
  for (const [name, [id, original]] of Object.entries(OTHER_DOCUMENTS)) {
    if (original.length > 30_000) continue;
    const format = FORMATS.find((one) => one.id === id)!;
    it(`${id}: ${name}`, () => {
      const random = new Random(name.length + 31);
      let checked = new CheckedText(format, original, context);
      for (let edit = 0; edit < 60; edit++) {
        if (edit % 12 === 0) checked = new CheckedText(format, original, context);
        const before = checked.text;
        const change = randomChange(before, random);
        const text = changed(before, change);
        checked.change([{ change, text }]);
        const [found, expected] = [snapshot(checked), snapshot(new CheckedText(format, text, context))];
        if (JSON.stringify(found) === JSON.stringify(expected)) continue;
        deepEqual(found, expected, `edit ${edit}: ${JSON.stringify(change)} in\n${before}`);
      }
    });
  }
});

describe('robustness: time', () => {
  /** Milliseconds of processor time; linear work is done in a tenth of this. */
  const LIMIT = 3000;

  it('judges long claims in time that grows with their length', () => {
    for (const code of ['0708T', '77001', '0709T', '99213']) {
      const text = claim837({ lines: Array.from({ length: 10_000 }, () => ({ code })) });
      const took = workOf(() => void new CheckedText(x12, text, context));
      ok(took < LIMIT, `${took} ms for 10,000 lines of ${code} in one claim`);
    }
  });

  it('and many claims of one patient', () => {
    const patient = { id: 'SAME' };
    const lines = Array.from({ length: 50 }, () => ({ code: '0709T' }));
    const text = claim837(Array.from({ length: 150 }, () => ({ patient, lines })));
    let checked: CheckedText | undefined;
    const opened = workOf(() => {
      checked = new CheckedText(x12, text, context);
    });
    ok(opened < LIMIT, `${opened} ms to open`);
    const at = text.indexOf('0709T') + 1;
    const change = { start: at, end: at, text: '9' };
    const edited = workOf(() => checked!.change([{ change, text: changed(text, change) }]));
    ok(edited < LIMIT / 2, `${edited} ms for an edit`);
  });

  it('reads what has no end in time that grows with its length', () => {
    const shapes = {
      'one endless segment': `${claim837({ lines: [] })}`.replace('CLM*', `NTE*ADD*${'A'.repeat(2_000_000)}\nCLM*`),
      'ISA again and again': 'ISA'.repeat(500_000),
      'ISA and blanks': `ISA*00*${' '.repeat(2_000_000)}`,
      'line ends in a segment': claim837({ lines: [] }).replace('CLM*', `NTE*ADD*${'A\n'.repeat(500_000)}CLM*`),
      'line ends only': '\n'.repeat(2_000_000),
      'line ends behind an unfinished segment': `${claim837({ lines: [] }).slice(0, -60)}${'\n'.repeat(500_000)}x`,
      'empty segments': claim837({ lines: [] }).replace('CLM*', `${'~'.repeat(1_000_000)}CLM*`),
      'separators only': claim837({ lines: [] }).replace('CLM*', `NTE${'*'.repeat(1_000_000)}~CLM*`),
    };
    for (const [name, text] of Object.entries(shapes)) {
      for (const format of FORMATS) {
        const took = workOf(() => void format.read(text));
        ok(took < LIMIT, `${took} ms for ${name} as ${format.id}`);
      }
    }
  });
});

describe('robustness: any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'ISA*',
      '*',
      '~',
      ':',
      '\n',
      'GS*',
      'ST*837*',
      'CLM*',
      'SV1*HC:',
      '0709T',
      'LX*1',
      'SE*',
      'IEA*',
      'HL*',
      'DTP*472*D8*',
      '|',
    ),
    fc.string({ maxLength: 6, unit: 'binary' }),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('reads in every format without a throw, spans in bounds', () => {
    fc.assert(
      fc.property(text, (one) => {
        for (const format of FORMATS) {
          const document = format.read(one);
          checkSpans(document, one);
          for (let at = 0; at <= one.length; at += 3) format.slotAt(document, one, at);
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('is judged, hovered and completed without a throw', () => {
    const service = serviceFor();
    fc.assert(
      fc.property(text, fc.constantFrom('x12' as const, 'claim-text' as const), (one, format) => {
        const checked = open(one, { format });
        checked.findings();
        for (let at = 0; at <= one.length; at += 5) {
          service.hover(checked, at);
          service.complete(checked, at);
          service.fixes(checked, at, at);
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('detection gives a number from 0 to 1', () => {
    fc.assert(
      fc.property(text, (one) => {
        for (const format of FORMATS) {
          const score = format.detect(one);
          ok(score >= 0 && score <= 1);
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

/** Compared as text first, which is fast; the slow comparison says where they differ. */
function sameBlocks(found: X12Document, expected: X12Document, what: () => string): void {
  const view = ({ blocks, claims, mentions, problems, length }: X12Document) => ({
    blocks,
    claims,
    mentions,
    problems,
    length,
  });
  if (JSON.stringify(view(found)) !== JSON.stringify(view(expected))) deepEqual(view(found), view(expected), what());
}
