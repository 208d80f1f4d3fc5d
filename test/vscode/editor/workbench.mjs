// What a person does in the workbench, for scripts that drive the page. Everything waits for what is to be seen.
import { VIEWPORT } from './browser.mjs';

/** Long enough for the first start of an editor on a machine that has much else to do. */
const LIMIT = 90_000;

/** Opens the workbench and waits until it is drawn. */
export async function openWorkbench(browser, url) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  page.setDefaultTimeout(LIMIT);
  await page.goto(url);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  return page;
}

/** The editor that shows a file of this name, once its text is on the page. */
export async function editorOf(page, name) {
  const editor = fileEditor(page, name);
  await editor.locator('.view-line').first().waitFor();
  return editor;
}

function fileEditor(page, name) {
  return page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
}

/** Opens a file at a line through the quick open box. */
export async function openFile(page, name, line = 1) {
  const editor = fileEditor(page, name);
  const drawn = (timeout) => editor.locator('.view-line').first().waitFor({ timeout });
  await choose(page, 'Control+P', `${name}:${line}`, name, drawn);
  return editor;
}

/** Runs a command of the palette by its title and waits for `seen`, what it shows, at most for so many milliseconds. */
export async function runCommand(page, title, seen) {
  await choose(page, 'Control+Shift+P', `>${title}`, title, seen);
}

/** Opens the quick input, types into it, takes the row that says `row` and waits for what comes of it. */
async function choose(page, keys, typed, row, seen) {
  const box = page.locator('.quick-input-widget:visible');
  await untilDone(
    async (timeout) => {
      await page.keyboard.press(keys);
      await box.locator('input').first().fill(typed, { timeout });
      await box.locator('.monaco-list-row', { hasText: row }).first().waitFor({ timeout });
      await box.locator('input').first().press('Enter', { timeout });
      await seen(timeout);
    },
    () => page.keyboard.press('Escape'),
  );
}

/**
 * Does once more what something else has undone: a quick input, a list and a hover close when an editor is still being drawn,
 * or when anything takes the keyboard. `steps` get the milliseconds that each may wait.
 */
export async function untilDone(steps, between = () => {}) {
  for (const end = Date.now() + LIMIT; ; await between()) {
    try {
      return await steps(LIMIT / 6);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Chooses a folder of the server's machine in the picker that is open; `file` is one in it. */
export async function pickFolder(page, button, path, file) {
  const picker = page.locator('.quick-input-widget:visible');
  const press = pickerButton(page, button);
  await press.waitFor();
  // Its own folder is shown first, and would come in front of what is typed before.
  await picker.locator('.monaco-list-row').first().waitFor();
  // While it still reads a folder it takes no answer.
  await untilDone(async (timeout) => {
    await picker.locator('input').first().fill(`${path}/`, { timeout });
    await picker.locator('.monaco-list-row', { hasText: file }).first().waitFor({ timeout });
    await press.click({ timeout });
    await press.waitFor({ state: 'hidden', timeout });
  });
}

/** The button of the picker that is open. */
export function pickerButton(page, button) {
  return page.locator('.quick-input-widget:visible .monaco-button', { hasText: button }).first();
}

/** The document in a Markdown preview, once it says what `expected` says. */
export function previewWith(page, expected, timeout = LIMIT) {
  return frameWith(page, '.markdown-body', expected, timeout);
}

/** An element of a webview, once it is seen and says what `expected` says. */
export async function frameWith(page, selector, expected, timeout = LIMIT) {
  // A webview is a frame in a frame, and hidden ones stay for a while.
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = frame.locator(selector, { hasText: expected });
      if (await found.isVisible().catch(() => false)) return found;
    }
    await page.waitForEvent('framenavigated', { timeout: 200 }).catch(() => {});
  }
  throw new Error(`no webview has a ${selector} that says ${expected}`);
}

/**
 * Drops files on an element: those of the server's machine by their URIs, as the Explorer hands them over, and those
 * from outside of the browser by name and contents.
 */
export async function dropOn(target, uris, contents = {}) {
  await target.evaluate(
    (element, [list, files]) => {
      const { DataTransfer, DragEvent, File } = globalThis;
      const dataTransfer = new DataTransfer();
      if (list.length) dataTransfer.setData('text/uri-list', list.join('\r\n'));
      for (const [name, text] of files) dataTransfer.items.add(new File([text], name, { type: 'text/csv' }));
      const box = element.getBoundingClientRect();
      const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
      for (const type of ['dragenter', 'dragover', 'drop']) {
        element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...at }));
      }
    },
    [uris, Object.entries(contents)],
  );
}

