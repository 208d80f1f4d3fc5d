import { strict as assert } from 'node:assert';
import {
  type Disposable,
  EventEmitter,
  extensions,
  type MarkdownString,
  type StatusBarItem,
  type TreeViewOptions,
  window,
} from 'vscode';
import { until } from './helpers';

/**
 * What the extension makes when it starts and VS Code gives nobody else: its status bar item and its view. The API is one
 * object for the extension and this suite, which stands in its folder.
 */
const made: { item?: StatusBarItem; view?: TreeViewOptions<unknown> } = {};

/** Nothing tells of changes of the item but the item itself. */
const changed = new EventEmitter<void>();

function ownerOf(item: object, name: string): PropertyDescriptor {
  for (let one = item; one; one = Object.getPrototypeOf(one)) {
    const found = Object.getOwnPropertyDescriptor(one, name);
    if (found) return found;
  }
  throw new Error(`it has no ${name}`);
}

/** Called before the extension is active. */
export function watchStart(): void {
  assert.equal(extensions.getExtension('claim-lens.claim-lens')?.isActive, false, 'the extension is active already');
  const { createStatusBarItem, createTreeView } = window;
  Object.assign(window, {
    createStatusBarItem(...given: Parameters<typeof createStatusBarItem>) {
      const item = createStatusBarItem.apply(window, given);
      // Set last of the item's texts.
      const { set } = ownerOf(item, 'tooltip');
      Object.defineProperty(item, 'tooltip', {
        ...ownerOf(item, 'tooltip'),
        set(value) {
          set!.call(item, value);
          changed.fire();
        },
      });
      made.item = item;
      return item;
    },
    createTreeView(id: string, options: TreeViewOptions<unknown>) {
      if (id === 'claimLens.tables') made.view = options;
      return createTreeView.call(window, id, options);
    },
  });
}

/** The texts of the status bar item and of its hover. */
export function statusBar(): { readonly text: string; readonly tooltip: string } {
  assert.ok(made.item, 'the extension has no status bar item');
  const { text, tooltip } = made.item;
  return { text, tooltip: (tooltip as MarkdownString | undefined)?.value ?? '' };
}

/** Resolves when what the status bar says satisfies `predicate`. */
export function waitForStatus(predicate: () => boolean): Promise<void> {
  return until(predicate, changed.event, () => `the status bar says ${statusBar().text}\n${statusBar().tooltip}`);
}

/** The view of the tables, as VS Code asks it. */
export function tablesView(): TreeViewOptions<unknown> {
  assert.ok(made.view, 'the extension has no view of the tables');
  return made.view;
}

/** Functions of `vscode.window` and their like answered by the test until it ends. */
export function answering(): Disposable & {
  with<T extends object, K extends keyof T>(holder: T, name: K, answer: T[K]): void;
} {
  const back: (() => void)[] = [];
  return {
    with(holder, name, answer) {
      const before = holder[name];
      holder[name] = answer;
      back.push(() => {
        holder[name] = before;
      });
    },
    dispose: () => {
      for (const undo of back.splice(0).reverse()) undo();
    },
  };
}
