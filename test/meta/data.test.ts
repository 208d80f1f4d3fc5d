import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isDentalShape, isProcedureShape } from '../../server/src/service/codes/shape';
import { dayFromIso } from '../../server/src/service/model/date';
import { rowsOf } from '../../server/src/service/model/tsv';

type Row = Record<string, string>;

/** Files as data/README.md tells them: rows, the columns that name a row, all columns. */
const README = readFileSync('data/README.md', 'utf8');
const TOLD = new Map(
  [...README.matchAll(/^\| `(\w+)\.tsv` *\| ([\d,]+) *\| ([^|]+?) *\| ([^|]+?) *\|/gm)].map((row) => [
    row[1]!,
    { rows: Number(row[2]!.replaceAll(',', '')), key: row[3]!.split(', '), columns: row[4]!.split(', ') },
  ]),
);

const names = readdirSync('data')
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => name.slice(0, -4));
const text = (name: string) => readFileSync(`data/${name}.tsv`, 'utf8');
const rows = (name: string): Row[] => rowsOf(text(name));

describe('starter tables: form', () => {
  for (const name of names) {
    it(`${name}: LF line ends, one header, the same cells in each row, no blanks around them, no quotes`, () => {
      const all = text(name);
      ok(!all.includes('\r') && !all.startsWith('\uFEFF') && all.endsWith('\n'), 'line ends');
      const lines = all.slice(0, -1).split('\n');
      const cells = lines[0]!.split('\t').length;
      for (const line of lines) {
        equal(line.split('\t').length, cells, line);
        for (const cell of line.split('\t')) ok(cell === cell.trim() && !cell.startsWith('"'), line);
      }
    });

    it(`${name}: sorted by its key, no key twice`, () => {
      const { key } = TOLD.get(name)!;
      const found = rows(name).map((row) => key.map((column) => row[column] ?? ''));
      for (let i = 1; i < found.length; i++)
        ok(inOrder(key, found[i - 1]!, found[i]!), `${found[i - 1]} before ${found[i]}`);
    });
  }
});

const procedures = new Set(rows('procedures').map((row) => row.code!));

