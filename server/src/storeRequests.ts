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
  /** Calls back when another process has changed the store, too; the answer ends it. */
  watch(changed: () => void): () => void;
}

const IMPORT = new RequestType<ImportParams, ImportAnswer, void>(IMPORT_REQUEST);

/** Answers the requests about the store, and gives `use` the tables whenever they change. */
export function serveStore(connection: Connection, store: Store, use: (codes: Codes) => void, log: Log): void {
  const reopen = () => {
    use(store.open((message) => connection.window.showWarningMessage(message)));
    void connection.sendNotification(TABLES_CHANGED);
  };
  const stop = store.watch(reopen);
  connection.onShutdown(stop);
  connection.onRequest(STORE_REQUEST, (token: CancellationToken) =>
    runSafe('store', log, token, [], () => [...store.list()]),
  );
  connection.onRequest(IMPORT, async (params, token) => {
    const stopImport = new AbortController();
    token.onCancellationRequested(() => stopImport.abort());
    const tell = (text: string, share: number) => void connection.sendNotification(IMPORT_PROGRESS, { text, share });
    try {
      return await store.import(params, tell, stopImport.signal);
    } catch (error) {
      log(`import: ${error instanceof Error ? error.name : 'failed'}`);
      return { kind: 'failed', message: 'The import failed for a reason of its own; the tables are as they were.' };
    }
  });
  connection.onRequest(REMOVE_REQUEST, async (names: string[]): Promise<RemoveAnswer> => {
    try {
      return await store.remove(names);
    } catch (error) {
      log(`remove: ${error instanceof Error ? error.name : 'failed'}`);
      return { removed: [], problem: 'The tables could not be removed.' };
    }
  });
}
