import { deepEqual, rejects } from 'node:assert/strict';
import { type Restartable, restart } from '../../client/src/restarting';

type State = 'stopped' | 'starting' | 'running';

/** A client as `vscode-languageclient` has it: it can't be stopped while it starts, and starts once however often it is asked. */
function clientIn(state: State, { hangs = false, fails = false } = {}) {
  const did: string[] = [];
  let now = state;
  let starting: Promise<void> | undefined;
  const begin = async () => {
    did.push('start');
    now = 'starting';
    await Promise.resolve();
    if (fails) {
      now = 'stopped';
      throw new Error('The server could not be started');
    }
    now = 'running';
  };
  if (state === 'starting') starting = begin();
  const client: Restartable = {
    needsStop: () => now !== 'stopped',
    async start() {
      if (now === 'running') return;
      starting ??= begin();
      await starting;
    },
    async stop() {
      if (now !== 'running') throw new Error(`Client is not running and can't be stopped. Its state is: ${now}`);
      did.push('stop');
      now = 'stopped';
      starting = undefined;
      if (hangs) throw new Error('Stopping the server timed out');
    },
  };
  const wait = async () => {
    did.push('wait');
  };
  return { client, did, wait, state: () => now };
}

describe('a restart of the server', () => {
  const cases: [string, () => ReturnType<typeof clientIn>, string[]][] = [
    ['that runs', () => clientIn('running'), ['stop', 'start']],
    ['that does not run', () => clientIn('stopped'), ['start']],
    ['that hangs: once its process is gone', () => clientIn('running', { hangs: true }), ['stop', 'wait', 'start']],
    ['that is still starting', () => clientIn('starting'), ['start', 'stop', 'start']],
  ];
  for (const [name, create, expected] of cases) {
    it(name, async () => {
      const { client, did, wait, state } = create();
      await restart(client, wait);
      deepEqual(did, expected);
      deepEqual(state(), 'running');
    });
  }

  it('that can’t be started says so', async () => {
    await rejects(restart(clientIn('stopped', { fails: true }).client), /could not be started/);
  });
});