/** Puts the cursor at the end of the file. */
export async function goToEnd(page, editor) {
  await editor.locator('.view-lines').click();
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+End');
}

/** Types into the last line of the file, and waits until it is there. */
export async function typeAtEnd(page, editor, text) {
  await goToEnd(page, editor);
  await page.keyboard.type(text);
  await editor.locator('.view-line', { hasText: text.trim() }).first().waitFor();
}

/** Waits for an error's squiggle under exactly `text`. */
export async function waitForSquiggle(page, editor, text) {
  await page.waitForFunction(locate, { root: await editor.elementHandle(), text, underlined: true });
}

/** Moves the mouse onto `text` and waits until the hover says what `expected` says. */
export async function hoverOver(page, editor, text, expected) {
  const root = await editor.elementHandle();
  // Findings are shown in the same box, as `.marker`; they are not what the hover itself says.
  const said = page.locator('.monaco-hover:visible .hover-contents:not(.marker)', { hasText: expected }).first();
  await untilDone(async (timeout) => {
    const place = await page.waitForFunction(locate, { root, text, underlined: false }, { timeout });
    const { x, y } = await place.jsonValue();
    // Two moves: a hover begins when the mouse moves within the text, not when it appears there.
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y);
    await said.waitFor({ timeout });
  });
}

/** Moves the mouse onto an element and waits until the hover says what `expected` says. */
export async function hoverOverItem(page, item, expected) {
  const hover = page.locator('.workbench-hover:visible', { hasText: expected });
  // The item is drawn anew when what it says changes, and the hover is not begun again under a mouse that rests.
  await untilDone(
    async (timeout) => {
      await item.hover({ timeout });
      await hover.waitFor({ timeout });
    },
    () => page.mouse.move(0, 0),
  );
}

/** Opens the Problems panel and gives its rows. */
export async function openProblems(page) {
  const rows = page.locator('.markers-panel-container .monaco-list-row');
  await untilDone(async (timeout) => {
    if (!(await rows.first().isVisible())) await page.keyboard.press('Control+Shift+M');
    await rows.first().waitFor({ timeout });
  });
  return rows;
}

/** Closes whatever stands in the panel below the editor. */
export async function closePanel(page) {
  const panel = page.locator('.part.panel');
  await untilDone(async (timeout) => {
    if (await panel.isVisible()) await page.keyboard.press('Control+J');
    await panel.waitFor({ state: 'hidden', timeout });
  });
}

/** The rows of the completion list that the last key has opened, once each of `expected` is said by one of them. */
export async function completionList(page, key, expected) {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await page.keyboard.type(key);
  await untilDone(
    async (timeout) => {
      for (const one of expected) await rows.filter({ hasText: one }).first().waitFor({ timeout });
    },
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Backspace');
      await page.keyboard.type(key);
    },
  );
  return rows;
}

/** Opens the documentation beside the completion list. */
export async function openDetails(page) {
  const details = page.locator('.suggest-details:visible');
  // The same keys close it again.
  await untilDone(async (timeout) => {
    if (!(await details.isVisible())) await page.keyboard.press('Control+Space');
    await details.waitFor({ timeout });
  });
  return details;
}

/**
 * Runs in the page: the middle of the first `text` in an editor, or undefined while it isn't there, or, where
 * `underlined`, while no error's squiggle has its width.
 */
function locate({ root, text, underlined }) {
  const { document, NodeFilter } = globalThis;
  for (const line of root.querySelectorAll('.view-line')) {
    const start = line.textContent.indexOf(text);
    if (start < 0) continue;
    // A line is drawn as one element a token, and a code may be several tokens.
    const range = document.createRange();
    const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let offset = 0;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const end = offset + node.length;
      if (offset <= start && start < end) range.setStart(node, start - offset);
      if (offset < start + text.length && start + text.length <= end) range.setEnd(node, start + text.length - offset);
      offset = end;
    }
    const box = range.getBoundingClientRect();
    const half = box.width / text.length / 2;
    const under = (it) =>
      Math.abs(it.left - box.left) < half &&
      Math.abs(it.right - box.right) < half &&
      it.top <= box.bottom &&
      it.bottom >= box.top;
    const squiggles = [...root.querySelectorAll('.squiggly-error')].map((it) => it.getBoundingClientRect());
    if (!underlined || squiggles.some(under)) return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }
  return undefined;
}
