import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What VS Code calls in the extension host; a rejection is a failed run. */
export async function run(): Promise<void> {
  // The mark tells mocha's lines from all else that the extension host and the workbench say on the same console.
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(`[suite] ${line}`);
  };
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 180_000, forbidOnly: true, forbidPending: true });
  // The suite is in this bundle, so mocha can't load it as a file: its globals have to be there before it runs.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./extension.test');
  await import('./formats.test');
  await import('./segmentedView.test');
  await import('./importing.test');
  await import('./tables.test');

  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passes = 0;
    const runner = mocha.run((failures) => resolve({ passed: passes, failed: failures }));
    runner.on('pass', () => {
      passes++;
    });
  });
  const results = process.env.CLAIM_LENS_RESULTS;
  if (results) writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed > 0 || passed === 0) throw new Error(`${passed} passed, ${failed} failed`);
}
