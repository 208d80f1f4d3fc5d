import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { type ClaimOptions, claim837, type FileOptions, type LineOptions } from '../support/x12';

const RULE = 'missing-telehealth-modifier';

function checkLine(
  line: LineOptions,
  messages: readonly (string | RegExp)[] = [],
  claim: Partial<ClaimOptions> = {},
  options: RuleOptions & { readonly file?: FileOptions } = {},
) {
  return checkRule(RULE, claim837({ filing: 'CI', ...claim, lines: [line] }, options.file), messages, options);
}

describe(RULE, () => {
  it('place 02 or 10 without a modifier that says how', () => {
    checkLine(
      { code: '«99213»' },
      [/place of service 02 \(telehealth\) but no telehealth modifier/],
      { place: '02' },
      { severity: 'hint' },
    );
    checkLine({ code: '«90834»', place: '10' }, [/place of service 10/]);
  });

  it('93, 95, FQ, GQ, GT and G0 say how', () => {
    for (const modifier of ['93', '95', 'FQ', 'GQ', 'GT', 'G0']) checkLine({ modifiers: [modifier], place: '10' });
  });

  it('95 with an office as its place, but in the emergency until the end of 2023', () => {
    checkLine({ modifiers: ['«95»'], place: '11' }, [/95 on 99213.*place of service is 11/]);
    checkLine({ modifiers: ['95'], place: '11', date: '20231231' });
    checkLine({ modifiers: ['«95»'], place: '11', date: '20240101' }, [/95/]);
    checkLine({ modifiers: ['«95»'], place: '11', date: '20200229' }, [/95/]);
    checkLine({ modifiers: ['95'], place: '11', date: '20200301' });
    checkLine({ modifiers: ['95'], place: '19' });
    checkLine({ modifiers: ['95'], place: '22' });
  });

  it('Medicare reads the place alone', () => {
    for (const filing of ['MA', 'MB', '16']) checkLine({ place: '10' }, [], { filing });
    checkLine({ code: '«99213»', place: '10' }, [/10/], { filing: 'MC' });
  });

  it('leaves services alone that are remote by what they are, or never', () => {
    for (const code of ['99441', '98966', '98000', 'G2012', 'Q3014', '99457', '36415', '20610'])
      checkLine({ code, place: '02' });
  });

  it('leaves hospital bills and claims without a place alone', () => {
    checkLine({ code: '99213' }, [], {}, { file: { kind: 'I' } });
    checkRule(RULE, 'Payer: INVENTED\nDOS: 2025-03-04\n99213');
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('Payer: INVENTED PLAN\nDOS: 2025-03-04\nPOS: 02\n99213', [RULE]);
    deepEqual(briefFindings(claim837({ filing: 'CI', place: '02', lines: [{}] }), [RULE]), text);
    equal(text.length, 1);
  });
});
