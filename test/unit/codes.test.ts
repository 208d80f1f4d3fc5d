import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { datedTable } from '../../server/src/service/codes/dated';
import { pairTable } from '../../server/src/service/codes/pairs';
import { classOf, isDentalShape, isProcedureShape } from '../../server/src/service/codes/shape';
import { starterCodes } from '../../server/src/service/codes/starter';
import { rowsOf } from '../../server/src/service/model/tsv';
import { correctSlip } from '../../server/src/service/rules/support/slips';
import { serviceFor } from '../support/check';
import { edition } from '../support/tables';

const codes = starterCodes();
const service = serviceFor();
const DAY = 20250304;

/** Every code of the sample: a search for nothing lists them. */
const ALL = codes.procedures.search('', 10_000);

describe('starter tables: 0708T and 0709T', () => {
  const common = {
    status: 'C',
    pctc: '0',
    bilateral: '0',
    assistant: '1',
    cosurgeon: '0',
    team: '0',
    supervision: '09',
    imagingFamily: '99',
    opps: 'E1',
  };

  it('0708T as the fee schedule, Addendum B and NCCI have it', () => {
    const facts = service.code('0708T', DAY)!;
    deepEqual(facts.indicators, { ...common, globalDays: 'XXX', multiple: '2' });
    deepEqual(
      [
        facts.mue?.practitioner?.units,
        facts.mue?.practitioner?.mai,
        facts.mue?.outpatient?.units,
        facts.mue?.outpatient?.mai,
      ],
      [1, 2, 1, 2],
    );
    equal(facts.mue?.dme, undefined);
    equal(facts.effective, '2022-01-01');
    equal(facts.deleted, undefined);
    equal(facts.kind, 'Category III');
    equal(facts.addOn, undefined);
    deepEqual(facts.primaryOf, ['0709T']);
  });

  it('0709T the same', () => {
    const facts = service.code('0709T', DAY)!;
    deepEqual(facts.indicators, { ...common, globalDays: 'ZZZ', multiple: '0' });
    deepEqual(
      [
        facts.mue?.practitioner?.units,
        facts.mue?.practitioner?.mai,
        facts.mue?.outpatient?.units,
        facts.mue?.outpatient?.mai,
      ],
      [2, 3, 2, 3],
    );
    equal(facts.effective, '2022-01-01');
    deepEqual(facts.addOn, { type: 1, primaries: ['0708T'], zzz: true });
    equal(facts.primaryOf, undefined);
  });

  it('have the clinical background and the history', () => {
    const text = service.codeMarkdown('0708T')!;
    for (const word of [
      'dermis',
      'dendritic',
      'lymph',
      'T cells',
      'swelling',
      'cytokine release',
      'vascular leak',
      'autoimmune',
    ]) {
      ok(text.includes(word), word);
    }
    match(text, /2022-01-01: code added/);
    match(service.codeMarkdown('0709T')!, /2022-01-01: code added/);
    match(text, /contractor \(carrier\) priced/);
  });

  it('keep their values for every day since they exist', () => {
    for (const day of [20220101, 20230615, 20241231]) {
      equal(codes.feeSchedule.get('0708T', day)?.status, 'C');
      equal(codes.opps.get('0709T', day)?.statusIndicator, 'E1');
    }
    equal(codes.feeSchedule.get('0708T', 20211231), undefined);
  });

  it('NCCI pairs: none between the two; 1 with 96372, 99213, 11900; 0 with 69990', () => {
    const pairs = codes.pairs.practitioner;
    for (const other of ['96372', '99213', '11900']) equal(pairs.get('0708T', other, DAY)?.indicator, 1, other);
    equal(pairs.get('0708T', '69990', DAY)?.indicator, 0);
    equal(pairs.get('69990', '0708T', DAY)?.indicator, 0);
    equal(pairs.get('0708T', '0709T', DAY), undefined);
    equal(pairs.get('0709T', '0708T', DAY), undefined);
  });
});

