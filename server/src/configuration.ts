import { type Connection, DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol';
import type { Log } from './runSafe';
import { parseSettings, type Settings } from './service';

const SECTION = 'claimLens';

/** The user's settings, from whatever of the three ways the client has: at the start, when asked, with each change. */
export interface Configuration {
  readonly initial: Settings;
  /** Resolves when the first settings that the client has to give were given to `apply`. */
  readonly ready: Promise<void>;
}

export function followConfiguration(
  connection: Connection,
  { capabilities, initializationOptions }: InitializeParams,
  log: Log,
  apply: (settings: Settings) => void,
): Configuration {
  const given = (initializationOptions as InitializationOptions | undefined)?.settings;
  const canAsk = capabilities.workspace?.configuration === true;
  const canRegister = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;

  const ask = async () => {
    try {
      apply(parseSettings(await connection.workspace.getConfiguration(SECTION)));
    } catch {
      log('the client gave no configuration');
    }
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    if (canAsk) return ask();
    apply(parseSettings(sectionOf(settings)));
    return undefined;
  });
  const ready = new Promise<void>((resolve) => {
    connection.onInitialized(async () => {
      if (canRegister) {
        connection.client
          .register(DidChangeConfigurationNotification.type, { section: SECTION })
          .catch(() => log('the client does not tell of changed configuration'));
      }
      if (given === undefined && canAsk) await ask();
      resolve();
    });
  });
  return { initial: parseSettings(given), ready };
}

/** Clients that can't be asked send the section, or everything with the section in it. */
function sectionOf(settings: unknown): unknown {
  const all = settings as Record<string, unknown> | null | undefined;
  return all?.[SECTION] ?? settings;
}
