import { deepEqual, equal, match } from 'node:assert/strict';
import { importOf, lines, refusalOf, rowsOf, zipOf } from '../support/importFixtures';

const PREAMBLE = [
  'Publisher of codes',
  'Descriptors of CPT, invented for this test',
  '',
  'Some Street',
  '60611 Some Town',
  '',
];

describe('import: CPT descriptors', () => {
  const LIST = [
    ...PREAMBLE,
    'Concept Id\tCPT Code\tLong\tMedium\tShort\tConsumer\tSpanish Consumer\tCurrent Descriptor Effective Date\tTest Name\tLab Name\tManufacturer Name',
    '1\t00100\tMade up, at length – "so"\tMADE UP MEDIUM\tMADE UP\tIn plain words\tEn español\t20260101\t\t\t',
    '2\t0001U\tLong\tMEDIUM\tSHORT\t\t\t\tA test\tA lab\tA maker',
  ].join('\r\n');

  it('reads the list of 2024 and later, in UTF-8, below its preamble', async () => {
    const { tables } = await importOf({
      '2026 CPT Standard Annual Update/Current Format/ConsolidatedCodeList.txt': Buffer.from(LIST),
    });
    deepEqual(
      [tables[0]?.edition.table, tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom],
      ['CPT', '2026', 20260101],
    );
    deepEqual(tables[0]?.rows, [
      {
        code: '00100',
        short: 'MADE UP',
        medium: 'MADE UP MEDIUM',
        long: 'Made up, at length – "so"',
        consumer: 'In plain words',
        effective: 20260101,
        labName: undefined,
        testName: undefined,
      },
      {
        code: '0001U',
        short: 'SHORT',
        medium: 'MEDIUM',
        long: 'Long',
        consumer: undefined,
        effective: undefined,
        labName: 'A lab',
        testName: 'A test',
      },
    ]);
    match(
      await refusalOf({ 'ConsolidatedCodeList.txt': Buffer.from(LIST.replace('CPT Code', 'Kode')) }),
      /has no CPT Code; looked for the captions Concept Id, CPT Code, Long, Medium, Short\./,
    );
  });

  it('reads the fixed-width short and medium files and the long ones by tab, each for its field', async () => {
    const { tables, summary } = await importOf({
      'CPT2023.zip': zipOf({
        'standard/SHORTU.txt': lines(...PREAMBLE, '00100 MADE UP', '0001U OTHER', '99998 LAST'),
        'standard/MEDU.txt': lines(...PREAMBLE, '00100 MADE UP, BUT MEDIUM IN LENGTH', '0001U OTHER', '99998 LAST'),
        'standard/LONGULT.txt': lines(...PREAMBLE, '00100\tMade up\xae', '0001U\tOther', '99998\tLast'),
        'standard/LONGUT.txt': lines(...PREAMBLE, '00100\tMADE UP', '0001U\tOTHER', '99998\tLAST'),
      }),
    });
    deepEqual(
      tables.map(({ rows, edition }) => [edition.source, rows[0], rows.length]),
      [
        ['SHORTU.txt', { code: '00100', short: 'MADE UP' }, 3],
        ['MEDU.txt', { code: '00100', medium: 'MADE UP, BUT MEDIUM IN LENGTH' }, 3],
        ['LONGULT.txt', { code: '00100', long: 'Made up®' }, 3],
      ],
    );
    deepEqual(new Set(tables.map(({ edition }) => edition.edition)), new Set(['2023']));
    deepEqual(
      summary.skipped.map(({ why }) => why),
      ['the same table as LONGULT.txt'],
    );
  });

  it('joins long descriptors that wrap, with or without the code repeated', async () => {
    const text = lines(
      ...PREAMBLE,
      '00100 First line of the descriptor,',
      '00100 second line',
      '0001U Other,',
      '      and more',
      '99998 Last',
    );
    deepEqual(await rowsOf({ 'CPT 2023/LONGULF.txt': text }), [
      { code: '00100', long: 'First line of the descriptor, second line' },
      { code: '0001U', long: 'Other, and more' },
      { code: '99998', long: 'Last' },
    ]);
  });

  it('tells the year by text, names, or the copyright of the year before', async () => {
    const rows = ['00100 MADE UP', '0001U OTHER', '99998 LAST'];
    const editions: readonly [string, string, string][] = [
      ['SHORTU.txt', 'CPT 2022 data file', '2022'],
      ['2021 CPT files/SHORTU.txt', 'x', '2021'],
      ['SHORTU.txt', 'Copyright 1966, 1970-2023 someone', '2024'],
    ];
    for (const [name, line, edition] of editions) {
      equal((await importOf({ [name]: lines(line, '', ...rows) })).tables[0]?.edition.edition, edition);
    }
    match(
      await refusalOf({ 'SHORTU.txt': lines('x', '', ...rows) }),
      /neither text nor names tell the year; import the zip or folder/,
    );
    match(await refusalOf({ 'LONGULT.txt': 'nothing here' }), /it has no lines of a code in columns 1-5/);
    match(
      await refusalOf({ 'towns.txt': lines('10115 Berlin', '20095 Hamburg', '80331 Munich') }),
      /none of the tables/,
    );
  });

  it('reads consumer descriptors and leaves out the clinicians', async () => {
    const { tables, summary } = await importOf({
      '2023 CPT/ConsumerDescriptor.txt': lines(
        'Concept Id\tCPT Code\tConsumer Friendly Descriptor',
        '1\t00100\tPlain words',
      ),
      '2023 CPT/ClinicianDescriptor.txt': lines(
        'Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor',
        '1\t00100\t2\tx',
      ),
    });
    deepEqual(
      tables.map(({ rows }) => rows),
      [[{ code: '00100', consumer: 'Plain words' }]],
    );
    equal(summary.skipped.length, 1);
  });

  it('reads laboratory analyses from XML, fields as attributes or elements', async () => {
    const xml = Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><plaCodes year="2023"><plaCode cdId="1" cdCode="0001U"><cdDesc>Long &amp; made up</cdDesc>' +
        '<cdMDesc>MEDIUM</cdMDesc><cdSDesc>SHORT</cdSDesc><cdStatus>EXISTING</cdStatus><effectiveDate>2020-04-01T00:00:00</effectiveDate>' +
        '<labName>A lab</labName><testName>A test</testName></plaCode><plaCode cdId="2" cdCode="0002U" cdDesc="x" cdStatus="DELETED"/></plaCodes>',
    );
    const { tables, summary } = await importOf({ 'CPT 2023/CPTPLA.xml': xml });
    deepEqual(tables[0]?.rows, [
      {
        code: '0001U',
        long: 'Long & made up',
        medium: 'MEDIUM',
        short: 'SHORT',
        effective: 20200401,
        labName: 'A lab',
        testName: 'A test',
      },
    ]);
    deepEqual(summary.taken[0]?.ignored, [{ reason: 'deleted laboratory analyses', rows: 1 }]);
    match(
      await refusalOf({ 'CPTPLA2023.xml': '<plaCodes><plaCode cdCode="0001U"></plaCodes>' }),
      /it is no proper XML/,
    );
  });

  it('reads deleted codes and the history', async () => {
    const { tables, summary } = await importOf({
      '2026 CPT Link/history/Deleted_DTK_tab.txt': lines(
        'Concept Id\tCPT Code\tDate Deleted\tLevel\tDescription\tInstruction',
        '1\t0001T\t20200101\tCat III\tGone\tSee 00100',
      ),
      '2026 CPT Link/history/History_DTK_tab.txt': lines(
        'date\tchange_type\tconcept_id\tcpt_code\tlevel\tprior_value\tcurrent_value\tinstruction',
        '20220101\tADDED\t2\t0708T\tx\t\t\t',
        '1/1/2023\tREVISED\t2\t0708T\tx\ta\tb\t',
        '20240101\tDELETED\t3\t0002T\tx\t\t\tUse other',
      ),
      '2026 CPT Link/history/HistoryModifiers_DTK_tab.txt': lines('date\tchange_type\tconcept_id\tmodifier_code'),
    });
    deepEqual(
      tables.map(({ rows }) => rows),
      [
        [{ code: '0001T', long: 'Gone', deleted: 20200101, instruction: 'See 00100' }],
        [
          { code: '0708T', effective: 20220101 },
          { code: '0002T', deleted: 20240101, instruction: 'Use other' },
        ],
      ],
    );
    deepEqual(summary.taken[1]?.ignored, [{ reason: 'changes that neither add nor delete a code', rows: 1 }]);
  });
});

