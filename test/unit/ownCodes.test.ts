import assert from 'node:assert/strict';
import { createClaimService } from '../../server/src/service/index';
import { checkHover, checkRule } from '../support/check';
import { codesOf, cpt, edition } from './storeSupport';

const own = (code: string, description: string) => ({
  code,
  description,
  effective: undefined,
  deleted: undefined,
  replacement: undefined,
});
/** A payer's local code, which has no shape of CPT or HCPCS, and a text of the site's for one that has. */
const LIST: Parameters<typeof codesOf>[0][number] = [
  edition('SITE', { edition: 'house', effectiveFrom: 19000101, source: 'house.csv' }),
  [own('W1234', 'Invented house call'), own('T1015', 'Invented visit')],
];
const CLAIM = 'DOS: 2026-03-04\n1. W1234 x1\n2. «W1235» x1\n3. «0708t» x1\n';

describe('codes of the user’s own list', () => {
  it('have any shape: what is listed is not malformed, what is not still is', () =>
    codesOf([LIST], (codes) => {
      checkRule('malformed-code', CLAIM, [/"W1235" is not a procedure code/, /lower case/], { codes });
    }));

  it('without the list it is malformed', () => {
    checkRule('malformed-code', 'DOS: 2026-03-04\n1. «W1234» x1\n', [/"W1234" is not a procedure code/]);
  });

  it('are told on hover and by code, as the user’s own and as nobody’s licence', () =>
    codesOf([LIST], (codes) => {
      const told = [
        /\*\*W1234\*\* · Own code/,
        /Invented house call/,
        /Own codes house\. Description from your own list/,
      ];
      checkHover('DOS: 2026-03-04\n1. «W1234» x1\n', told, { codes });
      const service = createClaimService({ codes });
      const { code, kind, licensed } = service.code('w1234')!;
      assert.deepEqual([code, kind, licensed], ['W1234', 'Own code', undefined]);
      assert.equal(service.code('W1235'), undefined);
      assert.match(service.codeMarkdown('T1015')!, /Invented visit[\s\S]*from your own list/);
    }));

  it('a publisher’s text is a licensed one', () =>
    codesOf([[edition('CPT', { source: 'SHORTU.txt' }), [cpt('99213')]]], (codes) => {
      const service = createClaimService({ codes });
      assert.equal(service.code('99213')!.licensed, true);
      assert.match(service.codeMarkdown('99213')!, /Description from your licensed tables/);
    }));
});
