import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import {
  IMPORT_PROGRESS,
  IMPORT_REQUEST,
  type ImportAnswer,
  type ImportParams,
  REMOVE_REQUEST,
  type RemoveAnswer,
  STORE_REQUEST,
  type StoredTable,
  TABLES_CHANGED,
} from './protocol';
import { type Log, runSafe } from './runSafe';
import type { Codes } from './service';

/** The user's own code tables, as a host keeps them. */
export interface Store {
  /** The tables over the embedded sample; what can't be used is told once. */
  open(onProblem: (message: string) => void): Codes;
  list(): readonly StoredTable[];
  import(params: ImportParams, tell: (text: string, share: number) => void, signal: AbortSignal): Promise<ImportAnswer>;
  remove(names: readonly string[]): Promise<RemoveAnswer>;
  /** Calls back when the store has changed, by another process too. */
  watch(changed: () => void): StoreWatch;
}

export interface StoreWatch {
  /** Looks at once, not the next time that it would. */
  look(): void;
  end(): void;
}

const IMPORT = new RequestType<ImportParams, ImportAnswer, void>(IMPORT_REQUEST);

/** Answers the requests about the store, and gives `use` the tables whenever they change. */
export function serveStore(connection: Connection, store: Store, use: (codes: Codes) => void, log: Log): void {
  const reopen = () => {
    use(store.open((message) => connection.window.showWarningMessage(message)));
    void connection.sendNotification(TABLES_CHANGED);
  };
  const watch = store.watch(reopen);
  connection.onShutdown(() => watch.end());
  connection.onRequest(STORE_REQUEST, (token: CancellationToken) =>
    runSafe('store', log, token, [], () => [...store.list()]),
  );
  connection.onRequest(IMPORT, async (params, token) => {
    const stopImport = new AbortController();
    token.onCancellationRequested(() => stopImport.abort());
    const tell = (text: string, share: number) => void connection.sendNotification(IMPORT_PROGRESS, { text, share });
    try {
      const answer = await store.import(params, tell, stopImport.signal);
      watch.look();
      return answer;
    } catch (error) {
      log(`import: ${error instanceof Error ? error.name : 'failed'}`);
      return { kind: 'failed', message: 'The import failed for a reason of its own; the tables are as they were.' };
    }
  });
  connection.onRequest(REMOVE_REQUEST, async (names: string[]): Promise<RemoveAnswer> => {
    try {
      const answer = await store.remove(names);
      watch.look();
      return answer;
    } catch (error) {
      log(`remove: ${error instanceof Error ? error.name : 'failed'}`);
      return { removed: [], problem: 'The tables could not be removed.' };
    }
  });
}
