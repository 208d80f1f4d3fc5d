import { deepEqual, ok } from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../support/cli';
import { startSession } from './session';

const CLAIM =
  'Claim: C1\nDOS: 2025-03-04\nPOS: 11\nDx: M54..5\nPayer: INVENTED PAYER\n0709T x3\nO708T x1\n99213 x1 dx A\n';
const LEVELS = ['', 'error', 'warning', 'info', 'hint'];

describe('a settings file', () => {
  const folder = temporaryFolder();

  for (const [name, settings] of Object.entries({
    none: {},
    'a preset and levels': { preset: 'commercial', rules: { 'malformed-code': 'hint', 'missing-primary-code': 'off' } },
    'levels for a folder': {
      rules: { 'malformed-diagnosis': 'warning' },
      overrides: [
        { files: 'archive/**', rules: { 'malformed-code': 'off', 'excess-units': 'info' } },
        { files: ['b.claim'], rules: { 'excess-units': 'off' } },
      ],
    },
    'payers and formats': { payers: 'medicare', files: { associations: { 'archive/*': 'none' } } },
  })) {
    it(`says the same to the editor and to the command line: ${name}`, async () => {
      folder.write('.claim-lens.json', JSON.stringify(settings));
      mkdirSync(join(folder.path, 'archive'));
      const session = await startSession({ folder: folder.path });
      let told = 0;
      for (const path of ['a.claim', 'b.claim', 'archive/c.claim']) {
        folder.write(path, CLAIM);
        const uri = pathToFileURL(join(folder.path, path)).href;
        session.open(uri, 'claim-text', CLAIM);
        const editor = (await session.diagnostics(uri)).map(
          ({ code, severity, message, range }) => `${range.start.line} ${code} ${LEVELS[severity ?? 0]} ${message}`,
        );
        const { stdout } = folder.cli(['check', path, '--format', 'json']);
        const found: { rule: string; severity: string; message: string; range: { start: { line: number } } }[] = stdout
          ? JSON.parse(stdout).files.flatMap(({ findings }: { findings: unknown[] }) => findings)
          : [];
        const line = found.map(({ rule, severity, message, range }) => {
          return `${range.start.line} ${rule} ${severity} ${message}`;
        });
        deepEqual(editor.sort(), line.sort(), path);
        told += editor.length;
      }
      await session.stop();
      ok(told > 0, 'there is something to find');
    });
  }
});
