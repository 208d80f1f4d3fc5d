import { equal } from 'node:assert/strict';
import { checkFix, checkRule, open } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const ID = 'unexpected-segment';
const TWO = claim837([{ lines: [{}, {}] }, { lines: [{}] }]);

/** The text with the first segment that matches in marks. */
function at(text: string, segment: RegExp): string {
  return text.replace(new RegExp(`(?<=\\n)${segment.source}[^~]*`), '«$&»');
}

/** The text with a segment in front of the first that matches. */
function inFrontOf(text: string, segment: RegExp, added: string): string {
  return text.replace(new RegExp(`(?<=\\n)${segment.source}`), `${added}~\n$&`);
}

/** Without the first segment that matches. */
function without(text: string, segment: RegExp): string {
  return text.replace(new RegExp(`(?<=\\n)${segment.source}[^~]*~\\n`), '');
}

describe(ID, () => {
  it('is silent where every segment has its loop', () => {
    checkRule(ID, TWO);
    for (const kind of ['P', 'I', 'D'] as const) {
      checkRule(ID, claim837({ lines: [{}], dependent: { last: 'TESTCHILD' } }, { kind }));
      checkRule(ID, claim837({ lines: [{}] }, { kind, version: '4010' }));
    }
    checkRule(ID, remittance835(REMITTANCE));
  });

  it('a segment that the guide does not have', () => {
    checkRule(ID, inFrontOf(TWO, /LX\*2/, '«MSG*SEE NOTE»'), [/^MSG is no segment of 005010X222A1\..*999 IK304 2/], {
      severity: 'warning',
    });
    checkRule(ID, inFrontOf(TWO, /HL\*3/, '«N1*PR*PAYER»'), [/^N1 is no segment/]);
    checkRule(ID, inFrontOf(remittance835(REMITTANCE), /SVC/, '«SV1*HC:99213*100*UN*1»'), [
      /^SV1 is no segment of 005010X221A1/,
    ]);
    checkRule(ID, inFrontOf(TWO, /LX\*2/, '«MSG*A»~\nMSG*B'), [/^MSG/]);
    checkRule(ID, inFrontOf(TWO, /LX\*2/, '«NTE1*ADD*A»'), [/^NTE1 is no segment/]);
    checkRule(ID, inFrontOf(TWO, /LX\*2/, 'NTE*ADD*SEE~NOTE BEHIND'));
  });

  it('lines of another guide, once a claim, and nothing else of that claim', () => {
    const wrong = claim837([{ lines: [{}, {}] }, { lines: [{}] }], { kind: 'I' }).replace(
      /005010X223A2/g,
      '005010X222A1',
    );
    const marks = wrong.replace(/(LX\*1~\n)(SV2[^~]*)/g, '$1«$2»');
    checkRule(ID, marks, [/^SV2 is no segment .* GS08 and ST03 name another guide/, /^SV2/]);
  });

  it('a service or a part of it before its LX', () => {
    checkRule(ID, at(without(claim837({ lines: [{}] }), /LX\*/), /SV1\*/), [
      /^SV1 stands before any LX, where 005010X222A1 has none/,
    ]);
    checkRule(ID, inFrontOf(TWO, /LX\*1/, '«SVD*PAYER1*10*HC:99213**1»'), [/^SVD stands before any LX/]);
  });

  it('what stands before the service of its line, which goes behind it', () => {
    const one = claim837({ lines: [{}] });
    const dated = /DTP\*472[^~]*~\n/.exec(one)![0];
    const early = one.replace(dated, '').replace(/SV1\*/, `${dated}SV1*`);
    checkRule(ID, at(early, /DTP\*472/), [/^DTP stands before the SV1 of its line, .* Move it behind the SV1\.$/], {
      severity: 'warning',
    });
    checkFix(ID, early, one);
    checkFix(ID, early.replaceAll('\n', ''), one.replaceAll('\n', ''));
    checkFix(ID, early.replace(/SV1\*/, 'REF*6R*A~\nSV1*'), one.replace(dated, `${dated}REF*6R*A~\n`));
    for (const kind of ['I', 'D'] as const) {
      const text = claim837({ lines: [{}] }, { kind });
      checkRule(ID, at(text.replace(dated, '').replace(/(?=SV[23]\*)/, dated), /DTP\*472/), [/before the SV[23]/]);
    }
    // Of a line without a service its lack is told.
    checkRule(ID, without(one, /SV1\*/));
  });

  it('what belongs to another payer without the SBR of that payer', () => {
    const one = claim837({ lines: [{}] });
    for (const segment of ['OI***Y***Y', 'MOA***MA01', 'CAS*PR*1*5', 'AMT*D*5', 'AMT*EAF*5']) {
      checkRule(ID, inFrontOf(one, /LX\*1/, `«${segment}»`), [
        /stands outside of the loop of another payer, where 005010X222A1 has none.* Add the SBR of that payer/,
      ]);
      checkRule(ID, inFrontOf(one, /LX\*1/, `SBR*S*18*******CI~\n${segment}`));
    }
    checkRule(ID, inFrontOf(one, /LX\*1/, 'AMT*F5*5'));
    checkRule(ID, inFrontOf(one, /CLM\*/, '«OI***Y***Y»'), [/outside of the loop of another payer/]);
    const old = claim837({ lines: [{}] }, { version: '4010' });
    checkRule(ID, inFrontOf(old, /LX\*1/, '«OI***Y***Y»'), [/004010X098A1/]);
  });

  it('adjustments of a line without the SVD of the payer that made them', () => {
    const adjusted = (...more: string[]) => claim837({ lines: [{ more }, {}] });
    checkRule(ID, adjusted('«CAS*PR*1*5»'), [/^CAS stands on a line without an SVD before it, .* Add the SVD/]);
    checkRule(ID, adjusted('SVD*PAYER1*95*HC:99213**1', 'CAS*PR*1*5', 'DTP*573*D8*20250401'));
    checkRule(ID, adjusted('SVD*PAYER1*95*HC:99213**1') + claim837({ lines: [{ more: ['«CAS*PR*1*5»'] }] }), [/^CAS/]);
  });

  it('an id in small letters or with blanks is one error, and read as what is meant', () => {
    const one = claim837({ lines: [{}] });
    for (const id of ['ST', 'GS', 'HL', 'NM1', 'CLM', 'HI', 'LX', 'SV1', 'DTP', 'SE', 'IEA']) {
      const head = new RegExp(`(?<=\\n)${id}\\*`);
      for (const written of [id.toLowerCase(), `${id} `, `${id[0]} ${id.slice(1)}`]) {
        const text = one.replace(head, `${written}*`);
        checkRule(ID, one.replace(head, `«${written}»*`), [/is no segment: .*999 IK304 1/], { severity: 'error' });
        checkFix(ID, text, one);
        equal(open(text).findings().length, 1, written);
      }
    }
    // A text that a note goes on with is no segment.
    checkRule(ID, inFrontOf(one, /LX\*1/, 'NTE*ADD*SEE~ hello there'));
  });

  it('the service of a remittance in a claim is told once', () => {
    const one = claim837({ lines: [{}] });
    const lone = one.replace(/SV1\*[^~]*/, '«SVC*HC:99213*100*80**1»');
    checkRule(ID, lone, [/^SVC is no segment of 005010X222A1.* a claim has SV1\.$/]);
    equal(open(lone.replace(/[«»]/g, '')).findings().length, 1);
    equal(open(inFrontOf(one, /SE\*/, 'SVC*HC:99213*100*80**1').replace(/SE\*\d+/, 'SE*22')).findings().length, 1);
  });

  it('what belongs to the claim behind its lines', () => {
    for (const segment of ['HI*ABK:C4359', 'SBR*S*18*******MB', 'OI***Y***Y', 'PAT*19']) {
      checkRule(ID, inFrontOf(TWO, /LX\*2/, `«${segment}»`), [
        /stands behind the lines of its claim, .* Move it before the first LX\.$/,
      ]);
    }
    checkRule(ID, inFrontOf(TWO, /LX\*1/, 'SBR*S*18*******MB~\nOI***Y***Y~\nNM1*IL*1*TESTPERSON*A****MI*M1'));
  });

  it('what is in the wrong place is not said to be missing as well', () => {
    const one = claim837({ lines: [{}] });
    for (const text of [without(one, /HI\*/).replace(/(?<=\n)SE\*/, 'HI*ABK:C4359~\n$&'), without(one, /LX\*/)]) {
      checkRule('missing-segment', text);
    }
  });

  it('a line outside of a claim', () => {
    checkRule(ID, at(without(claim837({ lines: [{}] }), /CLM\*/), /LX\*/), [/^LX stands outside of a claim/]);
    const paid = remittance835(REMITTANCE);
    checkRule(ID, at(without(paid, /CLP\*/), /SVC\*/), [/^SVC stands outside of a claim payment/]);
  });

  it('a claim that belongs to no subscriber', () => {
    checkRule(ID, at(without(claim837({ lines: [{}] }), /HL\*2/), /CLM\*/), [/^CLM stands under HL 20/]);
    const bare = without(without(claim837({ lines: [{}] }), /HL\*2/), /HL\*1/);
    checkRule(ID, at(bare, /CLM\*/), [/^CLM stands outside of an HL loop/]);
  });

  it('guides that are not known, and what stands between transactions, are not looked at', () => {
    checkRule(ID, inFrontOf(claim837({ lines: [{}] }, { version: '4010' }), /LX\*1/, 'MSG*SEE NOTE'));
    checkRule(ID, inFrontOf(TWO, /LX\*2/, 'MSG*SEE NOTE').replace(/005010X222A1/g, '005010X299'));
    checkRule(ID, inFrontOf(TWO, /ST\*/, 'MSG*SEE NOTE'));
    // Trailers that are missing are another rule's.
    checkRule(ID, without(TWO, /SE\*/));
    checkRule(ID, TWO.slice(0, TWO.search(/SE\*/)) + TWO);
  });
});

const REMITTANCE = [
  'BPR*I*80*C*CHK************20250320',
  'TRN*1*CHECK1*1999999999',
  'N1*PR*INVENTED PAYER',
  'N1*PE*INVENTED CLINIC*XX*1000000004',
  'LX*1',
  'CLP*A*1*100*80**12*1000',
  'NM1*QC*1*TESTPERSON',
  'SVC*HC:99213*100*80**1',
];