describe('starter tables: values', () => {
  const oneOf = (values: string) => new RegExp(`^(?:${values})$`);
  /** Column → what a cell may hold; an empty cell may always be. */
  const shapes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
    mpfs: {
      status: oneOf('[ABCEIJMNPQRTX]'),
      globalDays: oneOf('000|010|090|MMM|XXX|YYY|ZZZ'),
      pctc: oneOf('[0-9]'),
      multiple: oneOf('[0-79]'),
      bilateral: oneOf('[01239]'),
      assistant: oneOf('[0129]'),
      cosurgeon: oneOf('[0129]'),
      team: oneOf('[0129]'),
      supervision: oneOf('\\d[\\dA]?'),
      imagingFamily: oneOf('\\d\\d'),
      components: oneOf('(?:26|TC|53)(?: (?:26|TC|53))*'),
    },
    mue: {
      setting: oneOf('practitioner|outpatient|dme'),
      units: oneOf('\\d+'),
      mai: oneOf('[123]'),
      edition: oneOf('\\d{4}Q[1-4]'),
    },
    addOns: { type: oneOf('[123]') },
    ptp: { indicator: oneOf('[01]'), setting: oneOf('practitioner|outpatient') },
    modifiers: {
      code: oneOf('[A-Z0-9]{2}'),
      level: oneOf('I|II'),
      ncciAssociated: oneOf('y'),
      order: oneOf('pricing|information'),
    },
    placesOfService: { code: oneOf('\\d\\d'), setting: oneOf('facility|non-facility') },
    sections: { class: oneOf('Category I|Category II|Category III|PLA|MAAA|HCPCS Level II') },
    opps: { statusIndicator: oneOf('[A-Z]\\d?') },
  };
  for (const [name, columns] of Object.entries(shapes)) {
    it(`${name}: known values only`, () => {
      for (const row of rows(name)) {
        for (const [column, shape] of Object.entries(columns)) {
          if (row[column] !== undefined) match(row[column], shape, `${column} of ${JSON.stringify(row)}`);
        }
      }
    });
  }

  it('dates are days, and no row ends before it begins', () => {
    for (const name of names) {
      for (const row of rows(name)) {
        for (const column of ['effective', 'deleted', 'added', 'since', 'effectiveFrom', 'effectiveTo']) {
          if (row[column] !== undefined) ok(dayFromIso(row[column]), `${name} ${column} ${row[column]}`);
        }
        const from = row.effective ?? row.added;
        if (from && row.deleted) ok(from <= row.deleted, JSON.stringify(row));
      }
    }
  });

  it('codes are codes, and none is dental', () => {
    const columns = {
      procedures: ['code'],
      mpfs: ['code', 'endoBase'],
      mue: ['code'],
      opps: ['code'],
      addOns: ['addOn', 'primary'],
      ptp: ['column1', 'column2'],
      sections: ['from', 'to'],
    };
    for (const [name, keys] of Object.entries(columns)) {
      for (const row of rows(name)) {
        for (const key of keys) {
          const code = row[key];
          if (code === undefined || code === 'CCCCC') continue;
          // A range may name a code that no set has, at its ends.
          ok(isProcedureShape(code) && !isDentalShape(code), `${name} ${key} ${code}`);
        }
      }
    }
  });

  it('facts are of codes of the sample', () => {
    for (const name of ['mpfs', 'mue', 'opps', 'checkedSince'])
      for (const row of rows(name)) ok(procedures.has(row.code!), `${name} ${row.code}`);
    for (const row of rows('ptp'))
      ok(procedures.has(row.column1!) && procedures.has(row.column2!), JSON.stringify(row));
    for (const row of rows('addOns'))
      ok(procedures.has(row.addOn!) || procedures.has(row.primary!), JSON.stringify(row));
  });

  it('a code is not its own primary, nor paired with itself; CCCCC is type 2’s alone', () => {
    for (const { addOn, primary, type } of rows('addOns')) {
      ok(addOn !== primary);
      if (primary === 'CCCCC') equal(type, '2');
    }
    for (const { column1, column2 } of rows('ptp')) ok(column1 !== column2);
  });

  it('editions named in rows exist', () => {
    const known = new Set(rows('editions').map((row) => `${row.table} ${row.edition}`));
    for (const row of rows('mue')) ok(known.has(`mue ${row.edition}`), row.edition);
    for (const row of rows('ptp')) ok(known.has(`ptp ${row.edition}`), row.edition);
    for (const row of rows('procedures'))
      if (row.addedSource) ok(known.has(`procedures ${row.addedSource}`), row.addedSource);
    for (const row of rows('editions')) ok(row.publisher && row.source && row.rows && row.columns, JSON.stringify(row));
  });

  it('reasons, groups and conflicts exist', () => {
    const reasons = new Set(rows('rationales').map((row) => row.index));
    for (const row of rows('ptp')) ok(row.rationale === undefined || reasons.has(row.rationale), row.rationale);
    const modifiers = new Set(rows('modifiers').map((row) => row.code));
    for (const row of rows('modifiers')) {
      for (const other of row.conflictsWith?.split(' ') ?? [])
        ok(modifiers.has(other) && other !== row.code, `${row.code} ${other}`);
      ok(row.group && row.meaning, row.code);
    }
  });

  it('every indicator value that a table holds has a meaning', () => {
    const meanings = new Set(rows('indicators').map((row) => `${row.column} ${row.value}`));
    const columns = [
      'status',
      'globalDays',
      'pctc',
      'multiple',
      'bilateral',
      'assistant',
      'cosurgeon',
      'team',
      'supervision',
      'imagingFamily',
    ];
    for (const row of rows('mpfs')) {
      for (const column of columns)
        if (row[column]) ok(meanings.has(`${column} ${row[column]}`), `${column} ${row[column]}`);
    }
    for (const row of rows('opps')) ok(meanings.has(`opps ${row.statusIndicator}`), row.statusIndicator);
    for (const value of ['1', '2', '3']) ok(meanings.has(`mai ${value}`) && meanings.has(`aocType ${value}`));
  });

  it('sections run forwards and do not overlap within a shape', () => {
    const ends = new Map<string, string>();
    for (const { from, to } of rows('sections')) {
      const shape = from!.replace(/\d/g, '9');
      equal(to!.replace(/\d/g, '9'), shape);
      ok(from! <= to!, `${from}-${to}`);
      ok((ends.get(shape) ?? '') < from!, `${from} inside of the range before it`);
      ends.set(shape, to!);
    }
  });

  it('are told in the README: rows and columns of every file', () => {
    deepEqual([...TOLD.keys()].sort(), [...names].sort());
    for (const [name, told] of TOLD) {
      equal(rows(name).length, told.rows, name);
      deepEqual(text(name).split('\n')[0]!.split('\t'), told.columns, name);
    }
  });
});

/** The first key comes before the second, as text; the numbers of X12 elements and positions as numbers. */
function inOrder(key: readonly string[], first: readonly string[], second: readonly string[]): boolean {
  const at = key.findIndex((_, index) => first[index] !== second[index]);
  if (at < 0) return false;
  const [a, b] = [first[at]!, second[at]!];
  const areNumbers = /^(?:element|position)$/.test(key[at]!) && /^\d+$/.test(a) && /^\d+$/.test(b);
  return areNumbers ? Number(a) < Number(b) : a < b;
}
