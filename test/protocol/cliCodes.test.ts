import assert from 'node:assert/strict';
import { join } from 'node:path';
import { noTrace, temporaryFolder } from '../support/cli';

/** The site's own codes: no licence is asked for, and the descriptions are invented. */
const SITE = 'code,description,effective,deleted,replacement\nZ1234,Invented house call,2024-01-01,,\n';

/** A pair table in its true layout, two rows. */
const PAIRS = [
  'CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
  '0708T\t96372\t\t20220101\t*\t1\tMisuse of Column Two code with Column One code',
  '0708T\t69990\t\t20220101\t20251231\t0\tMisuse of Column Two code with Column One code',
  '',
].join('\r\n');

describe('claim-lens codes and pair', () => {
  const folder = temporaryFolder();
  const store = () => ['--codes', join(folder.path, 'store')];
  const json = (argv: readonly string[]) => JSON.parse(folder.cli([...argv, ...store(), '--format', 'json']).stdout);

  it('imports, lists, verifies and removes', () => {
    folder.write('house.csv', SITE);
    const imported = folder.cli(['codes', 'import', 'house.csv', ...store()]);
    assert.equal(imported.status, 0, imported.stderr);
    assert.match(imported.stdout, /SITE@\S+: 1 row from house\.csv/);
    const [table] = json(['codes', 'list']);
    assert.equal(table.table, 'SITE');
    assert.equal(table.rows, 1);
    assert.match(folder.cli(['codes', 'verify', ...store()]).stdout, /all sound/);
    assert.match(folder.cli(['codes', 'remove', 'SITE', ...store()]).stdout, /^removed /);
    assert.deepEqual(json(['codes', 'list']), []);
  });

  it('asks once for the terms of files with CPT codes, and leaves the store alone until then', () => {
    folder.write('ccipra-v322r0-f1.txt', PAIRS);
    const asked = folder.cli(['codes', 'import', 'ccipra-v322r0-f1.txt', ...store()]);
    assert.equal(asked.status, 2);
    assert.match(asked.stderr, /--accept-license/);
    assert.deepEqual(json(['codes', 'list']), []);
    const accepted = folder.cli(['codes', 'import', 'ccipra-v322r0-f1.txt', '--accept-license', ...store()]);
    assert.equal(accepted.status, 0, accepted.stderr);
    assert.equal(folder.cli(['codes', 'import', 'ccipra-v322r0-f1.txt', ...store()]).status, 0);
  });

  it('tells the pair of a day, in either order, or null', () => {
    folder.write('ccipra-v322r0-f1.txt', PAIRS);
    folder.cli(['codes', 'import', 'ccipra-v322r0-f1.txt', '--accept-license', ...store()]);
    const pair = json(['pair', '96372', '0708T', '--on', '2026-08-01']);
    assert.deepEqual(
      [pair.column1, pair.column2, pair.indicator, pair.effective, pair.edition],
      ['0708T', '96372', 1, '2022-01-01', '2026Q3'],
    );
    assert.equal(json(['pair', '0708T', '69990', '--on', '2025-12-31']).indicator, 0);
    assert.equal(json(['pair', '0708T', '0709T', '--on', '2026-08-01']), null);
  });

  it('names the table that has no edit, and says where it is older than the day or not whole', () => {
    for (const part of [1, 2, 3, 4])
      folder.write(`ccipra-v322r0-f${part}.txt`, PAIRS.replaceAll('0708T', `1000${part}`));
    folder.cli(['codes', 'import', '.', '--accept-license', ...store()]);
    folder.write('ccipra-v323r0-f1.txt', PAIRS);
    folder.cli(['codes', 'import', 'ccipra-v323r0-f1.txt', ...store()]);
    const told = (on: string) => folder.cli(['pair', '99213', '36415', '--on', on, ...store()]).stdout;
    const none = 'no edit between 99213 and 36415';
    assert.equal(told('2026-08-01'), `${none} (practitioner) by NCCI PTP practitioner 2026Q3\n`);
    assert.equal(told('2020-01-01'), `${none} (practitioner) by NCCI PTP practitioner 2026Q3\n`);
    assert.match(told('2026-11-01'), /in what is loaded, which does not have every pair/);
    folder.cli(['codes', 'remove', 'PTP@2026Q4', ...store()]);
    assert.match(told('2027-01-01'), /by NCCI PTP practitioner 2026Q3, the newest loaded for that day\n$/);
  });

  it('refuses what is no code file in one sentence, and changes nothing', () => {
    folder.write('rvu25d.zip', '<!DOCTYPE html><html><body>License</body></html>');
    folder.write('garbage.zip', '0123456789');
    for (const file of ['rvu25d.zip', 'garbage.zip', 'absent.zip']) {
      const refused = folder.cli(['codes', 'import', file, ...store()]);
      assert.equal(refused.status, 2);
      assert.match(refused.stderr, new RegExp(`^claim-lens: ${file}: .+\\n$`));
      noTrace(refused);
    }
    assert.deepEqual(json(['codes', 'list']), []);
    assert.equal(folder.cli(['codes', 'frob']).status, 2);
  });
});
