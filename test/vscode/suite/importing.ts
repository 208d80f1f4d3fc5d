import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, type Disposable, env, type TextDocument, Uri, window, workspace } from 'vscode';
import { activate, until } from './helpers';
import { answering } from './watched';

/** What the tests of imports share: a store of their own each, code files, and a user who answers. */

/** The MUE table of a quarter in its true layout; the limits are invented. */
export function limits(of: Readonly<Record<string, number>>): string {
  return [
    '"Invented notice,\nof several lines.\n\nAll rights reserved.",,,\r\n',
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n',
    ...Object.entries(of).map(([code, units]) => `${code},${units},2 Date of Service Edit: Policy,CMS Policy\r\n`),
  ].join('');
}

/** The site's own codes: no licence is asked for. */
export function ownCodes(of: Readonly<Record<string, string>>): string {
  const rows = Object.entries(of).map(([code, description]) => `${code},${description},2020-01-01,,\r\n`);
  return ['code,description,effective,deleted,replacement\r\n', ...rows].join('');
}

export const LIMITS_2026Q2 = 'MCR_MUE_PractitionerServices_Eff_04-01-2026.csv';
export const LIMITS_2026Q3 = 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv';

/** What a person sees of an import and answers to it. */
export interface Asked {
  /** Messages with an answer to choose; each call gives the next of `answers`. */
  readonly modals: { readonly message: string; readonly detail?: string; readonly choices: readonly string[] }[];
  readonly errors: string[];
  readonly told: string[];
  readonly opened: string[];
}

export interface Scene {
  /** Writes code files beside the workspace; gives their URIs. */
  files(files: Readonly<Record<string, string | Buffer>>): Uri[];
  /** The names in the store. */
  stored(): string[];
  storeFile(name: string): string;
  /** The user's answers to the modals to come: the label of a button, or undefined for Escape. */
  answer(...answers: (string | undefined)[]): Asked;
  readonly stubs: ReturnType<typeof answering>;
}

/** A store of its own for every test of a suite. */
export function scene(): Scene {
  let folder = '';
  let stubs: ReturnType<typeof answering>;
  before(activate);
  beforeEach(async () => {
    const { fsPath } = workspace.workspaceFolders![0]!.uri;
    folder = mkdtempSync(join(fsPath, '..', 'import-'));
    stubs = answering();
    await useStore(join(folder, 'store'));
  });
  afterEach(async () => {
    stubs.dispose();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await useStore(undefined);
  });
  const store = () => join(folder, 'store');
  return {
    get stubs() {
      return stubs;
    },
    files: (files) =>
      Object.entries(files).map(([name, content]) => {
        const path = join(folder, name);
        writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
        return Uri.file(path);
      }),
    stored: () => (existsSync(store()) ? readdirSync(store()).sort() : []),
    storeFile: (name) => readFileSync(join(store(), name), 'utf8'),
    answer: (...answers) => record(stubs, answers),
  };
}

function record(stubs: ReturnType<typeof answering>, answers: (string | undefined)[]): Asked {
  const asked: Asked = { modals: [], errors: [], told: [], opened: [] };
  const choose = async (message: string, options: { modal?: boolean; detail?: string }, ...choices: string[]) => {
    assert.equal(options.modal, true, 'a message that can be overlooked');
    asked.modals.push({ message, detail: options.detail, choices });
    assert.ok(answers.length > 0, `nobody expected to be asked: ${message}`);
    return answers.shift();
  };
  const note = (into: string[]) => async (text: string) => {
    into.push(text);
    return undefined;
  };
  stubs.with(window, 'showWarningMessage', choose as never);
  stubs.with(window, 'showErrorMessage', note(asked.errors) as never);
  stubs.with(window, 'showInformationMessage', note(asked.told) as never);
  stubs.with(env, 'openExternal', async (target) => {
    asked.opened.push(target.toString(true));
    return true;
  });
  return asked;
}

/** The server is another one afterwards: the folder is what it is started with. */
async function useStore(folder: string | undefined): Promise<void> {
  await workspace.getConfiguration('claimLens').update('codes.folder', folder, false);
  await commands.executeCommand('claimLens.restartServer');
}

export function importCodes(files: readonly Uri[]): Thenable<void> {
  return commands.executeCommand('claimLens.importCodes', files[0], files);
}

/** The text of a page that the extension shows in a tab, once it says what `expected` says: it follows a moment later. */
export async function page(title: string, expected: RegExp): Promise<string> {
  const labels = () => window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
  await until(
    () => labels().some((label) => label.includes(title)),
    window.tabGroups.onDidChangeTabs,
    () => `no tab shows “${title}”, only: ${labels().join(', ') || '(none)'}`,
  );
  const text = () => newestPage(title)?.getText();
  await until(
    () => expected.test(text() ?? ''),
    workspace.onDidOpenTextDocument,
    () => `${expected} is not in the page:\n${text() ?? '(none is open)'}`,
  );
  return text()!;
}

/** Every page is a document of its own, and VS Code closes one some time after its tab. */
function newestPage(title: string): TextDocument | undefined {
  const pages = workspace.textDocuments.filter(({ uri }) => uri.scheme === 'claim-lens' && uri.path === `/${title}.md`);
  return pages.sort((a, b) => Number(b.uri.query) - Number(a.uri.query))[0];
}

/** Counts the restarts of the server from now on. */
export function restarts(stubs: ReturnType<typeof answering>): () => number {
  let count = 0;
  const before = window.setStatusBarMessage as (...given: unknown[]) => Disposable;
  stubs.with(window, 'setStatusBarMessage', ((text: string, ...rest: unknown[]) => {
    if (/restarted/.test(text)) count++;
    return before.call(window, text, ...rest);
  }) as never);
  return () => count;
}