describe('starter tables: other codes against the CMS files', () => {
  const fee: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    '99213': { status: 'A', globalDays: 'XXX', pctc: '0', multiple: '0', bilateral: '0', assistant: '0' },
    '20610': { status: 'A', globalDays: '000', pctc: '0', multiple: '2', bilateral: '1', assistant: '1' },
    '43239': { status: 'A', globalDays: '000', multiple: '3', endoBase: '43235' },
    '71046': { status: 'A', pctc: '1', components: '26 TC' },
    '76700': { pctc: '1', multiple: '4', imagingFamily: '88' },
    '93000': { pctc: '4', multiple: '6', supervision: '01' },
    '93005': { pctc: '3' },
    '93010': { pctc: '2' },
    '97110': { pctc: '7', multiple: '5' },
    '00100': { status: 'J', pctc: '9' },
    '36415': { status: 'X' },
    J3301: { status: 'E' },
    '99292': { globalDays: 'ZZZ' },
    '90471': { pctc: '5' },
  };
  for (const [code, values] of Object.entries(fee)) {
    it(`fee schedule ${code}`, () => {
      const row = codes.feeSchedule.get(code, DAY)!;
      deepEqual(Object.fromEntries(Object.keys(values).map((key) => [key, row[key as keyof typeof row]])), values);
    });
  }

  it('unit limits of practitioners', () => {
    const limits = {
      '99213': [2, 3],
      A0425: [250, 1],
      J3301: [16, 3],
      '96372': [4, 3],
      '20610': [2, 3],
      '17003': [13, 2],
      '36416': [0, 3],
    };
    for (const [code, [units, mai]] of Object.entries(limits)) {
      const row = codes.mue.practitioner.get(code, DAY)!;
      deepEqual([row.units, row.mai], [units, mai], code);
    }
    const hospital = codes.mue.outpatient.get('97110', 20261104)!;
    deepEqual([hospital.units, hospital.mai], [8, 3]);
  });

  it('add-ons with their primaries', () => {
    const primaries = {
      '11103': ['11102', '11104', '11106'],
      '99292': ['99291'],
      '90461': ['90460'],
      '96366': ['96360', '96365', '96367', '96413'],
    };
    for (const [code, expected] of Object.entries(primaries)) {
      deepEqual(service.code(code, DAY)!.addOn?.primaries, expected, code);
    }
    equal(service.code('77001', DAY)!.addOn?.type, 2);
    deepEqual(service.code('77001', DAY)!.addOn?.primaries, []);
    ok(service.code('11102', DAY)!.primaryOf?.includes('11103'));
  });

  it('no code twice, none without a description of its own, none dental', () => {
    ok(ALL.length >= 150, `${ALL.length} codes`);
    equal(new Set(ALL.map(({ code }) => code)).size, ALL.length);
    for (const { code, description } of ALL) {
      ok(description.length > 10, code);
      ok(isProcedureShape(code) && !isDentalShape(code), code);
    }
  });

  it('is a sample, and says so', () => {
    equal(codes.procedures.coverage, 'starter');
    for (const table of [codes.feeSchedule, codes.mue.practitioner, codes.mue.outpatient, codes.opps, codes.addOns]) {
      equal(table.coverage, 'starter');
    }
    equal(codes.mue.dme.coverage, 'none');
    equal(codes.pairs.outpatient.coverage, 'none');
  });
});

