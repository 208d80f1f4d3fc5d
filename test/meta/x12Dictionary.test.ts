import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packed } from '../../server/src/service/formats/x12/segmentIds';
import { requiredElements } from '../../server/src/service/formats/x12/structure/elements/neededElements';

type Row = Record<string, string>;

function table(name: string): { text: string; rows: Row[] } {
  const text = readFileSync(`data/${name}.tsv`, 'utf8');
  const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
  const columns = head.split('\t');
  const rows = lines.map((line) => {
    const cells = line.split('\t');
    equal(cells.length, columns.length, `${name}: ${line}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]!]));
  });
  return { text, rows };
}

/** Numbers by size and before letters, as the tables are sorted. */
function byKey(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function isSorted(name: string, rows: readonly Row[], key: readonly string[], numeric: readonly string[]): void {
  for (let i = 1; i < rows.length; i++) {
    let order = 0;
    for (const column of key) {
      const [a, b] = [rows[i - 1]![column]!, rows[i]![column]!];
      order = numeric.includes(column) ? byKey(a, b) : a < b ? -1 : a > b ? 1 : 0;
      if (order) break;
    }
    ok(order < 0, `${name}: ${key.map((column) => rows[i]![column]).join(' ')} is out of order or there twice`);
  }
}

/** Guide as GS08 has it without addenda → as `x12Guides.tsv` names it. */
const SETS: Readonly<Record<string, string>> = {
  '005010X222': '837P',
  '005010X223': '837I',
  '005010X224': '837D',
  '005010X221': '835',
  '004010X098': '837P',
  '004010X096': '837I',
  '004010X097': '837D',
  '004010X091': '835',
};

describe('the X12 dictionary', () => {
  const segments = table('x12Segments').rows;
  const elements = table('x12Elements').rows;
  const composites = table('x12Composites').rows;
  const guides = table('x12Guides').rows;
  const qualifiers = table('qualifiers').rows;
  const codeLists = table('x12CodeLists').rows;
  const segmentIds = new Set(segments.map((row) => row.segment));
  const compositeIds = new Set(composites.map((row) => row.composite));

  it('is sorted and has nothing twice', () => {
    isSorted('x12Segments', segments, ['segment'], []);
    isSorted('x12Elements', elements, ['segment', 'position'], ['position']);
    isSorted('x12Composites', composites, ['composite', 'position'], ['position']);
    isSorted('x12Guides', guides, ['guide', 'loop', 'segment', 'when', 'position'], ['position']);
    isSorted('qualifiers', qualifiers, ['element', 'value'], ['element']);
  });

  it('has plain lines: no blanks at the ends of a cell, no carriage returns', () => {
    for (const name of ['x12Segments', 'x12Elements', 'x12Composites', 'x12CodeLists', 'x12Guides', 'qualifiers']) {
      const { text, rows } = table(name);
      ok(!text.includes('\r') && text.endsWith('\n'), name);
      for (const row of rows) for (const cell of Object.values(row)) equal(cell, cell.trim(), `${name}: ${cell}`);
    }
  });

  it('every segment and composite that is named exists', () => {
    for (const row of elements) {
      ok(segmentIds.has(row.segment), row.segment);
      if (/^C\d/.test(row.element!)) ok(compositeIds.has(row.element), `${row.segment}${row.position} ${row.element}`);
    }
    const places = new Set(elements.map((row) => `${row.segment} ${row.position}`));
    for (const row of guides) ok(places.has(`${row.segment} ${row.position}`), `${row.segment}${row.position}`);
  });

  it('positions run from 1 without a gap', () => {
    for (const [rows, owner] of [
      [elements, 'segment'],
      [composites, 'composite'],
    ] as const) {
      const next = new Map<string, number>();
      for (const row of rows) {
        const expected = next.get(row[owner]!) ?? 1;
        equal(Number(row.position), expected, `${row[owner]} ${row.position}`);
        next.set(row[owner]!, expected + 1);
      }
    }
  });

  it('an element has one name, type and length wherever it stands', () => {
    const known = new Map<string, string>();
    for (const row of [...elements, ...composites]) {
      const facts = [row.name, row.type, row.min, row.max].join('|');
      equal(facts, known.get(row.element!) ?? facts, `element ${row.element}`);
      known.set(row.element!, facts);
    }
  });

  it('types, lengths, requirements and usages are of their kind', () => {
    for (const row of [...elements, ...composites]) {
      ok(['M', 'O', 'X'].includes(row.requirement!), `${row.segment ?? row.composite} ${row.position}`);
      if (compositeIds.has(row.element)) {
        deepEqual([row.type, row.min, row.max], ['', '', '']);
        continue;
      }
      ok(['ID', 'AN', 'N0', 'N2', 'R', 'DT', 'TM', 'B'].includes(row.type!), `${row.element} ${row.type}`);
      ok(Number(row.min) >= 1 && Number(row.min) <= Number(row.max), `${row.element} ${row.min} ${row.max}`);
    }
    for (const row of guides) ok(['required', 'situational', 'not used'].includes(row.usage!), row.usage);
  });

  it('a code list stands where a code is, and its codes fit there', () => {
    const parts = new Map(composites.map((row) => [`${row.composite}:${row.position}`, row]));
    const places = new Map(elements.map((row) => [`${row.segment}*${row.position}`, row]));
    const usages = new Map<string, Set<string>>();
    for (const { guide, segment, position, usage } of guides) {
      const place = `${guide} ${segment}*${position}`;
      usages.set(place, (usages.get(place) ?? new Set()).add(usage!));
    }
    const seen = new Set<string>();
    const explained = new Set(qualifiers.map(({ element, value }) => `${element} ${value}`));
    for (const { segment, positions, component, when, guides: named, values } of codeLists) {
      const codes = values!.split(' ');
      deepEqual(codes, [...new Set(codes)].sort(), `${segment} ${positions}`);
      for (const position of positions!.split(' ')) {
        const element = places.get(`${segment}*${position}`);
        ok(element, `${segment}*${position} is no element`);
        for (const part of component ? component.split(' ') : ['']) {
          const code: Row | undefined = part ? parts.get(`${element.element}:${part}`) : element;
          equal(code?.type, 'ID', `${segment}*${position}:${part}`);
          for (const value of codes) {
            ok(explained.has(`${code!.element} ${value}`), `${segment}*${position} ${value} has no meaning`);
            ok(
              value.length >= Number(code!.min) && value.length <= Number(code!.max),
              `${segment}*${position} ${value}`,
            );
          }
          for (const guide of named!.split(' ')) {
            for (const first of when ? when.split(' ') : ['']) {
              const place = `${guide} ${segment}*${position}:${part} ${first}`;
              ok(!seen.has(place), `${place} has two lists`);
              seen.add(place);
            }
            const set = SETS[guide];
            ok(set, `${guide} is no guide`);
            const used = usages.get(`${set} ${segment}*${position}`);
            ok(
              !guide.startsWith('005010') || !used || used.size > 1 || !used.has('not used'),
              `${set} ${segment}*${position}`,
            );
          }
        }
      }
    }
  });

  it('what a guide is said to require wherever it has the segment, its rows require', () => {
    for (const [guide, set] of Object.entries(SETS)) {
      const own = guides.filter((row) => row.guide === (guide.startsWith('004') ? `${set} 4010` : set) && !row.when);
      for (const [segment, positions] of requiredElements(guide)) {
        for (const position of positions) {
          const rows = own.filter((row) => packed(row.segment!) === segment && Number(row.position) === position);
          ok(rows.length > 0, `${guide} ${segment} ${position} has no row`);
          for (const row of rows) equal(row.usage, 'required', `${guide} ${row.loop} ${row.segment}${row.position}`);
        }
      }
    }
  });

  it('a coded value fits its element, and a list has one name', () => {
    const types = new Map([...elements, ...composites].map((row) => [row.element!, row]));
    const lists = new Map<string, string>();
    for (const row of qualifiers) {
      equal(row.list, lists.get(row.element!) ?? row.list, row.element);
      lists.set(row.element!, row.list!);
      ok(row.meaning, `${row.element} ${row.value}`);
      const element = types.get(row.element!);
      if (element) ok(row.value!.length <= Number(element.max), `${row.element} ${row.value} is too long`);
    }
  });
});
