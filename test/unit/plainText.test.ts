import { equal } from 'node:assert/strict';
import { plainText } from '../../server/src/plainText';

const CASES: readonly (readonly [markdown: string, plain: string])[] = [
  ['**0709T** · _add-on_ `59`', '0709T · add-on 59'],
  ['Separators `*` and `:`, then `*` again', 'Separators * and :, then * again'],
  ['`__A__` and `a*b*c`, **b `*` c**', '__A__ and a*b*c, b * c'],
  ['`\\` and \\*, `` a`b ``', '\\ and *, a`b'],
  ['`&lt;` is &lt;', '&lt; is <'],
  ['| `A\\|B` | `*` |\n|---|---|\n| | |', 'A|B: *'],
  ['[99213](command:look) or [page](https://example.org/a)', '99213 or page (https://example.org/a)'],
  ['a \\`b\\`', 'a `b`'],
];

describe('Markdown as plain text', () => {
  for (const [markdown, plain] of CASES) it(markdown, () => equal(plainText(markdown), plain));
});
