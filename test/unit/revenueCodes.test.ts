import { deepEqual, equal, match } from 'node:assert/strict';
import { checkCompletion, checkHover } from '../support/check';
import { importOf, lines, refusalOf, rowsOf, xlsxOf } from '../support/importFixtures';
import { claim837, remittance835 } from '../support/x12';
import { codesOf, edition } from './storeSupport';

/** Invented words: nobody's list may be passed on. */
const LIST = lines(
  'Revenue Code,Description,Effective,Deleted',
  '0450,Room for the urgent,,',
  '0361,Room for small surgery,1/1/2020,',
);
const ROWS = [
  { code: '0450', description: 'Room for the urgent', effective: undefined, deleted: undefined },
  { code: '0361', description: 'Room for small surgery', effective: 20200101, deleted: undefined },
];

describe('revenue codes: only where the user supplies a list', () => {
  it('reads the documented columns, with the zero that a spreadsheet drops', async () => {
    deepEqual(await rowsOf({ 'departments.csv': LIST }), ROWS);
    deepEqual(await rowsOf({ 'departments.csv': LIST.replace('0450', '450').replace('0361', '361') }), ROWS);
    const cells = LIST.trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    deepEqual(await rowsOf({ 'departments.xlsx': xlsxOf(cells) }), ROWS);
  });

  it('takes a list with the columns of own codes where its name and every row say that it is one', async () => {
    const plain = LIST.replace('Revenue Code', 'code');
    const { tables } = await importOf({ 'revenue-codes.csv': plain });
    deepEqual([tables[0]?.edition.table, tables[0]?.rows], ['REVENUE', ROWS]);
    const own = await importOf({ 'revenue-codes.csv': `${plain}Z1234,x,,` });
    equal(own.tables[0]?.edition.table, 'SITE');
  });

  it('refuses a row that is none', async () => {
    match(
      await refusalOf({ 'departments.csv': `${LIST}45A,x,,` }),
      /line 4 has "45A" where a revenue code of three or four digits is expected\.$/,
    );
  });

  const institutional = claim837({ billType: '13', lines: [{ code: '99213', revenue: '«0450»' }] }, { kind: 'I' });
  const typing = (typed: string) =>
    claim837({ billType: '13', lines: [{ code: '99213', revenue: `${typed}«»` }] }, { kind: 'I' });

  it('shows and offers them in SV201, SVC04 and claims in other formats', () =>
    codesOf([[edition('REVENUE', { edition: 'house' }), ROWS]], (codes) => {
      const options = { codes: { revenueCodes: codes.revenueCodes } };
      checkHover(institutional, [/\*\*Revenue code 0450\*\*\n\nRoom for the urgent\n\n\*Your list house\*/], options);
      checkHover(institutional.replace('«0450»', '«0361»'), [/valid from 2020-01-01/], options);
      checkHover(remittance835(['CLP*A*1*100*80', 'SVC*HC:99213*100*80*«0450»*1']), [/Room for the urgent/], options);
      checkHover('Claim 1\n«0450» 99213 $100', [/Room for the urgent/], options);
      checkCompletion(typing('04'), { first: ['0450'], excludes: ['0361'] }, options);
      checkCompletion(typing('45'), { first: ['0450'] }, options);
      checkCompletion(typing('room'), { includes: ['0450', '0361'] }, options);
      checkCompletion(typing('small'), { first: ['0361'], excludes: ['0450'] }, options);
    }));

  it('says nothing of them without a list', () => {
    checkCompletion(typing('04'), { none: true });
  });

  it('two lists are one; what was imported last says what a code is', () =>
    codesOf(
      [
        [edition('REVENUE', { edition: 'a', effectiveFrom: 19000101 }), ROWS],
        [edition('REVENUE', { edition: 'b', effectiveFrom: 19000101 }), [{ ...ROWS[0]!, description: 'Renamed' }]],
      ],
      ({ revenueCodes }) => {
        deepEqual(
          revenueCodes!.search('', 10).map(({ code, description }) => [code, description]),
          [
            ['0361', 'Room for small surgery'],
            ['0450', 'Renamed'],
          ],
        );
        equal(revenueCodes!.get('361')?.code, '0361');
      },
    ));
});
