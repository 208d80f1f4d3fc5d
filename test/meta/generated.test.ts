import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { generated } from '../../server/src/docs/generate';

describe('generated files', () => {
  for (const [path, text] of generated((name) => readFileSync(name, 'utf8'))) {
    it(`${path} is what the rules give (npm run generate)`, () => {
      assert.equal(readFileSync(path, 'utf8'), text);
    });
  }
});
