import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isFigure } from '../../server/src/service/model/bracketed';

describe('modifiers of two figures', () => {
  it('are for the readers, which know no tables, those of the table', () => {
    const codes = readFileSync('data/modifiers.tsv', 'utf8')
      .split('\n')
      .flatMap((line) => /^\d\d(?=\t)/.exec(line)?.[0] ?? []);
    const all = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
    deepEqual(all.filter(isFigure), codes.sort());
  });
});