describe('dated tables', () => {
  const table = datedTable<{ n: number }>('T', 'complete', [
    {
      edition: edition('T', 'B', 20250401),
      rows: new Map([
        ['X', { n: 2 }],
        ['Y', { n: 9 }],
      ]),
    },
    {
      edition: edition('T', 'A', 20250101),
      rows: new Map([
        ['X', { n: 1 }],
        ['Z', { n: 3 }],
      ]),
    },
  ]);

  it('answer by the newest edition that is not after the day', () => {
    equal(table.get('X', 20250101)?.n, 1);
    equal(table.get('X', 20250331)?.n, 1);
    equal(table.get('X', 20250401)?.n, 2);
    equal(table.get('X', 20991231)?.n, 2);
    equal(table.get('X', undefined)?.n, 2);
    equal(table.get('X', 20241231), undefined);
    equal(table.editionOn(20241231), undefined);
    equal(table.editionOn(20250201)?.edition, 'A');
    deepEqual(
      table.editions.map((one) => one.edition),
      ['A', 'B'],
    );
  });

  it('say which edition a row is of, and miss what a complete edition lacks', () => {
    equal(table.get('X', 20250201)?.edition.edition, 'A');
    equal(table.get('Z', 20250401), undefined);
    equal(table.get('Y', 20250301), undefined);
  });

  it('of a sample may fall back to an older edition', () => {
    const sample = datedTable<{ n: number }>('T', 'starter', [
      { edition: edition('T', 'A', 20250101), rows: new Map([['Z', { n: 3 }]]) },
      { edition: edition('T', 'B', 20250401), rows: new Map([['X', { n: 2 }]]) },
    ]);
    equal(sample.get('Z', 20250501)?.edition.edition, 'A');
    equal(sample.get('X', 20250201), undefined);
  });

  it('without editions know nothing', () => {
    const none = datedTable<{ n: number }>('T', 'complete', []);
    equal(none.coverage, 'none');
    equal(none.get('X', undefined), undefined);
  });
});

describe('pair tables', () => {
  const row = (effective: number, deleted: number | undefined, indicator: 0 | 1) => ({
    column1: 'A',
    column2: 'B',
    indicator,
    effective,
    deleted,
    edition: edition('PTP', 'test', 20130101),
  });
  const table = pairTable('complete', [row(20200101, 20201231, 0), row(20220101, undefined, 1)]);

  it('answer in either order by the row in force, both ends included', () => {
    equal(table.get('A', 'B', 20200101)?.indicator, 0);
    equal(table.get('B', 'A', 20201231)?.indicator, 0);
    equal(table.get('A', 'B', 20210601), undefined);
    equal(table.get('A', 'B', 20250101)?.indicator, 1);
    equal(table.get('A', 'B', undefined)?.indicator, 1);
    equal(table.get('A', 'C', 20250101), undefined);
  });
});

describe('the shape of a code', () => {
  const classes: Readonly<Record<string, string | undefined>> = {
    '99213': 'Category I',
    '00100': 'Category I',
    '0001A': 'Category I',
    '3074F': 'Category II',
    '0708T': 'Category III',
    '0001U': 'PLA',
    '0002M': 'MAAA',
    J1885: 'HCPCS Level II',
    V5364: 'HCPCS Level II',
    D0120: undefined,
    F1234: undefined,
    O1234: undefined,
    I1234: undefined,
    Z1234: undefined,
    W1234: undefined,
    A123T: undefined,
    '0708X': undefined,
    '070T8': undefined,
    '0708t': undefined,
    '9921': undefined,
    '992133': undefined,
    '': undefined,
    '９９２１３': undefined,
  };
  for (const [code, name] of Object.entries(classes)) {
    it(`${code || '(nothing)'} is ${name ?? 'none'}`, () => {
      equal(classOf(code), name);
      equal(isProcedureShape(code), name !== undefined);
    });
  }
});

describe('starter tables: codes every office meets', () => {
  it('therapy from 97110 to 97140, whole', () => {
    for (const code of ['97110', '97112', '97113', '97116', '97124', '97129', '97130', '97139', '97140']) {
      ok(codes.procedures.get(code), code);
      ok(service.code(code, 20261015)!.mue?.outpatient, code);
    }
    deepEqual(service.code('97130', DAY)!.addOn, { type: 1, primaries: ['97129'], zzz: true });
  });
});

