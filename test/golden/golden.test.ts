import { equal } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from '../support/check';
import { render } from '../support/render';

const FOLDER = 'test/golden';
const update = process.env.UPDATE_GOLDENS === '1';

/** Whole files and what is said of them: `name.837` and `name.837.txt`. `UPDATE_GOLDENS=1` writes the latter anew. */
describe('goldens', () => {
  const names = readdirSync(FOLDER).filter((name) => !/^\.|\.(?:txt|ts|md)$/.test(name));
  for (const name of names) {
    it(name, () => {
      const found = render(open(readFileSync(`${FOLDER}/${name}`, 'utf8')));
      const golden = `${FOLDER}/${name}.txt`;
      if (update || !existsSync(golden)) writeFileSync(golden, found);
      equal(found, readFileSync(golden, 'utf8'));
    });
  }
});
