import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkFile } from '../../server/src/cli/checkFile';
import type { Sharing } from '../../server/src/cli/checkInStretches';
import { fingerprint } from '../../server/src/import/codeStore';
import { serviceFor } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { Random } from '../support/random';
import { type ClaimOptions, claim837, interchange, remittance835 } from '../support/x12';

const folder = mkdtempSync(join(tmpdir(), 'claim-lens-stretches-'));
const path = join(folder, 'claims.edi');
const none = join(folder, 'no tables');
const tables = { folder: none, print: fingerprint(none), tell: () => undefined };
const service = serviceFor();
const HEAD = 65_536;

/** Stretches of a few claims, read by as many threads as are asked for. */
function sharing(threads: number, width = 3000, worker = resolve('dist/checkWorker.js')): Sharing {
  return { tables, worker, threads, width, least: 0 };
}

/** All that a reporter can ask of a file; `shared`: it was read in stretches. */
async function reportOf(content: string | Buffer, how?: Sharing) {
  writeFileSync(path, content);
  const text = content.toString();
  const report = await checkFile(
    service,
    {
      kind: 'claims',
      path,
      format: 'x12',
      named: true,
      text: {
        head: text.slice(0, HEAD),
        large: true,
        isFile: true,
        size: Buffer.byteLength(content),
        whole: async () => text,
        pieces: async function* () {
          yield text;
        },
      },
    },
    'claims.edi',
    how,
  );
  if (typeof report === 'string') throw new Error(report);
  const { claims, lines, counts, causes, notChecked, problems, places, close } = report;
  const at = ({ start, end }: { start: number; end: number }) => ({
    range: [places.position(start), places.position(end)],
    excerpt: places.excerpt({ start, end }, 80),
  });
  const findings = [...report.findings].map((placed) => ({ ...placed, ...at(placed) }));
  close?.();
  return { shared: close !== undefined, said: { claims, lines, counts, causes, notChecked, problems, findings } };
}

async function same(content: string | Buffer, how: Sharing, shared: boolean | undefined, what?: string): Promise<void> {
  const [one, other] = [await reportOf(content), await reportOf(content, how)];
  deepEqual(other.said, one.said, what);
  // A text that no claim is found in would be no test.
  if (shared !== undefined) {
    equal(other.shared, shared, `${what} is shared`);
    ok(one.said.claims > 0);
  }
}

function claims(count: number, more: (index: number) => Partial<ClaimOptions> = () => ({})): ClaimOptions[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `CLAIM-${index}`,
    patient: { id: `P${index % 9 === 4 ? index % 4 : `X${index}`}` },
    frequency: index % 11 === 5 ? '8' : '1',
    provider: index % 3 ? '1000000004' : '1000000012',
    lines: index % 4 ? [{ code: '99213' }, { code: index % 5 ? '0708T' : '0709T' }] : [{ code: '0709T', units: 2 }],
    ...more(index),
  }));
}

/** One billing provider's level, and one subscriber behind the other. */
function oneProvider(text: string): string {
  const [first = '', ...others] = text.split(/(?=HL\*\d+\*\*20)/);
  const [level = '', ...rest] = others;
  return first + level + rest.map((one) => one.replace(/^[\s\S]*?(?=HL\*\d+\*\d+\*22)/, '')).join('');
}

const MANY = claim837(claims(60));
/** The transactions of several files in one group. */
const TRANSACTIONS = [MANY, claim837(claims(30), { created: '20240101' }), MANY]
  .map((text) => /ST\*[\s\S]*SE\*[^~]*~\n/.exec(text)![0])
  .join('');
