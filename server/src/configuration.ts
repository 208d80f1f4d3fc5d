import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
} from 'vscode-languageserver';
import type { InitializationOptions } from './protocol';
import type { Log } from './runSafe';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './service';
import { readSettingsFile, SETTINGS_FILE } from './settingsFile';

const SECTION = 'claimLens';

/** The user's settings, from whatever of the three ways the client has: at the start, when asked, with each change. */
export interface Configuration {
  readonly initial: Settings;
  /** Resolves when the first settings that the client and the workspace have to give were given to `apply`. */
  readonly ready: Promise<void>;
  /** Resolves when all that the client has told of so far was given to `apply`, which it may have to be asked for. */
  settled(): Promise<void>;
}

export interface ConfigurationOptions {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly log: Log;
  apply(settings: Settings): void;
  /** The text of a file of the workspace; undefined where there is none, or the host can't read it. */
  readText?(uri: string): Promise<string | undefined>;
}

/** Follows the client's settings, and beneath them the workspace's settings file. */
export function followConfiguration({ connection, params, log, apply, readText }: ConfigurationOptions): Configuration {
  const { capabilities, initializationOptions } = params;
  const canAsk = capabilities.workspace?.configuration === true;
  const canRegister = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
  const canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  let base = DEFAULT_SETTINGS;
  let given: unknown = (initializationOptions as InitializationOptions | undefined)?.settings;

  const tell = () => apply(parseSettings(given, base));
  const ask = async () => {
    try {
      given = await connection.workspace.getConfiguration(SECTION);
    } catch {
      log('the client gave no configuration');
    }
  };
  const readFolders = async () => {
    base = DEFAULT_SETTINGS;
    for (const folder of foldersOf(params)) {
      const text = await readText?.(`${folder}/${SETTINGS_FILE}`);
      if (text === undefined) continue;
      const { settings, problems } = readSettingsFile(text);
      base = settings;
      if (problems.length) connection.window.showWarningMessage(`${SETTINGS_FILE} ${problems.join('; it ')}`);
      return;
    }
  };
  let settling: Promise<unknown> = Promise.resolve();
  const follow = async (settings: unknown) => {
    if (canAsk) await ask();
    else given = sectionOf(settings);
    tell();
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    settling = Promise.allSettled([settling, follow(settings)]);
  });
  connection.onDidChangeWatchedFiles(async () => {
    await readFolders();
    tell();
  });
  const ready = new Promise<void>((resolve) => {
    connection.onInitialized(async () => {
      if (canRegister) {
        connection.client
          .register(DidChangeConfigurationNotification.type, { section: SECTION })
          .catch(() => log('the client does not tell of changed configuration'));
      }
      if (canWatch && readText) {
        connection.client
          .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: `**/${SETTINGS_FILE}` }] })
          .catch(() => log('the client does not watch files'));
      }
      const asked = given === undefined && canAsk;
      if (asked) await ask();
      await readFolders();
      if (asked || base !== DEFAULT_SETTINGS) tell();
      resolve();
    });
  });
  return {
    initial: parseSettings(given),
    ready,
    settled: async () => void (await Promise.all([ready, settling])),
  };
}

/** The folders of the workspace as URIs, without a slash at the end. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return folders.map((uri) => uri.replace(/\/+$/, ''));
}

/** Clients that can't be asked send the section, or everything with the section in it. */
function sectionOf(settings: unknown): unknown {
  const all = settings as Record<string, unknown> | null | undefined;
  return all?.[SECTION] ?? settings;
}
