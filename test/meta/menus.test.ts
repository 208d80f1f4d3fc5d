import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { PUBLISHED } from '../support/publishedFiles';

/** As CMS names the zips that the tables come in. */
const ZIPS = [
  'rvu26c.zip',
  'rvu26d-updated-08-26-2026.zip',
  'medicare-ncci-2026q3-practitioner-ptp-edits-ccipra-v322r0-f1.zip',
  'medicare-ncci-2026-q3-practitioner-services-mue-table.zip',
  'add-code-edits-medicare-effective-07012026.zip',
  'october-2026-alpha-numeric-hcpcs-file.zip',
  'july-2026-opps-addendum-b.zip',
  '2026-code-descriptions-tabular-order.zip',
];

describe('menus', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));

  it('the Explorer offers to import files that are named as their publishers do, and no others', () => {
    const { when } = contributes.menus['explorer/context'].find(
      ({ command }: { command: string }) => command === 'claimLens.importCodes',
    );
    const terms = [...when.matchAll(/(resourceExtname|resourceFilename) =~ \/(.+?)\/(i?)(?= && |$)/g)];
    assert.equal(terms.length, 2, when);
    const offers = (path: string) =>
      terms.every(([, key, pattern, flags]) =>
        new RegExp(pattern, flags).test(key === 'resourceExtname' ? extname(path) : basename(path)),
      );
    const own = (table: string) => /^(SITE|REVENUE)@/.test(table);
    for (const { name, table } of PUBLISHED) if (!own(table)) assert.ok(offers(name), name);
    for (const name of ZIPS) assert.ok(offers(name), name);
    for (const name of ['claims.csv', 'notes.txt', 'remittance.835', 'invoice.zip', 'accident.txt', 'musée.csv'])
      assert.equal(offers(name), false, name);
  });
});
