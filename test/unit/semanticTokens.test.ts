import { deepEqual, equal, ok } from 'node:assert/strict';
import type { CheckedText } from '../../server/src/service/checkedText';
import { semanticTokens, TOKEN_KINDS } from '../../server/src/service/features/semanticTokens';
import { type CheckOptions, open, serviceFor } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { Random } from '../support/random';
import { claim837, type FileOptions, interchange, remittance835, transaction } from '../support/x12';

const X12: CheckOptions = { format: 'x12' };

/** The tokens of the segment that begins with `head`, as `text kind`. */
function tokensOf(text: string, head: string, options: CheckOptions = X12): string[] {
  const checked = open(text, options);
  const start = text.indexOf(head);
  ok(start >= 0, head);
  const end = start + head.length;
  return semanticTokens(checked, start, end).map((token) => `${text.slice(token.start, token.end)} ${token.kind}`);
}

/** In order, without overlaps, in bounds, never empty. */
function checkOrder(text: string, checked: CheckedText): number {
  let last = 0;
  const tokens = semanticTokens(checked);
  for (const { start, end, kind } of tokens) {
    ok(start >= last && end > start && end <= text.length, `${kind} ${start}..${end} after ${last}`);
    ok(TOKEN_KINDS.includes(kind));
    last = end;
  }
  return tokens.length;
}

describe('semantic tokens', () => {
  it('of a service line', () => {
    const text = claim837({ lines: [{ code: '99213', modifiers: ['25', 'TC'], place: '11', pointers: [1] }] });
    deepEqual(tokensOf(text, 'SV1*HC:99213:25:TC*100*UN*1*11**1'), [
      'SV1 segment',
      'HC qualifier',
      '99213 procedure',
      '25 modifier',
      'TC modifier',
      '100 number',
      'UN qualifier',
      '1 number',
      '11 code',
      '1 number',
    ]);
    deepEqual(tokensOf(text, 'DTP*472*D8*20250304'), ['DTP segment', '472 qualifier', 'D8 qualifier', '20250304 date']);
  });

  it('of names and numbers: free text has none', () => {
    const text = claim837({ id: 'A1', lines: [{}] });
    deepEqual(tokensOf(text, 'NM1*85*2*INVENTED CLINIC*****XX*1000000004'), [
      'NM1 segment',
      '85 qualifier',
      '2 qualifier',
      'XX qualifier',
      '1000000004 identifier',
    ]);
    deepEqual(tokensOf(text, 'CLM*A1*100***11:B:1').slice(0, 6), [
      'CLM segment',
      'A1 identifier',
      '100 number',
      '11 code',
      'B qualifier',
      '1 qualifier',
    ]);
    deepEqual(tokensOf(text, 'HI*ABK:C4359'), ['HI segment', 'ABK qualifier', 'C4359 code']);
  });

  it('a postal code is no qualifier', () => {
    deepEqual(tokensOf(claim837({ lines: [{}] }), 'N4*ANYTOWN*NY*10001'), [
      'N4 segment',
      'NY qualifier',
      '10001 identifier',
    ]);
  });

  it('of a remittance, repetitions and the envelope', () => {
    deepEqual(tokensOf(remittance835(['CLP*A*1*1*1', 'CAS*CO*45*12.5*1']), 'CAS*CO*45*12.5*1'), [
      'CAS segment',
      'CO qualifier',
      '45 code',
      '12.5 number',
      '1 number',
    ]);
    deepEqual(tokensOf(transaction('271', ['HL*1**22*0', 'EB*1*IND*30^33']), 'EB*1*IND*30^33'), [
      'EB segment',
      '1 qualifier',
      'IND qualifier',
      '30 qualifier',
      '33 qualifier',
    ]);
    const isa = tokensOf(interchange([]), interchange([]).split('\n')[0]!);
    ok(isa.includes('SENDER1 identifier') && isa.includes('250310 date') && isa.includes('ISA segment'), isa.join());
    deepEqual(tokensOf(interchange(['QQQ*1']), 'QQQ*1'), ['QQQ segment']);
  });

  for (const [name, options] of Object.entries<FileOptions>({
    'other characters': { delimiters: { element: '|', component: '>', segment: '!' } },
    'control characters': { delimiters: { element: '\u001c', component: '\u001f', segment: '\u001d' }, eol: '' },
    'a declared separator that is not used': { delimiters: { component: '>' }, declared: ':' },
    'one line': { eol: '' },
  })) {
    it(`are the same with ${name}`, () => {
      const plain = claim837({ lines: [{ code: '0708T', modifiers: ['59'] }, {}] });
      const other = claim837({ lines: [{ code: '0708T', modifiers: ['59'] }, {}] }, options);
      const list = (text: string) =>
        semanticTokens(open(text, X12)).map(({ start, end, kind }) => `${text.slice(start, end)} ${kind}`);
      deepEqual(list(other), list(plain));
    });
  }

  it('of claim text: codes, modifiers, dates', () => {
    const text = 'Claim: T-1\nDOS: 2025-03-04   POS: 11   Dx: C43.59\n1. 0709T-59 x2  $1,400.00  dx A\n';
    const found = tokensOf(text, text, {});
    for (const one of ['0709T procedure', '59 modifier', '2025-03-04 date', 'C43.59 code']) {
      ok(found.includes(one), `${one} in ${found.join()}`);
    }
  });

  it('a range has the tokens of the whole that touch it', () => {
    for (const text of Object.values({ ...samples(), ...X12_DOCUMENTS })) {
      const checked = open(text);
      const all = semanticTokens(checked);
      const random = new Random(3);
      for (let run = 0; run < 40; run++) {
        const from = random.below(text.length);
        const to = from + random.below(300);
        deepEqual(
          semanticTokens(checked, from, to),
          all.filter(({ start, end }) => end > from && start < to),
        );
      }
    }
  });

  it('never throws, on any prefix; in order and without overlaps', () => {
    for (const text of Object.values({ ...samples(), ...X12_DOCUMENTS })) {
      for (let end = 0; end <= text.length; end += 61) {
        const prefix = text.slice(0, end);
        for (const format of ['x12', 'claim-text'] as const) checkOrder(prefix, open(prefix, { format }));
      }
    }
    equal(checkOrder('', open('', X12)), 0);
  });

  it('follow an edit', () => {
    const text = claim837({ lines: [{}, {}] });
    const checked = open(text, X12);
    const at = text.indexOf('SV1*') + 4;
    const changed = `${text.slice(0, at)}XX${text.slice(at)}`;
    checked.change([{ change: { start: at, end: at, text: 'XX' }, text: changed }]);
    const fresh = serviceFor().open(changed, X12)!;
    deepEqual(semanticTokens(checked), semanticTokens(fresh));
  });
});
