import { ImportError } from '../importError';
import type { Head, Reader } from '../reader';
import type { CptRow } from '../rows';
import { clean, linesOf, textOf } from '../text';
import { cptRelease } from './cptRelease';

const NAMES = /^(?:SHORT|MED|LONG)U?L?[TF]?\.txt$/i;

type Field = 'short' | 'medium' | 'long';

const CODE_LINE = /^\d{4}[0-9A-Z](?:\t[^\t]+| [^\s][^\t]*)$/;
/** More of the descriptor above, where a file wraps at column 72 without repeating the code. */
const MORE = /^ {6,}\S/;
const WIDTHS = { short: 28, medium: 48 };

/**
 * SHORTU, MEDU, LONGULT and the like: below a preamble of addresses, which ends with a blank line, a code, a blank or a
 * tab, and its descriptor. Which of the three it is tells the name, else the width of the longest.
 */
export const cptFlat: Reader = {
  id: 'cptFlat',
  what: 'CPT descriptors (SHORTU, MEDU, LONGULT)',
  names: NAMES,
  formats: ['txt'],
  matches: ({ member, format, lines }) => {
    const first = format === 'txt' ? firstRow(lines) : -1;
    const preamble = lines.slice(0, Math.max(0, first)).join(' ');
    return first >= 0 && (NAMES.test(member.name) || /\bCPT\b|American Medical Association/i.test(preamble));
  },
  release: (head) => {
    const field = fieldOf(head);
    return cptRelease(head, 'CPT', { field, revision: field === 'long' ? betterLong(head) : undefined });
  },
  async read(head, out) {
    const field = fieldOf(head);
    const lines = linesOf(await textOf(head.member, out.signal));
    const first = firstRow(lines);
    if (first < 0) {
      throw new ImportError(
        head.member.path,
        'it has no lines of a code in columns 1-5, a blank or tab, and a descriptor below its preamble, as the AMA publishes them.',
      );
    }
    let code = '';
    let text = '';
    const end = () => {
      if (code !== '') out.row({ code, [field]: text } satisfies CptRow);
    };
    for (const line of lines.slice(first)) {
      const more = MORE.test(line) && code !== '';
      if (!more && !CODE_LINE.test(line)) {
        if (clean(line) !== '') out.ignore('no code in columns 1-5');
        continue;
      }
      const next = more ? code : line.slice(0, 5);
      if (next === code) {
        text += ` ${clean(line.slice(6))}`;
        continue;
      }
      end();
      code = next;
      text = clean(line.slice(6));
    }
    end();
  },
};

/** Where the table begins: a line of an address may start with a ZIP code, but not three after each other. */
function firstRow(lines: readonly string[]): number {
  let end = lines.length;
  while (end > 0 && clean(lines[end - 1]) === '') end--;
  return lines.findIndex((line, at) => {
    if (!CODE_LINE.test(line)) return false;
    return lines.slice(at + 1, Math.min(at + 3, end)).every((next) => CODE_LINE.test(next) || MORE.test(next));
  });
}

function fieldOf({ member, lines }: Head): Field {
  if (/short/i.test(member.name)) return 'short';
  if (/med/i.test(member.name)) return 'medium';
  if (/long/i.test(member.name)) return 'long';
  const rows = lines.slice(firstRow(lines)).filter((line) => CODE_LINE.test(line));
  const widest = Math.max(...rows.map((line) => clean(line.slice(6)).length));
  if (rows.some((line) => line[5] === '\t') || widest > WIDTHS.medium) return 'long';
  return widest > WIDTHS.short ? 'medium' : 'short';
}

/** In lower case (L) before capitals, unwrapped (T) before wrapped (F). */
function betterLong({ member }: Head): number {
  return (/LONGUL/i.test(member.name) ? 2 : 0) + (/T\.txt$/i.test(member.name) ? 1 : 0);
}
