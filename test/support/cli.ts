import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { marked } from './marks';

/** What the tests of the command line share; no test stands here. */

export const CLI = resolve('dist/cli.js');

/** Service lines: a clean claim, and one that lacks its primary code and has too many units. */
export const CLEAN = [
  'SV1*HC:0708T:::::FIRST INJECTION*900*UN*1***1',
  'SV1*HC:0709T:::::FURTHER INJECTION*700*UN*1***1',
];
export const FAULTY = ['SV1*HC:«0709T»*2100*UN*3***1'];

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder of its own for every test of a suite, in which the command line runs. */
export function temporaryFolder() {
  const folder = { path: '' };
  beforeEach(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'claim-lens-'));
  });
  afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
  return Object.assign(folder, {
    /** Writes a fixture without its marks. */
    write(name: string, content: string | Buffer): void {
      writeFileSync(join(folder.path, name), typeof content === 'string' ? marked(content).text : content);
    },
    cli(argv: readonly string[], { input = '', env }: RunOptions = {}): SpawnSyncReturns<string> {
      const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...inherited } = process.env;
      return spawnSync(process.execPath, [CLI, ...argv], {
        cwd: folder.path,
        encoding: 'utf8',
        input,
        env: { ...inherited, ...env },
        maxBuffer: 1 << 28,
      });
    },
  });
}

/** No stack trace, whatever went wrong. */
export function noTrace({ stderr }: SpawnSyncReturns<string>): void {
  assert.doesNotMatch(stderr, /^\s+at /m);
}

export function many(segments: readonly string[], times: number): string[] {
  return Array.from({ length: times }, () => segments).flat();
}

/** A one-line 837P with one claim of an invented person. */
export function interchange(services: readonly string[], day = '20250304'): string {
  const lines = services.flatMap((service, i) => [`LX*${i + 1}`, service, `DTP*472*D8*${day}`]);
  const total = services.reduce((sum, service) => sum + Number(service.split('*')[2]), 0);
  const segments = [
    'ST*837*0001*005010X222A1',
    'BHT*0019*00*1*20250304*1200*CH',
    'NM1*41*2*TEST SENDER*****46*SENDER',
    'PER*IC*DESK*TE*5550100',
    'NM1*40*2*TEST RECEIVER*****46*RECEIVER',
    'HL*1**20*1',
    'NM1*85*2*TEST CLINIC*****XX*1999999984',
    'N3*1 TEST STREET',
    'N4*ANYTOWN*NY*10001',
    'REF*EI*990000002',
    'HL*2*1*22*0',
    'SBR*P*18*******MB',
    'NM1*IL*1*TEST*PAT****MI*TEST001',
    'DMG*D8*19500101*F',
    'NM1*PR*2*TEST PAYER*****PI*00100',
    `CLM*2025-0042*${total}***11:B:1*Y*A*Y*Y`,
    'HI*ABK:C4359',
    ...lines,
  ];
  return [
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250304*1200*^*00501*000000001*0*T*:',
    'GS*HC*SENDER*RECEIVER*20250304*1200*1*X*005010X222A1',
    ...segments,
    `SE*${segments.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
}

/** The text of a fixture and its one range, as offset and as an editor counts lines and characters. */
export function place(fixture: string) {
  const { text, ranges } = marked(fixture);
  const [range] = ranges;
  if (ranges.length !== 1 || !range) throw new Error('expected one range');
  const position = (offset: number) => {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  };
  return { text, start: range.start, at: { start: position(range.start), end: position(range.end) } };
}
