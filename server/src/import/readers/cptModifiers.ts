import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import type { Head, Out, Reader } from '../reader';
import { clean, linesOf, textOf } from '../text';
import { optionalDay } from '../values';
import { cptRelease } from './cptRelease';

const COLUMNS = {
  code: column('Modifier Code'),
  level: column('Level I/II', /^LEVEL( I II)?$/),
  effective: optional('Modifier Descriptor Effective', /^MODIFIER DESCRIPTOR EFFECTIVE/),
  name: column('Modifier Name'),
  description: column('Modifier Description'),
};

/** Modifiers.txt since 2024, MODUL.txt before: the modifiers of CPT's Appendix A. */
export const cptModifiers: Reader = {
  id: 'cptModifiers',
  what: 'CPT modifiers (Modifiers, MODUL)',
  names: /^(?:Modifiers|MODUL)\.txt$/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined || isAppendix(head),
  release: (head) => cptRelease(head, 'MODIFIERS', { revision: isAppendix(head) ? 0 : 1 }),
  async read(head, out) {
    if (isAppendix(head)) return readAppendix(head, out);
    const { places, line } = needHeader(head, COLUMNS);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        const code = clean(row.cells[places.code]).toUpperCase();
        if (!/^[0-9A-Z]{2}$/.test(code)) {
          if (row.cells.some((cell) => clean(cell) !== '')) out.ignore('no modifier in the column Modifier Code');
          continue;
        }
        const place = { file: head.member.path, line: row.line };
        const name = clean(row.cells[places.name]);
        out.row({
          code,
          level: clean(row.cells[places.level]),
          name: name || undefined,
          description: clean(row.cells[places.description]) || name,
          effective: optionalDay(place, COLUMNS.effective.shown, row.cells[places.effective]),
        });
      }
    }
  },
};

/** The parts of MODUL.txt by their headings, what a modifier's first line looks like, and the level it is of. */
const PARTS = [
  { heading: /^Appendix A$/i, row: /^([1-9]\d)\s+(\S.*)$/, level: 'I' },
  { heading: /^Anesthesia Physical Status/i, row: /^.*?\b(P[1-9])\s*:?\s+(\S.*)$/, level: 'I' },
  { heading: /^CPT Level I Modifiers$/i, row: /^([1-9]\d)\s+(\S.*)$/, level: 'I' },
  { heading: /^Category II Modifiers$/i, row: /^([1-9]P)\s+(\S.*)$/, level: 'Category II' },
  { heading: /^Level II \(HCPCS\/National\) Modifiers$/i, row: /^([A-Z][0-9A-Z])\s+(\S.*)$/, level: 'II' },
];

function isAppendix({ format, lines }: Head): boolean {
  return format === 'txt' && lines.some((line) => PARTS[0]?.heading.test(line.trim()));
}

/** A modifier's text runs to the next blank line; the list for hospitals repeats some with less text. */
async function readAppendix(head: Head, out: Out): Promise<void> {
  const seen = new Set<string>();
  let part: (typeof PARTS)[number] | undefined;
  let code = '';
  let text: string[] = [];
  const end = () => {
    if (code !== '' && part) {
      if (seen.has(code)) out.ignore('modifier listed again for hospitals');
      else {
        const description = text.join(' ');
        const name = /^([^:.]{3,80}):/.exec(description)?.[1];
        out.row({ code, level: part.level, name, description, effective: undefined });
      }
      seen.add(code);
    }
    code = '';
    text = [];
  };
  for (const raw of linesOf(await textOf(head.member, out.signal))) {
    const line = clean(raw);
    const next = PARTS.find(({ heading }) => heading.test(line));
    const oneLine = part?.level === 'II' || part === PARTS[1];
    const row = code === '' || oneLine ? part?.row.exec(line) : undefined;
    if (next || line === '' || row) end();
    if (next) part = next;
    else if (row?.[1] && row[2]) {
      code = row[1];
      text = [row[2]];
    } else if (code !== '') text.push(line);
  }
  end();
}