describe('import: CPT modifiers', () => {
  it('reads Modifiers.txt', async () => {
    const text = lines(
      ...PREAMBLE,
      'ConceptID\tModifier Code\tLevel I/II\tModifier Descriptor Effective\tModifier Name\tModifier Description\tSection (Main Section)',
      '1\t51\tI\t20260101\tSeveral\tSeveral procedures\tSurgery',
      '2\tLT\tII\t\tLeft\t\t',
    );
    const { tables } = await importOf({ '2026 CPT/Modifiers.txt': text });
    equal(tables[0]?.edition.table, 'MODIFIERS');
    deepEqual(tables[0]?.rows, [
      { code: '51', level: 'I', name: 'Several', description: 'Several procedures', effective: 20260101 },
      { code: 'LT', level: 'II', name: 'Left', description: 'Left', effective: undefined },
    ]);
  });

  it('reads the text of Appendix A', async () => {
    const text = lines(
      'CPT 2023',
      '',
      'Appendix A',
      '',
      'Modifiers',
      '',
      '22 Made Up: more work than usual,',
      'by far.',
      '',
      '51 Several: more than one.',
      '',
      'Anesthesia Physical Status',
      '',
      'P1: A healthy one',
      'P2: Another',
      '',
      'CPT Level I Modifiers',
      '',
      '51 Several',
      '',
      '73 Stopped: before.',
      '',
      'Category II Modifiers',
      '',
      '1P Excluded: for a reason.',
      '',
      'Level II (HCPCS/National) Modifiers',
      '',
      'LT Left side',
      'E1 Upper left,',
      'lid',
      '',
    );
    const { tables, summary } = await importOf({ 'MODUL.txt': text });
    const rows = [
      ['22', 'I', 'Made Up: more work than usual, by far.', 'Made Up'],
      ['51', 'I', 'Several: more than one.', 'Several'],
      ['P1', 'I', 'A healthy one', undefined],
      ['P2', 'I', 'Another', undefined],
      ['73', 'I', 'Stopped: before.', 'Stopped'],
      ['1P', 'Category II', 'Excluded: for a reason.', 'Excluded'],
      ['LT', 'II', 'Left side', undefined],
      ['E1', 'II', 'Upper left, lid', undefined],
    ];
    deepEqual(
      tables[0]?.rows,
      rows.map(([code, level, description, name]) => ({ code, level, name, description, effective: undefined })),
    );
    deepEqual(summary.taken[0]?.ignored, [{ reason: 'modifier listed again for hospitals', rows: 1 }]);
  });
});
