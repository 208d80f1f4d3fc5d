import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Slot } from '../../server/src/service/formats/format';
import { x12 } from '../../server/src/service/formats/x12';
import { cursor } from '../support/marks';
import { claim837, type FileOptions, interchange, remittance835, transaction } from '../support/x12';

function slotAt(fixture: string): Slot | undefined {
  const { text, offset } = cursor(fixture);
  const slot = x12.slotAt(x12.read(text), text, offset);
  if (slot) {
    ok(slot.span.start <= offset && offset <= slot.span.end, 'the slot holds the offset');
    equal(slot.typed, text.slice(slot.span.start, offset));
  }
  return slot;
}

/** `kind element "text in the slot"`, or `-`. */
function brief(fixture: string): string {
  const slot = slotAt(fixture);
  if (!slot) return '-';
  const { text } = cursor(fixture);
  return [slot.kind, slot.element, `"${text.slice(slot.span.start, slot.span.end)}"`].filter(Boolean).join(' ');
}

/** A segment in place of the first line's SV1. */
function inLine(segment: string, options: FileOptions = {}): string {
  return claim837({ lines: [{}] }, options).replace(/SV[123]\*[^~]*/, segment);
}

describe('x12: what may be typed where', () => {
  const places: Readonly<Record<string, string>> = {
    'SV1*«»HC:0709T:59*100*UN*1*11**1': 'qualifier 235 "HC"',
    'SV1*HC«»:0709T:59*100*UN*1*11**1': 'qualifier 235 "HC"',
    'SV1*HC:«»0709T:59*100*UN*1*11**1': 'procedure SV101-2 "0709T"',
    'SV1*HC:07«»09T:59*100*UN*1*11**1': 'procedure SV101-2 "0709T"',
    'SV1*HC:0709T«»:59*100*UN*1*11**1': 'procedure SV101-2 "0709T"',
    'SV1*HC:0709T:«»59*100*UN*1*11**1': 'modifier SV101-3 "59"',
    'SV1*HC:0709T:59«»*100*UN*1*11**1': 'modifier SV101-3 "59"',
    'SV1*HC:0709T:59:«»*100*UN*1*11**1': 'modifier SV101-4 ""',
    'SV1*HC:0709T:59:LT:«»:GA*100*UN*1*11**1': 'modifier SV101-5 ""',
    'SV1*HC:0709T:59:LT:KX:G«»A*100*UN*1*11**1': 'modifier SV101-6 "GA"',
    'SV1*HC:0709T:59:LT:KX:GA:NO«»TE*100*UN*1*11**1': '-',
    'SV1*HC:0709T*1«»00*UN*1*11**1': '-',
    'SV1*HC:0709T*100*«»UN*1*11**1': 'qualifier 355 "UN"',
    'SV1*HC:0709T*100*UN*«»1*11**1': '-',
    'SV1*HC:0709T*100*UN*1*«»11**1': 'placeOfService "11"',
    'SV1*HC:0709T*100*UN*1*«»**1': 'placeOfService ""',
    'SV1*HC:0709T*100*UN*1*11**«»1': '-',
    'S«»V1*HC:0709T': '-',
    'SV2*05«»10*HC:0709T*100*UN*1': 'revenue "0510"',
    'SV2*0510*HC:07«»09T*100*UN*1': 'procedure SV202-2 "0709T"',
    'SV2*0510*HC:0709T:«»*100*UN*1': 'modifier SV202-3 ""',
    'SV2*0510*HC:0709T*100*U«»N*1': 'qualifier 355 "UN"',
    'SV3*AD:D01«»20*100*11': 'procedure SV301-2 "D0120"',
    'SV3*AD:D0120*100*1«»1': 'placeOfService "11"',
    'SV1*ER:99«»*100*UN*1*11**1': 'procedure SV101-2 "99"',
    'SV1*:99«»*100*UN*1*11**1': 'procedure SV101-2 "99"',
    'SV1*N4:00«»002*100*UN*1*11**1': '-',
    'SV1*HP:«»*100*UN*1*11**1': '-',
    'SV1*WK:«»*100*UN*1*11**1': '-',
    'SVC*NU:03«»00*100*80': 'revenue SVC01-2 "0300"',
    'SVC*NU:0300:«»*100*80': '-',
    'SV5*HC:E06«»01*DA*30*50': 'procedure SV501-2 "E0601"',
    'SV5*HC:E0601*D«»A*30*50': 'qualifier 355 "DA"',
    'SVD*P1*80*HC:07«»09T**1': 'procedure SVD03-2 "0709T"',
    'HI*«»ABK:C4359*ABF:Z5111': 'qualifier 1270 "ABK"',
    'HI*ABK:C43«»59*ABF:Z5111': 'diagnosis "C4359"',
    'HI*ABK:C4359*ABF:«»': 'diagnosis ""',
    'HI*BP:07«»08T': 'procedure "0708T"',
    'HI*APR:R«»05': 'diagnosis "R05"',
    'HI*BK:E8«»889': '-',
    'HI*BH:1«»1:D8:20250304': '-',
    'HI*BBR:0D«»TJ4ZZ': '-',
    'HI*DR:0«»470': '-',
    'CLM*X*100***1«»1:B:1': 'placeOfService "11"',
    'CLM*X*100***11:«»B:1': 'qualifier 1332 "B"',
    'CLM*X*100***11:B:«»1': 'qualifier 1325 "1"',
    'CLM*X*100***1«»3:A:1': 'qualifier bill type "13"',
    'SBR*«»P*18*******MB': 'qualifier 1138 "P"',
    'SBR*P*18*******M«»B': 'qualifier 1032 "MB"',
    'NM1*8«»2*1*A*B****XX*1': 'qualifier 98 "82"',
    'NM1*82*1*A*B****X«»X*1': 'qualifier 66 "XX"',
    'NM1*82*1*A«»*B****XX*1': '-',
    'DTP*47«»2*D8*20250304': 'qualifier 374 "472"',
    'DTP*472*D«»8*20250304': 'qualifier 1250 "D8"',
    'DTP*472*D8*2025«»0304': '-',
    'HL*1**2«»2*0': 'qualifier 735 "22"',
    'LX*«»1': '-',
  };
  for (const [segment, expected] of Object.entries(places)) {
    it(`${segment} is ${expected}`, () => {
      equal(brief(inLine(segment)), expected);
      equal(brief(inLine(segment, { eol: '' })), expected, 'one line');
      equal(brief(inLine(segment, { eol: '\r\n', indent: '  ' })), expected, 'indented, CRLF');
    });
  }

  it('in a remittance, a benefit answer and a question', () => {
    const svc = (segment: string) => brief(remittance835(['CLP*A*1*1*1', segment]));
    equal(svc('SVC*HC:07«»08T*1*1'), 'procedure SVC01-2 "0708T"');
    equal(svc('SVC*HC:0708T*1*1**1*HC:99«»213'), 'procedure SVC06-2 "99213"');
    equal(brief(transaction('271', ['EB*1************HC:07«»08T'])), 'procedure EB13-2 "0708T"');
    equal(brief(transaction('270', ['EQ**HC:07«»'])), 'procedure EQ02-2 "07"');
    equal(brief(remittance835(['CLP*A*«»1*1*1'])), 'qualifier 1029 "1"');
    equal(brief(transaction('278', ['UM*HS*I*3*1«»1:B'])), 'placeOfService "11"');
    equal(brief(transaction('278', ['UM*AR*I*2*1«»1:A'])), 'qualifier bill type "11"');
    equal(brief(transaction('278', ['UM*HS*I*3*11:«»B'])), 'qualifier 1332 "B"');
  });

  it('a hospital’s claim begins with the type of its bill', () => {
    const hospital = claim837({ lines: [{}] }, { kind: 'I' });
    const begun = hospital.replace(/CLM\*([^*]*)\*([^*]*)\*[^~]*/, 'CLM*$1*$2***«»');
    equal(brief(begun), 'qualifier bill type ""');
  });

  it('in a services review', () => {
    const review = (segment: string) => transaction('278', ['HL*4*3*EV*0', segment]);
    equal(brief(review('UM*«»HS*I*3')), 'qualifier 1525 "HS"');
    equal(brief(review('UM*HS*«»I*3')), 'qualifier 1322 "I"');
    equal(brief(review('UM*HS*I*3«»')), 'qualifier 1365 "3"');
    equal(brief(review('UM*HS*I*3*1«»1:B')), 'placeOfService "11"');
    equal(brief(review('UM*HS*I*3*11:«»A')), 'qualifier 1332 "A"');
    equal(brief(review('UM*HS*I*3*11:B**«»03')), 'qualifier 1338 "03"');
    equal(brief(review('HCR*A«»1*1')), 'qualifier 306 "A1"');
  });

  it('tells a modifier’s slot the procedure and the other modifiers', () => {
    const slot = slotAt(inLine('SV1*HC:71046:59:«»:LT*100*UN*1***1'));
    equal(slot?.procedure, '71046');
    deepEqual(slot?.modifiers, ['59', 'LT']);
    const own = slotAt(inLine('SV1*HC:71046:5«»9:LT*100*UN*1***1'));
    deepEqual(own?.modifiers, ['LT']);
  });

  it('knows the claim it stands in', () => {
    const slot = slotAt(
      claim837([
        { id: 'A', lines: [{}] },
        { id: 'B', lines: [{ code: '07«»08T' }] },
      ]),
    );
    equal(slot?.claim?.id?.value, 'B');
  });

  describe('on unfinished lines', () => {
    const begun: Readonly<Record<string, string>> = {
      'SV1*«»': 'qualifier 235 ""',
      'SV1*HC«»': 'qualifier 235 "HC"',
      'SV1*HC:«»': 'procedure SV101-2 ""',
      'SV1*HC:07«»': 'procedure SV101-2 "07"',
      'SV1*HC:0708T:«»': 'modifier SV101-3 ""',
      'SV1*HC:0708T:59:«»': 'modifier SV101-4 ""',
      'SV1*HC:0708T*100*«»': 'qualifier 355 ""',
      'SV1*HC:0708T*100*UN*1*«»': 'placeOfService ""',
      'SV2*0510*HC:«»': 'procedure SV202-2 ""',
      'SV2*«»': 'revenue ""',
      'DTP*«»': 'qualifier 374 ""',
      'HI*ABK:«»': 'diagnosis ""',
      'CLM*A*100***«»': 'placeOfService ""',
    };
    for (const [segment, expected] of Object.entries(begun)) {
      it(`${segment} is ${expected}`, () => {
        for (const eol of ['\n', '\r\n']) {
          const lines = claim837({ lines: [{}] }, { eol }).split(eol);
          const at = lines.findIndex((line) => line.startsWith('SE*'));
          const putAt = (index: number) => [...lines.slice(0, index), segment, ...lines.slice(index)].join(eol);
          equal(brief(putAt(at)), expected, 'before SE');
          equal(brief(putAt(at - 1)), expected, 'before DTP');
          equal(brief(putAt(at - 3)), expected, 'before LX');
          equal(brief(lines.slice(0, at).join(eol) + eol + segment), expected, 'at the end of the file');
        }
      });
    }

    it('where the line end is the terminator', () => {
      const text = claim837({ lines: [{}] }, { delimiters: { segment: '\n' }, eol: '' });
      equal(brief(text.replace('LX*1', 'LX*9\nSV1*HC:07«»\nLX*1')), 'procedure SV101-2 "07"');
    });

    it('with a separator that ISA16 does not declare', () => {
      const text = claim837(
        { lines: [{ code: '07«»', modifiers: ['59'] }] },
        { delimiters: { component: '>' }, declared: ':' },
      );
      equal(brief(text), 'procedure SV101-2 "07"');
    });
  });

  it('is nothing outside of an interchange, in its envelope, in empty text', () => {
    equal(brief('«»'), '-');
    equal(brief('some «»text'), '-');
    equal(brief(interchange([]).replace('ISA*', 'IS«»A*')), '-');
    equal(brief(`${claim837({ lines: [{}] })}SV1*HC:07«»`), '-');
  });

  it('throws nowhere, and is always around the offset', () => {
    const text = claim837({ lines: [{ code: '0708T', modifiers: ['59'] }] });
    const document = x12.read(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const slot = x12.slotAt(document, text, offset);
      if (slot)
        ok(
          slot.span.start <= offset &&
            offset <= slot.span.end &&
            !/[~*\n]/.test(text.slice(slot.span.start, slot.span.end)),
        );
    }
  });
});
