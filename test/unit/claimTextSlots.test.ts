import { deepEqual, equal } from 'node:assert/strict';
import { claimText } from '../../server/src/service/formats/claimText/index';
import type { Slot } from '../../server/src/service/formats/format';
import { cursor, marked } from '../support/marks';

function slotOf(fixture: string): Slot | undefined {
  const { text, offset } = cursor(fixture);
  return claimText.slotAt(claimText.read(text), text, offset);
}

/** The kind of slot at a cursor, what is typed there and what would be replaced. */
function brief(fixture: string): string | undefined {
  const { text } = cursor(fixture);
  const slot = slotOf(fixture);
  return slot && `${slot.kind} ${slot.typed}|${text.slice(slot.span.start + slot.typed.length, slot.span.end)}`;
}

describe('claim text: what can be typed where', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['07«»', 'procedure 07|'],
    ['0«»709T x2', 'procedure 0|709T'],
    ['CPT: «»', 'procedure |'],
    ['CPT: 07«»', 'procedure 07|'],
    ['CPT «»', 'procedure |'],
    ['HCPCS: J«»', 'procedure J|'],
    ['Code: «»', 'procedure |'],
    ['1. «»', 'procedure |'],
    ['- «»', 'procedure |'],
    ['- 99«»', 'procedure 99|'],
    ['Line 2: «»', 'procedure |'],
    ['2025-03-04 «»', 'procedure |'],
    ['2025-03-04 07«»', 'procedure 07|'],
    ['Claim: 1\n«»', 'procedure |'],
    ['Claim: 1\n99213\n«»\nClaim: 2', 'procedure |'],
    ['CPT: 0708T, 07«»', 'procedure 07|'],
    ['immuno«»', 'procedure immuno|'],
    ['Claim: 1\nskin bio«»', 'procedure skin bio|'],
    ['1. immuno inj«»', 'procedure immuno inj|'],
    ['CPT: immuno«»', 'procedure immuno|'],
    ['one two three four five«»', undefined],
    ['Patient: imm«»', undefined],
    ['DOS: «»', undefined],
    ['DOS: 2025-03-04 «»', undefined],
    ['Note: see «»', undefined],
    ['«»', undefined],
    ['---«»', undefined],
    ['0709T-«»', 'modifier |'],
    ['0709T-5«»', 'modifier 5|'],
    ['0709T-5«»9 x2', 'modifier 5|9'],
    ['0709T-59-«»', 'modifier |'],
    ['0709T/«»', 'modifier |'],
    ['0709T mod «»', 'modifier |'],
    ['0709T modifiers: 25, «»', 'modifier |'],
    ['POS: «»', 'placeOfService |'],
    ['DOS: 3/4/25   POS: 1«»1', 'placeOfService 1|1'],
    ['99213 POS «»', 'placeOfService |'],
    ['Dx: «»', 'diagnosis |'],
    ['Dx: C43.«»59', 'diagnosis C43.|59'],
    ['Dx: C43.59, Z1«»', 'diagnosis Z1|'],
    ['99213 dx «»', 'diagnosis |'],
    ['CPT\tMod\tUnits\n07«»\t59\t2', 'procedure 07|'],
    ['CPT\tMod\tUnits\n0709T\t5«»\t2', 'modifier 5|'],
    ['CPT\tMod\tUnits\n0709T\t«»\t2', 'modifier |'],
    ['CPT\tMod\tUnits\n0709T\t59\t«»2', undefined],
    ['| CPT | Mod | POS |\n| 07«»09T | | |', 'procedure 07|09T'],
    ['| CPT | Mod | POS |\n| 0709T | «» | |', 'modifier |'],
    ['| CPT | Mod | POS |\n| 0709T | | 1«» |', 'placeOfService 1|'],
    ['| CPT | Mod | POS |\n| «» | | |', 'procedure |'],
    ['CPT     Mod   Units\n0709T   5«»9    2', 'modifier 5|9'],
    ['CPT     Mod   Units\n07«»09T   59    2', 'procedure 07|09T'],
    ['01 07 26 01 07 26 11    992«»03  25           A       185 00   1', 'procedure 992|03'],
    ['01 07 26 01 07 26 11    99203  «»25           A       185 00   1', 'modifier |25'],
    ['01 07 26 01 07 26 1«»1    99203  25           A       185 00   1', 'placeOfService 1|1'],
    ['01 07 26 01 07 26 11    99203  25           A«»       185 00   1', undefined],
    ['01 07 26 01 07 26 11    99203  25           A       1«»85 00   1', undefined],
    ['99213, 07«»', 'procedure 07|'],
    ['99213-25, 930«»00', 'procedure 930|00'],
    ['1. 99213-25, 93000, 85«»', 'procedure 85|'],
    ['99213-25, 93000-«»', 'modifier |'],
    ['CPT: 99213, 93000-2«»6', 'modifier 2|6'],
    ['99213, left«»', undefined],
    ['99213-25, 93«»', 'procedure 93|'],
    ['1999 J1885, 10«»', undefined],
  ];
  for (const [fixture, expected] of cases) {
    it(JSON.stringify(fixture), () => equal(brief(fixture), expected === undefined ? undefined : expected));
  }

  it('a modifier slot knows its procedure and the modifiers beside it', () => {
    for (const fixture of [
      '0709T-25-«»',
      '0709T 25 mod «»',
      '| CPT | Mod |\n| 0709T | 25 «» |',
      'CPT\tMod\tMod\n0709T\t25\t«»',
    ]) {
      const slot = slotOf(fixture);
      deepEqual([slot?.kind, slot?.procedure, slot?.modifiers], ['modifier', '0709T', ['25']], fixture);
    }
  });

  it('names the claim it stands in', () => {
    const { text, ranges } = marked('Claim: 1\n99213\nClaim: 2\n«»');
    const document = claimText.read(text);
    equal(claimText.slotAt(document, text, ranges[0]!.start)?.claim, document.claims[1]);
  });
});