describe('sections', () => {
  const cases: Readonly<Record<string, readonly [string, RegExp]>> = {
    '99213': ['Category I', /office/i],
    '99291': ['Category I', /critical/i],
    '00100': ['Category I', /anesthesia/i],
    '33361': ['Category I', /heart/i],
    '70450': ['Category I', /radiology/i],
    '80053': ['Category I', /laboratory|pathology/i],
    '90471': ['Category I', /vaccin|immuniz/i],
    '97110': ['Category I', /therapy|rehabilitation/i],
    '1159F': ['Category II', /quality/i],
    '9999T': ['Category III', /emerging|temporary/i],
    '0500U': ['PLA', /laboratory/i],
    '0018M': ['MAAA', /laboratory/i],
    A0425: ['HCPCS Level II', /ambulance/i],
    J1885: ['HCPCS Level II', /drug/i],
    K0001: ['HCPCS Level II', /wheelchair|equipment/i],
    V2020: ['HCPCS Level II', /vision/i],
  };
  it('borders of the code sets', () => {
    const borders: readonly (readonly [string, RegExp])[] = [
      ['60300', /thyroid/],
      ['60500', /endocrine/],
      ['55882', /prostate/],
      ['55920', /reproductive/],
      ['58960', /ovaries/],
      ['58970', /fertilization/],
      ['65175', /removal/],
      ['65205', /front/],
      ['74740', /womb/],
      ['90480', /giving COVID-19 vaccines/],
      ['90476', /: vaccines/],
      ['90619', /: vaccines/],
      ['99318', /nursing/],
      ['99324', /rest homes/],
      ['99429', /preventive/],
      ['99439', /monthly/],
      ['99455', /insurers/],
      ['99457', /monthly/],
      ['99459', /pelvis/],
      ['E2366', /wheelchair/],
      ['E2402', /suction/],
      ['E2510', /speech/],
      ['E2601', /wheelchair/],
      ['G6017', /radiation/],
      ['G6018', /bowel/],
      ['G6028', /bowel/],
      ['G6030', /drug tests/],
      ['G8427', /quality/],
    ];
    for (const [code, section] of borders) match(codes.sectionOf(code)!.section, section, code);
  });

  for (const [code, [name, section]] of Object.entries(cases)) {
    it(code, () => {
      equal(codes.sectionOf(code)?.class, name);
      match(codes.sectionOf(code)!.section, section);
    });
  }

  it('every starter code has one, and one of its own class', () => {
    for (const { code } of ALL) equal(codes.sectionOf(code)?.class, classOf(code), code);
  });

  it('what is no code has none', () => {
    for (const code of ['D0120', 'Z1234', '0708t', '', 'HELLO']) equal(codes.sectionOf(code), undefined, code);
  });
});

describe('search', () => {
  const found = (query: string, limit = 10) => codes.procedures.search(query, limit).map(({ code }) => code);

  it('by the start of the code, in order, in either case', () => {
    deepEqual(found('070'), ['0708T', '0709T']);
    deepEqual(found('0709t'), ['0709T']);
    ok(found('9921').every((code) => code.startsWith('9921')));
    deepEqual(found('j'), ['J0585', 'J0696', 'J1100', 'J1885', 'J3301', 'J3420', 'J7050'].concat(found('j').slice(7)));
  });

  it('by words, all of them, in any order; whole beginnings before parts', () => {
    ok(found('immunotherapy').includes('0708T') && found('immunotherapy').includes('0709T'));
    ok(found('chest film').includes('71046'));
    deepEqual(found('film chest'), found('chest film'));
    ok(found('influenza').includes('G0008'));
    ok(found('flu shot').includes('G0008'));
    ok(found('office visit', 30).includes('99213'));
    deepEqual(found('chest unicorn'), []);
    deepEqual(found('unicorn'), []);
  });

  it('by the words that a biller uses', () => {
    ok(found('x-ray chest').includes('71046'), 'x-ray chest');
    ok(found('xray chest').includes('71046'), 'xray chest');
    ok(found('ekg').includes('93000'), 'ekg');
    ok(found('ecg').includes('93000'), 'ecg');
    ok(found('colonoscopy').includes('45378'), 'colonoscopy');
    ok(found('blood draw').includes('36415'), 'blood draw');
    ok(found('critical care').includes('99291'), 'critical care');
    ok(found('ambulance').includes('A0425'), 'ambulance');
  });

  it('gives no more than asked for, and all for nothing', () => {
    equal(found('9', 3).length, 3);
    equal(found('', 5).length, 5);
    equal(ALL.length, codes.procedures.size);
  });

  it('gives no code twice', () => {
    for (const query of ['9', '07', 'injection', 'add-on', 'j']) {
      const all = found(query, 1000);
      equal(new Set(all).size, all.length, query);
    }
  });
});

