import { deepEqual } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837, type LineOptions } from '../support/x12';

const RULE = 'missing-description';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const claim = (line: LineOptions) => claim837({ lines: [line] });

  it('reports unlisted and not otherwise classified codes without words', () => {
    check(claim({ code: '«64999»' }), [/^64999 stands for what has no code of its own \(unlisted\)/], {
      severity: 'warning',
    });
    check(claim({ code: '«J3490»' }), [/unclassified/]);
    check(claim({ code: '«J9999»' }), [/not otherwise classified/]);
    check(claim({ code: '«E1399»' }), [/miscellaneous/]);
    const [found] = check(claim({ code: '«L2999»' }), [/not otherwise specified/]);
    deepEqual(found!.finding.citation, { table: 'HCPCS', edition: '2019' });
  });

  it('whatever the word is in the short descriptor, abbreviated too; none where it is left out', () => {
    // PPRRVU 2025 October: the descriptors of these begin with abbreviations of "unlisted".
    for (const code of ['49329', '49659', '55559', '59898', '78199', '96379'])
      check(claim({ code: `«${code}»` }), [/unlisted/]);
    // No such word stands in the descriptors of these, and no public file says that they are unlisted.
    for (const code of ['45499', '76999', '86849']) check(claim({ code }));
  });

  it('not with SV101-7, with a note of the line or of the claim', () => {
    check(claim({ code: '64999', description: 'NEUROLYSIS' }));
    check(claim({ code: '64999', more: ['NTE*ADD*NEUROLYSIS'] }));
    check(claim837({ lines: [{ code: '64999' }], more: ['NTE*ADD*NEUROLYSIS OF UNNAMED BRANCH'] }));
  });

  it('not codes that name their service', () => {
    check(claim({ code: '99213' }), [], { notChecked: [] });
    // Named drugs and tests "not otherwise specified", a skin test of "unlisted" antigens.
    for (const code of ['J3301', '87798', '86486', 'J1599', '00750']) check(claim({ code }));
  });

  it('a hospital: information for supplies and drugs', () => {
    check(claim837({ lines: [{ code: '«C1889»' }] }, { kind: 'I' }), [/C1889/], { severity: 'info' });
    check(claim837({ lines: [{ code: '«64999»' }] }, { kind: 'I' }), [/64999/], { severity: 'warning' });
  });

  it('a dialysis facility: 90999 is its code of every hemodialysis (72x), unlisted everywhere else', () => {
    // Medicare Claims Processing Manual, chapter 8, section 50.3: revenue 082x is billed with 90999.
    const dialysis = claim837({ billType: '72', lines: [{ code: '90999', revenue: '0821' }] }, { kind: 'I' });
    check(dialysis);
    check(claim837({ billType: '72', lines: [{ code: '«64999»' }] }, { kind: 'I' }), [/64999/]);
    check(claim837({ billType: '13', lines: [{ code: '«90999»' }] }, { kind: 'I' }), [/90999/]);
    check(claim({ code: '«90999»' }), [/90999/]);
  });

  it('the table holds shapes, kinds and sources only', () => {
    const kinds = new Set([
      'unlisted',
      'unclassified',
      'not otherwise classified',
      'not otherwise specified',
      'miscellaneous',
    ]);
    for (const row of (
      starterCodes().unlisted as ReadonlyMap<string, { code: string; kind: string; source: string }>
    ).values()) {
      deepEqual([/^[A-Z\d]\d{4}$/.test(row.code), kinds.has(row.kind)], [true, true], row.code);
      deepEqual(['MPFS 2025D', 'HCPCS 2019'].includes(row.source), true);
    }
  });

  it('FHIR: not with the words of a bill, nor where a record of what was done names it', () => {
    const concept = (text: string) =>
      `{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"64999","display":"INVENTED NAME"}]${text}}`;
    const bill = (text: string) =>
      `{"resourceType":"Claim","item":[{"sequence":1,"productOrService":${concept(text)},"servicedDate":"2025-03-04"}]}`;
    check(bill('').replace('64999', '«64999»'), [/64999/]);
    check(bill(',"text":" "').replace('64999', '«64999»'), [/64999/]);
    check(bill(',"text":"neurolysis of an unnamed branch"'));
    const record = `{"resourceType":"Procedure","code":${concept('')},"performedDateTime":"2025-03-04"}`;
    const fhir = { format: 'fhir-json' };
    check(record, [], fhir);
    check(record.replace('INVENTED NAME', '').replace('64999', '«64999»'), [/64999/], fhir);
    check(record.replace('Procedure"', 'ChargeItem"').replace('64999', '«64999»'), [/64999/], fhir);
  });

  it('says the same of claim text and X12', () => {
    deepEqual(ours(claim({ code: '64999' })), ours('DOS: 2025-03-04\n64999 x1'));
    check('DOS: 2025-03-04\n64999 x1 neurolysis of an unnamed branch');
  });
});