const ENVELOPE = /^([\s\S]*?)ST\*[\s\S]*SE\*[^~]*~\n([\s\S]*)$/.exec(MANY)!;
const within = (body: string) => ENVELOPE[1]! + body + ENVELOPE[2]!;
const PAYMENTS = Array.from({ length: 80 }, (_, index) => [
  ...(index % 3 ? [] : [`LX*${index + 1}`]),
  `CLP*R${index}*1*100*${index % 7 ? 80 : 90}`,
  'NM1*QC*1*TESTPERSON*PAT****MI*M100',
  `SVC*HC:${index % 5 ? '99213' : 'O709T'}*100*80**1`,
  'CAS*CO*45*20',
  'DTM*472*20250304',
]).flat();
const REMITTANCE = remittance835([
  'BPR*I*6400*C*ACH',
  'N1*PR*INVENTED PAYER',
  'N1*PE*CLINIC*XX*1000000004',
  ...PAYMENTS,
]);

/** Files that can be read in stretches of a few claims. */
const SHARED: Readonly<Record<string, string>> = {
  'a level a claim': MANY,
  'on one line': claim837(claims(60), { eol: '' }),
  'lines that end with CRLF': claim837(claims(60), { eol: '\r\n' }),
  'lines that end with CR': claim837(claims(60), { eol: '\r' }),
  'segments that their lines end': claim837(claims(60), { delimiters: { segment: '\n' }, eol: '' }),
  'other delimiters': claim837(claims(60), { delimiters: { element: '|', component: '>', segment: '!' } }),
  institutional: claim837(claims(60), { kind: 'I' }),
  dependents: claim837(
    claims(60, (index) => (index % 2 ? { dependent: { first: `ANN${index}`, birth: '20100101' } } : {})),
  ),
  'one provider': oneProvider(MANY),
  'one provider, dependents': oneProvider(
    claim837(claims(60, (index) => (index % 2 ? { dependent: { first: 'ANN', birth: '20100101' } } : {}))),
  ),
  'two claims a subscriber': MANY.replace(/(CLM\*)(CLAIM-\d*7\b)([\s\S]*?)(?=HL|SE)/g, '$1$2$3$1$2B$3'),
  'claims below the provider': MANY.replace(/HL\*\d+\*\d+\*22\*0~\nSBR[^~]*~\n/g, (level, at: number) =>
    at % 5 ? level : '',
  ),
  'another provider within a subscriber': MANY.replace(/(CLM\*CLAIM-\d*3\*)/g, 'NM1*85*2*OTHER*****XX*1000000020~\n$1'),
  'another date within a level': MANY.replace(
    /(SBR\*)(?=[\s\S]{0,2000}CLAIM-20\*)/,
    'BHT*0019*00*1*20200101*1200*CH~\n$1',
  ),
  'several transactions': within(TRANSACTIONS),
  'wrong counts': within(TRANSACTIONS)
    .replace(/SE\*\d+/g, 'SE*7')
    .replace('GE*1', 'GE*9'),
  'several groups': MANY.replace(/IEA[\s\S]*/, '') + MANY.replace(/ISA[^~]*~\n/, '').replaceAll('X222A1', 'X222'),
  'a transaction without its group': MANY.replace(/IEA[\s\S]*/, '') + MANY.slice(MANY.indexOf('ST*')),
  'several interchanges': MANY + claim837(claims(40), { kind: 'I' }) + MANY,
  'an interchange within the other': MANY.replace(/GE\*[\s\S]*/, '') + MANY,
  'text between interchanges': `${MANY}and now for another\n\0\0\n${MANY}`,
  'faults of the structure': MANY.replace(/LX\*1/g, 'LX*3').replace(/DTP\*472\*D8/g, 'DTP*472*DT'),
  'lost terminators': MANY.replace(/(NM1\*IL[^~]*)~/g, '$1'),
  'undeclared delimiter': claim837(claims(60), { delimiters: { component: '>' }, declared: ':' }),
  'cut in a claim': MANY.slice(0, -700),
  'cut in a level': MANY.slice(0, MANY.lastIndexOf('*22*')),
  'a crowd of one name': claim837(claims(230, () => ({ patient: { id: 'SAME' } }))),
  'a remittance': REMITTANCE,
  remittances: REMITTANCE.replace(/(ST\*[\s\S]*SE\*[^~]*~\n)/, '$1$1$1'),
  'a first line of another interchange': interchange(['ST*999*1', 'SE*2*1']) + MANY,
};