describe('what is said of a code', () => {
  it('every starter code: its number, class, description; every indicator with a meaning', () => {
    for (const { code, description } of ALL) {
      const text = service.codeMarkdown(code, DAY)!;
      ok(text.includes(`**${code}**`) && text.includes(description), code);
      ok(text.includes(classOf(code)!), code);
      for (const row of text.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]*) \|$/gm)) {
        const [, title, value, meaning] = row;
        if (title === '' || /^(?:Endoscopy base code|BETOS)/.test(title!)) continue;
        ok(meaning!.trim(), `${code}: ${title} ${value} has no meaning`);
      }
      match(text, /Sources: /, code);
    }
  });

  it('as JSON: the documented keys, absent ones left out', () => {
    const keys = [
      'code',
      'kind',
      'description',
      'effective',
      'deleted',
      'section',
      'indicators',
      'mue',
      'addOn',
      'primaryOf',
      'note',
      'sources',
    ];
    for (const { code } of ALL) {
      const facts = service.code(code)!;
      for (const key of Object.keys(facts)) ok(keys.includes(key), `${code}: ${key}`);
      const json = JSON.stringify(facts);
      ok(!json.includes('null') && !json.includes(':""') && !json.includes(':{}'), json);
      for (const source of facts.sources) ok(source.table && source.edition && source.source, code);
    }
    deepEqual(Object.keys(service.code('0708T')!.mue!), ['practitioner', 'outpatient']);
  });

  it('of a code outside the sample: its class and section, and where to get more', () => {
    const text = service.codeMarkdown('33361')!;
    match(text, /\*\*33361\*\*.*Category I.*heart/i);
    match(text, /licensed/);
    deepEqual(Object.keys(service.code('33361')!).sort(), ['code', 'kind', 'section', 'sources']);
  });

  it('of a slip: the code that is meant', () => {
    for (const slip of ['O708T', '0708t', '708T', ' 0708T ', '0708T.']) equal(service.code(slip)?.code, '0708T', slip);
  });

  it('of what is no code: nothing', () => {
    for (const text of ['', 'HELLO', '12', 'D0120', '99-213']) {
      equal(service.code(text), undefined, text);
      equal(service.codeMarkdown(text), undefined, text);
    }
  });

  it('on a day that no table covers: what is known without them', () => {
    const facts = service.code('99213', 20100101)!;
    equal(facts.indicators, undefined);
    equal(facts.mue, undefined);
    ok(facts.description);
  });

  it('on a day before an add-on edit or after it', () => {
    deepEqual(service.code('99415', 20201231)!.addOn?.primaries.includes('99211'), true);
    deepEqual(service.code('99415', 20210101)!.addOn?.primaries.includes('99211'), false);
  });
});

