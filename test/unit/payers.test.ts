import { checkRule } from '../support/check';
import { claim837 } from '../support/x12';

/**
 * The setting `payers: medicare` in formats that have no filing indicator (SBR09): the payer's name says whose the claim
 * is, and a claim that names none is taken for Medicare's, as everywhere else. 0709T is an add-on of 0708T (AOC type 1).
 */
describe('payers: medicare', () => {
  const settings = { payers: 'medicare' };
  const judged = (text: string, format: string) =>
    checkRule('missing-primary-code', text.replace('0709T', '«0709T»'), [/0708T/], { settings, format });
  const passed = (text: string, format: string) => checkRule('missing-primary-code', text, [], { settings, format });

  it('claim text', () => {
    const text = (header: string) => `${header}DOS: 2025-03-04\n0709T\n`;
    judged(text(''), 'claim-text');
    for (const payer of ['Medicare', 'Medicare Part B', 'Example Medicare Advantage', 'State Medicaid']) {
      judged(text(`Payer: ${payer}\n`), 'claim-text');
    }
    passed(text('Payer: Example Mutual\n'), 'claim-text');
    passed(text('Payer ID: 99999\n'), 'claim-text');
  });

  it('CSV', () => {
    const text = (column: string, value: string) => `CLAIM_ID,CPT,UNITS,DOS${column}\nA,0709T,1,20250304${value}\n`;
    judged(text('', ''), 'csv');
    judged(text(',PAYER', ','), 'csv');
    judged(text(',PAYER', ',Medicare'), 'csv');
    judged(text(',FILING_INDICATOR', ',MB'), 'csv');
    passed(text(',PAYER', ',Example Mutual'), 'csv');
    passed(text(',FILING_INDICATOR', ',CI'), 'csv');
    passed(text(',PAYER,FILING_INDICATOR', ',Medicare supplement of Example Mutual,CI'), 'csv');
  });

  it('FHIR and HL7 v2', () => {
    const fhir = (insurer: unknown) =>
      JSON.stringify({
        resourceType: 'Claim',
        status: 'active',
        use: 'claim',
        insurer,
        item: [
          {
            servicedDate: '2025-03-04',
            productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '0709T' }] },
          },
        ],
      });
    judged(fhir(undefined), 'fhir-json');
    judged(fhir({ display: 'Medicare' }), 'fhir-json');
    passed(fhir({ display: 'Example Mutual' }), 'fhir-json');
    const hl7 = (payer: string) =>
      [
        'MSH|^~\\&|A|B|C|D|20250304||DFT^P03|1|P|2.5',
        'PID|1||TESTPERSON1',
        `IN1|1|PLAN|P1|${payer}`,
        'FT1|1|||20250304||CG||||1|||||||||||||||0709T',
        '',
      ].join('\r');
    judged(hl7('MEDICARE'), 'hl7v2');
    passed(hl7('EXAMPLE MUTUAL'), 'hl7v2');
  });

  it('X12: the filing indicator goes before the name', () => {
    checkRule('missing-primary-code', claim837({ filing: 'MB', lines: [{ code: '«0709T»' }] }), [/0708T/], {
      settings,
    });
    checkRule('missing-primary-code', claim837({ filing: 'CI', lines: [{ code: '0709T' }] }), [], { settings });
  });
});
