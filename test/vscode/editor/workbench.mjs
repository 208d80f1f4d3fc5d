// What a person does in the workbench, for scripts that drive the page. Everything waits for what is to be seen.
import { VIEWPORT } from './browser.mjs';

const LIMIT = 30_000;

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
  const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
  await editor.locator('.view-line').first().waitFor();
  return editor;
}

/** Opens a file at a line through the quick open box. */
export async function openFile(page, name, line = 1) {
  await choose(page, 'Control+P', `${name}:${line}`, name);
  return editorOf(page, name);
}

/** Runs a command of the palette by its title. */
export async function runCommand(page, title) {
  await choose(page, 'Control+Shift+P', `>${title}`, title);
}

/** Opens the quick input, types into it and takes the row that says `row`. */
async function choose(page, keys, typed, row) {
  const box = page.locator('.quick-input-widget:visible');
  await untilDone(
    async (timeout) => {
      await page.keyboard.press(keys);
      await box.locator('input').first().fill(typed, { timeout });
      await box.locator('.monaco-list-row', { hasText: row }).first().waitFor({ timeout });
      await box.locator('input').first().press('Enter', { timeout });
    },
    () => page.keyboard.press('Escape'),
  );
}

/**
 * Does once more what something else has undone: a quick input and a hover close when an editor is still being drawn, or when
 * anything takes the keyboard.
 */
async function untilDone(steps, between = () => {}) {
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
  const press = picker.locator('.monaco-button', { hasText: button }).first();
  await press.waitFor();
  // Its own folder is shown first, and would come in front of what is typed before.
  await picker.locator('.monaco-list-row').first().waitFor();
  await picker.locator('input').first().fill(`${path}/`);
  await picker.locator('.monaco-list-row', { hasText: file }).first().waitFor();
  await press.click();
}

/** The document in a Markdown preview, once it says what `expected` says. */
export function previewWith(page, expected) {
  return frameWith(page, '.markdown-body', expected);
}

/** An element of a webview, once it is seen and says what `expected` says. */
export async function frameWith(page, selector, expected) {
  // A webview is a frame in a frame, and hidden ones stay for a while.
  const deadline = Date.now() + LIMIT;
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
  await page.keyboard.press('Control+End');
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

/** Opens the Problems panel and gives its rows. */
export async function openProblems(page) {
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel-container .monaco-list-row');
  await rows.first().waitFor();
  return rows;
}

/** Closes whatever stands in the panel below the editor. */
export async function closePanel(page) {
  await page.keyboard.press('Control+J');
  await page.locator('.part.panel').waitFor({ state: 'hidden' });
}

/** The rows of the completion list that typing has opened, once one of them says what `expected` says. */
export async function completionList(page, expected) {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.filter({ hasText: expected }).first().waitFor();
  return rows;
}

/** Opens the documentation beside the completion list. */
export async function openDetails(page) {
  await page.keyboard.press('Control+Space');
  const details = page.locator('.suggest-details:visible');
  await details.waitFor();
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