describe('modifiers', () => {
  it('at least a hundred, each with a meaning', () => {
    ok(codes.modifiers.all().length >= 100);
    for (const { code, meaning } of codes.modifiers.all()) ok(/^[A-Z0-9]{2}$/.test(code) && meaning.length > 5, code);
  });

  it('NCCI-associated: exactly those of the Policy Manual', () => {
    const expected =
      'E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI 24 25 57 58 78 79 27 59 91 XE XS XP XU';
    deepEqual(
      codes.modifiers
        .all()
        .filter((one) => one.ncciAssociated)
        .map(({ code }) => code)
        .sort(),
      expected.split(' ').sort(),
    );
    for (const code of ['22', '76', '77', '26', 'TC', '50', '51'])
      equal(codes.modifiers.get(code)?.ncciAssociated, false, code);
  });

  it('that contradict each other say so both ways', () => {
    for (const { code, conflictsWith } of codes.modifiers.all()) {
      for (const other of conflictsWith)
        ok(codes.modifiers.get(other)?.conflictsWith.includes(code), `${code} ${other}`);
    }
    ok(codes.modifiers.get('26')?.conflictsWith.includes('TC'));
    ok(codes.modifiers.get('50')?.conflictsWith.includes('LT'));
  });

  it('of ambulance lines are two letters: from and to', () => {
    match(codes.modifiers.get('RH')!.meaning, /from R.*to H/i);
    match(codes.modifiers.get('NR')!.meaning, /from N.*to R/i);
    equal(codes.modifiers.get('ZQ'), undefined);
    equal(codes.modifiers.get('R'), undefined);
    equal(codes.modifiers.get(''), undefined);
  });
});

describe('places of service', () => {
  it('the assigned ones, and no others', () => {
    for (const code of ['01', '02', '10', '11', '12', '19', '21', '22', '23', '24', '31', '32', '41', '81', '99']) {
      ok(codes.placesOfService.get(code), code);
    }
    for (const code of ['00', '1', '28', '29', '30', '36', '100', ''])
      equal(codes.placesOfService.get(code), undefined, code);
  });

  it('that are paid at the facility rate', () => {
    for (const code of ['19', '21', '22', '23', '24', '31', '51', '61'])
      equal(codes.placesOfService.get(code)?.setting, 'facility', code);
    for (const code of ['10', '11', '12', '13', '20', '32', '49', '81']) {
      equal(codes.placesOfService.get(code)?.setting, 'non-facility', code);
    }
  });
});

describe('typing slips', () => {
  const slips: Readonly<Record<string, string | undefined>> = {
    O708T: '0708T',
    '070BT': undefined,
    '0708t': '0708T',
    '708T': '0708T',
    '1U': undefined,
    '99213.': '99213',
    '99213;': '99213',
    '9921O': '99210',
    G0O08: 'G0008',
    g0008: 'G0008',
    '0708T': undefined,
    '99213': undefined,
    JI885: 'J1885',
    '8800': undefined,
    '': undefined,
    '.': undefined,
    O: undefined,
    OOOOO: undefined,
  };
  for (const [written, meant] of Object.entries(slips)) {
    it(`${written || '(nothing)'} → ${meant ?? 'no guess'}`, () => {
      const slip = correctSlip(written);
      if (written !== 'OOOOO') equal(slip?.code, meant);
      if (slip) ok(isProcedureShape(slip.code) && slip.what);
    });
  }

  it('never corrects a code that is right', () => {
    for (const { code } of ALL) equal(correctSlip(code), undefined, code);
  });

  it('finds every starter code again from lower case, and from O for 0', () => {
    for (const { code } of ALL) {
      if (/[A-Z]/.test(code)) equal(correctSlip(code.toLowerCase())?.code, code);
      if (code.includes('0')) equal(correctSlip(code.replace('0', 'O'))?.code, code, code.replace('0', 'O'));
    }
  });
});

describe('table text', () => {
  it('is split at tabs; empty cells are left out, line ends of either kind are taken', () => {
    deepEqual(rowsOf('a\tb\tc\r\n1\t\t3\r\n\r\n4\t5\r\n'), [
      { a: '1', c: '3' },
      { a: '4', b: '5' },
    ]);
    deepEqual(rowsOf(''), []);
  });
});