const HEAD_OF_OTHERS = claim837(claims(3));

/** Files that have to be read from their beginning. */
const ALONE: Readonly<Record<string, string | Buffer>> = {
  'no ISA': MANY.slice(MANY.indexOf('ST*')),
  'text before': `a few words\n${MANY}`,
  'lines cut at a width': claim837(claims(60), { eol: '' }).replace(/([\s\S]{80})/g, '$1\n'),
  'a character that is not ASCII': MANY.replace('CLAIM-40', 'CLAIM-É'),
  'Windows-1252': Buffer.from(MANY.replace('CLAIM-40', 'CLAIM-É'), 'latin1'),
  'a byte order mark': `\ufeff${MANY}`,
  'interchanges with other delimiters': HEAD_OF_OTHERS + claim837(claims(300), { delimiters: { segment: '!' } }),
  'nothing but text behind': HEAD_OF_OTHERS + 'nothing here to read\n'.repeat(8000),
};

describe('a large X12 file is read in stretches as it is from its beginning', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, text] of Object.entries(SHARED)) {
    it(name, async () => {
      for (const width of [700, 3000, 20_011]) await same(text, sharing(1, width), true, `${name}, ${width}`);
      ok(text.length > 8000);
    });
  }

  for (const [name, text] of Object.entries(ALONE)) {
    it(`from its beginning: ${name}`, async () => {
      if (Buffer.isBuffer(text)) equal((await reportOf(text, sharing(1))).shared, false);
      else await same(text, sharing(1), false, name);
    });
  }

  it('any file', async () => {
    const all = { ...X12_DOCUMENTS, ...samples() };
    for (const [name, text] of Object.entries(all)) {
      for (const width of [64, 500]) await same(text, sharing(1, width), undefined, name);
    }
  });

  it('any file made of edits', async () => {
    const random = new Random(5);
    const texts = Object.values(SHARED);
    for (let round = 0; round < 150; round++) {
      let text = texts[random.below(texts.length)]!.slice(0, 30_000);
      for (let edits = random.below(4); edits >= 0; edits--) text = changed(text, randomChange(text, random));
      await same(text, sharing(1, 200 + random.below(5000)), undefined, `round ${round}`);
    }
  });

  for (const name of [
    'a level a claim',
    'one provider',
    'several transactions',
    'a crowd of one name',
    'a remittance',
  ]) {
    it(`in three threads: ${name}`, async () => {
      await same(SHARED[name]!, sharing(3), true, name);
    });
  }

  it('a thread that ends early leaves the file to one', async () => {
    const scripts = {
      throws: `throw new Error('SECRET ' + require('node:worker_threads').workerData.shared.size)`,
      exits: 'process.exit(3)',
      'takes and exits': `const { shared } = require('node:worker_threads').workerData;
        Atomics.add(shared.state, 0, 1); process.exit(0)`,
    };
    for (const [name, script] of Object.entries(scripts)) {
      const worker = join(folder, 'worker.js');
      writeFileSync(worker, script);
      const { result, told } = await toldWhile(() => same(MANY, sharing(2, 3000, worker), undefined, name));
      equal(result, undefined);
      ok(!told.includes('SECRET') && !told.includes('CLAIM-'), told);
      if (name === 'throws') ok(told.includes('the file is read in one thread'), told);
    }
    const { told } = await toldWhile(() => same(MANY, sharing(2, 3000, join(folder, 'absent.js')), undefined));
    ok(told.includes('the file is read in one thread'), told);
  });

  it('threads that would judge by other tables judge nothing', async () => {
    const how = sharing(2);
    await same(MANY, { ...how, tables: { ...tables, print: 'of another day' } }, true);
  });
});

/** What was written to standard error meanwhile. */
async function toldWhile<T>(work: () => Promise<T>): Promise<{ result: T; told: string }> {
  const { write } = process.stderr;
  let told = '';
  process.stderr.write = (text: string | Uint8Array) => {
    told += text;
    return true;
  };
  try {
    return { result: await work(), told };
  } finally {
    process.stderr.write = write;
  }
}
