declare function setTimeout(call: () => void, milliseconds: number): unknown;

/** What a restart needs of a client; its states are those of `vscode-languageclient`. */
export interface Restartable {
  /** Is starting or running. */
  needsStop(): boolean;
  /** Waits for a start that is under way; does nothing where the server runs. */
  start(): Promise<void>;
  /** Fails while the client is starting, and where the server gives no answer for two seconds; it is given up then. */
  stop(): Promise<void>;
}

/**
 * The client ends the process of a server that it gave up two seconds later, and takes that for the end of the one that it has
 * by then. In milliseconds.
 */
const GONE_AFTER = 3000;

/** Starts the server anew, also one that is still starting or hangs. `wait`: for so many milliseconds. */
export async function restart(client: Restartable, wait = waiting): Promise<void> {
  if (client.needsStop()) {
    await client.start().catch(() => undefined);
    await client.stop().catch(() => wait(GONE_AFTER));
  }
  await client.start();
}

function waiting(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
