// Drives the page as a person would: type a line, see the squiggle, hover, complete, open the Problems panel.
// `node test/vscode/page.mjs [--screenshots DIR]`, after `node esbuild.mjs`.
import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from '../bench/generate837.mjs';
import { createChecks, forgetResults, keepEvidence, saveResults, skipUnlessBundled } from './checks.mjs';
import { writeDownloads, writeNextZip } from './codeFiles.mjs';
import { launchChromium } from './editor/browser.mjs';
import { repoRoot, workFolder } from './editor/paths.mjs';
import { startEditor } from './editor/server.mjs';
import { scratchFolder } from './editor/signals.mjs';
import {
  closePanel,
  completionList,
  editorOf,
  hoverOver,
  openDetails,
  openFile,
  openProblems,
  openWorkbench,
  runCommand,
  typeAtEnd,
  waitForSquiggle,
} from './editor/workbench.mjs';
import { importChecks, VISIT } from './importPage.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' } } });
const screenshots = resolve(values.screenshots ?? join(workFolder, 'screenshots'));
mkdirSync(screenshots, { recursive: true });
forgetResults('page');
skipUnlessBundled('page');

/** As large as the file of the segmented view. */
const PLAIN = 'plain-10mb.txt';

const scratch = scratchFolder('page');
const folder = join(scratch, 'claims');
const downloads = join(scratch, 'downloads');
writeDownloads(downloads);
cpSync(join(dirname(fileURLToPath(import.meta.url)), 'workspace'), folder, { recursive: true });
writeNextZip(folder);
cpSync(join(repoRoot, 'data/samples/remittance.835'), join(folder, 'remittance.835'));
generate(join(folder, 'one-line-10mb.edi'), 10, { oneLine: true });
writeFileSync(join(folder, PLAIN), 'a line of a text that has nothing to do with claims\n'.repeat(200_000));
writeFileSync(join(folder, 'visit.claim'), VISIT);
writeFileSync(join(folder, 'new.claim'), 'Claim: 2025-0044        Patient: TEST, PAT\nDOS: 2025-03-04   POS: 11\n');

const editor = await startEditor({
  folder,
  // Room for what the screenshots are to show.
  settings: { 'editor.hover.above': false, 'editor.minimap.enabled': false },
});
const browser = await launchChromium();
const { check, counts } = createChecks();

try {
  const page = await show('new.claim');
  const shot = shotsOf(page);
  check.onFailure = () => keepEvidence('page', page, editor);

  await check('a typed line with an add-on alone gets a squiggle', async () => {
    const claim = await editorOf(page, 'new.claim');
    await typeAtEnd(page, claim, '1. 0709T x3');
    await page.keyboard.press('Escape');
    await waitForSquiggle(page, claim, '0709T');
  });

  await check('the Problems panel says what is missing', async () => {
    const rows = await openProblems(page);
    const row = rows.filter({ hasText: 'missing-primary-code' }).first();
    await row.waitFor();
    const text = await row.textContent();
    for (const part of ['0709T', '0708T', 'claim-lens']) assert.ok(text.includes(part), `${part} is not in: ${text}`);
    await shot('problems');
  });

  await check('hovering the code tells of its primary', async () => {
    await closePanel(page);
    await hoverOver(page, await editorOf(page, 'new.claim'), '0709T', /0708T/);
    await shot('hover');
  });

  await check('the first digits bring up the codes', async () => {
    const claim = await editorOf(page, 'new.claim');
    await typeAtEnd(page, claim, '\n2. 07');
    await completionList(page, '0', ['0708T', '0709T']);
    await openDetails(page);
    await shot('completion');
    await page.keyboard.press('Escape');
  });

  await check('an X12 file has the squiggle and the hover', async () => {
    const x12 = await openFile(page, 'add-on.edi', 26);
    await waitForSquiggle(page, x12, '0709T');
    await hoverOver(page, x12, '0709T', /0708T/);
    await shot('x12-hover');
  });

  await check('hovering an element of a remittance tells what it means', async () => {
    const x12 = await openFile(page, 'remittance.835', 22);
    await hoverOver(page, x12, '*CO*', /Contractual obligation/);
    await shot('x12-835');
    await page.mouse.move(0, 0);
  });

  await check('the outline follows the loops', async () => {
    const claim = page.locator('.outline-tree .monaco-list-row', { hasText: 'TEST-0005' }).first();
    await runCommand(page, 'Explorer: Focus on Outline View', (timeout) => claim.waitFor({ timeout }));
    await shot('x12-outline');
  });

  await check('a file on one line is offered and shown one segment a line', async () => {
    const one = await openFile(page, 'one-line-10mb.edi');
    // The driver of the tests lets no message pop up: it waits behind the bell.
    await page.locator('.statusbar-item .codicon-bell-dot').click();
    await page.locator('.notifications-center .notification-list-item', { hasText: 'too long to be drawn' }).waitFor();
    // The editor is at rest, as it is when somebody has read the message.
    await page.locator('.statusbar-item', { hasText: /Claim Lens.*error/ }).waitFor();
    const button = page.locator('.notifications-center .monaco-button', { hasText: 'Open Segmented View' });
    const shown = { editor: '[data-uri^="claim-lens-segments:"]', text: 'ST*837' };
    const took = await timeUntilDrawn(page, shown, () => button.click());
    const view = page.locator(`.editor-instance .monaco-editor${shown.editor}`);
    await view.locator('.view-line', { hasText: shown.text }).first().waitFor();
    assert.equal(await one.isVisible(), false);
    await shot('segmented-view');
    const floor = await timeToOpenPlain(page);
    console.log(
      `the segmented view of 10 MB was there after ${Math.round(took)} ms, a plain text of that size after ${Math.round(floor)} ms (${(took / floor).toFixed(1)}x)`,
    );
  });

  await page.close();

  const other = await show('visit.claim');
  check.onFailure = () => keepEvidence('page', other, editor);
  await importChecks({ page: other, check, shot: shotsOf(other), downloads, remote: editor.remote });
} finally {
  await browser.close();
  await editor.stop();
}
saveResults('page', counts);

/** What the editor itself needs to open so much text, in milliseconds. */
async function timeToOpenPlain(page) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: PLAIN });
  await row.waitFor();
  return timeUntilDrawn(page, { editor: `[data-uri$="/${PLAIN}"]`, text: 'claims' }, () => row.dblclick());
}

/**
 * From the press of the mouse to the frame in which an editor has the text, in milliseconds: by the page's own clock, so that
 * it is what a person waits, without the steps of the driver.
 */
async function timeUntilDrawn(page, shown, press) {
  await page.evaluate(({ editor, text }) => {
    const lines = `.editor-instance .monaco-editor${editor} .view-line`;
    globalThis.drawn = new Promise((resolve) => {
      const begin = () => {
        const begun = performance.now();
        const look = () => {
          const isDrawn = [...document.querySelectorAll(lines)].some((line) => line.textContent.includes(text));
          if (isDrawn) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        look();
      };
      addEventListener('mousedown', begin, { capture: true, once: true });
    });
  }, shown);
  await press();
  return page.evaluate(() => globalThis.drawn);
}

/** The workbench with a file of the folder in front. */
function show(file) {
  const payload = [
    ['extensionDevelopmentPath', editor.remote(repoRoot)],
    ['openFile', editor.remote(join(folder, file))],
  ];
  return openWorkbench(browser, editor.urlWith(payload));
}

function shotsOf(page) {
  return (name) => page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}
