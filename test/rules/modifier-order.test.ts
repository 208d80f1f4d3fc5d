import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'modifier-order';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('hints at a modifier that changes the payment behind one that informs', () => {
    check('DOS: 2025-03-04\n76700-GC-«26»', [/26 changes the payment of 76700 and stands behind GC/], {
      severity: 'hint',
      related: [['GC']],
    });
    check('DOS: 2025-03-04\n20610-RT-«59»', [/59/]);
    check('DOS: 2025-03-04\n99213-GC-GA-«25»', [/25.*behind GC/]);
  });

  it('the right order, and modifiers whose order depends on the payer', () => {
    check(
      'DOS: 2025-03-04\n76700-26-GC\n20610-59-RT\n97110-GP-CQ\n97110-CQ-GP\n99213-95-25\n99213-KX-25\n99213-25-57',
      [],
      {
        notChecked: [],
      },
    );
  });

  it('moves them before it, whatever the format, with all that belongs to them', () => {
    const text = (modifiers: string) => `DOS: 2025-03-04\n76700-${modifiers} x1`;
    checkFix(RULE, text('GC-26'), text('26-GC'));
    checkFix(RULE, text('GC-26-50'), text('26-50-GC'));
    checkFix(RULE, text('76-RT-26-LT'), text('76-26-RT-LT'));
    const x12 = (...modifiers: string[]) => claim837({ lines: [{ code: '76700', modifiers, description: 'WORDS' }] });
    checkFix(RULE, x12('GC', '26'), x12('26', 'GC'));
    checkFix(RULE, x12('GC', 'KX', '26', '50'), x12('26', '50', 'GC', 'KX'));
    const csv = (one: string, other: string) =>
      `CLM_ID,HCPCS_CD,MOD1,MOD2,SRVC_DT\nA,76700,${one},${other},2025-03-04\n`;
    checkFix(RULE, csv('GC', '26'), csv('26', 'GC'));
    const hl7 = (modifiers: string) =>
      `MSH|^~\\&|S|A|R|B|20250304||DFT^P03|1|T|2.5\rFT1|1|||20250304||CG|76700^^C4|||1||||||||||||||||${modifiers}\r`;
    checkFix(RULE, hl7('GC^INVENTED TEXT~26^^C4'), hl7('26^^C4~GC^INVENTED TEXT'));
    const fhir = (...concepts: string[]) =>
      `{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"76700"}]},"modifier":[${concepts.join(', ')}],"servicedDate":"2025-03-04"}]}`;
    const gc = '{"coding":[{"code":"GC"}],"text":"invented"}';
    const reading = '{"coding":[{"code":"26"}]}';
    checkFix(RULE, fhir(gc, reading), fhir(reading, gc));
  });

  it('one modifier has no order; voids are not judged', () => {
    check('DOS: 2025-03-04\n76700-GC');
    check(claim837({ frequency: '8', lines: [{ code: '76700', modifiers: ['GC', '26'] }] }));
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n76700-GC-26', [RULE]);
    deepEqual(briefFindings(claim837({ lines: [{ code: '76700', modifiers: ['GC', '26'] }] }), [RULE]), text);
    equal(text.length, 1);
  });
});
