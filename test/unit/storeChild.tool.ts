import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { edition, mue, ptp } from './storeSupport';

/**
 * An import in a process of its own: `node storeChild.tool.mjs FOLDER SEED [STEP]` writes a PTP table and three MUE
 * tables of the seed. With a step, the process kills itself before the step-th change of the file system.
 */
const [folder, seed, step] = process.argv.slice(2);
if (step) dieBefore(Number(step));
const writer = createStoreWriter(folder!, { today: 20260101 });
const pairs = writer.begin(edition('PTP', { setting: 'practitioner', edition: `seed${seed}` }));
pairs.rows(
  Array.from({ length: 5000 }, (_, at) =>
    ptp(String(10_000 + (at % 70)), String(20_000 + at), { effective: 20000101 + Number(seed) }),
  ),
);
pairs.end();
for (const setting of ['practitioner', 'outpatient', 'dme'] as const) {
  const table = writer.begin(edition('MUE', { setting, edition: 'shared' }));
  table.rows(Array.from({ length: 2000 }, (_, at) => mue(String(10_000 + at), Number(seed))));
  table.end();
}
process.stdout.write('begin\n');
await writer.commit();
process.stdout.write('done\n');

function dieBefore(last: number): void {
  let steps = 0;
  const count = () => {
    if (++steps >= last) process.kill(process.pid, 'SIGKILL');
  };
  const { open, rename, unlink, rm } = promises;
  const counted = <T extends (...all: never[]) => unknown>(work: T) =>
    ((...all: Parameters<T>) => {
      count();
      return work(...all);
    }) as T;
  Object.assign(promises, { open: counted(open), rename: counted(rename), unlink: counted(unlink), rm: counted(rm) });
  syncBuiltinESMExports();
}
