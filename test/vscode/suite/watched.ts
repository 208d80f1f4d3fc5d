import { strict as assert } from 'node:assert';
import { type Disposable, EventEmitter, extensions, type MarkdownString } from 'vscode';
import type { Shown } from '../../../client/src/client';
import { until } from './helpers';

/** Nothing tells of changes of the item but the item itself. */
const changed = new EventEmitter<void>();

function ownerOf(item: object, name: string): PropertyDescriptor {
  for (let one = item; one; one = Object.getPrototypeOf(one)) {
    const found = Object.getOwnPropertyDescriptor(one, name);
    if (found) return found;
  }
  throw new Error(`it has no ${name}`);
}

let watched: object | undefined;

/** What the extension exports; its status bar item tells of its changes from here on. */
function shown(): Shown {
  const found = extensions.getExtension<Shown>('claim-lens.claim-lens')?.exports;
  assert.ok(found, 'the extension is not active');
  const { statusBarItem } = found;
  if (watched !== statusBarItem) {
    watched = statusBarItem;
    // Set last of the item's texts.
    const inherited = ownerOf(statusBarItem, 'tooltip');
    Object.defineProperty(statusBarItem, 'tooltip', {
      ...inherited,
      set(value) {
        inherited.set!.call(statusBarItem, value);
        changed.fire();
      },
    });
  }
  return found;
}

/** The texts of the status bar item and of its hover. */
export function statusBar(): { readonly text: string; readonly tooltip: string } {
  const { text, tooltip } = shown().statusBarItem;
  return { text, tooltip: (tooltip as MarkdownString | undefined)?.value ?? '' };
}

/** Resolves when what the status bar says satisfies `predicate`. */
export function waitForStatus(predicate: () => boolean): Promise<void> {
  shown();
  return until(predicate, changed.event, () => `the status bar says ${statusBar().text}\n${statusBar().tooltip}`);
}

/** The view of the tables, as VS Code asks it. */
export function tablesView(): Shown['tablesView'] {
  return shown().tablesView;
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
