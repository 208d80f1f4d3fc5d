import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { NEXT_ZIP } from './codeFiles.mjs';
import {
  dropOn,
  editorOf,
  frameWith,
  hoverOver,
  hoverOverItem,
  pickerButton,
  pickFolder,
  previewWith,
  runCommand,
  waitForSquiggle,
} from './editor/workbench.mjs';

/** More of G0299 than the invented limit, on a day after the quarter of the invented tables. */
export const VISIT =
  'Claim: 2026-0044        Patient: TEST, PAT\nDOS: 2026-10-05   POS: 11   Dx: Z99.01\n1. T1015 x1\n2. G0299 x3\n';

/** What a person does with code files: drop one, pick a folder of downloads, accept the terms, look at the tables. */
export async function importChecks({ page, check, shot, downloads, remote }) {
  const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Code Tables' }) });
  const rows = view.locator('.monaco-list-row');

  await check('a file that is dropped on the empty view of tables is imported', async () => {
    await editorOf(page, 'visit.claim');
    await view.locator('.pane-header').click();
    await rows.filter({ hasText: 'Import Code Files…' }).waitFor();
    await view.locator('.message', { hasText: 'drop them here' }).waitFor();
    await dropOn(view.locator('.monaco-list'), [remote(join(downloads, 'departments.csv'))]);
    await previewWith(page, 'departments.csv');
    await rows.filter({ hasText: 'REVENUE@departments' }).waitFor();
  });

  await check('a file from outside of the browser is imported by its contents', async () => {
    await dropOn(view.locator('.monaco-list'), [], {
      'clinic.csv': 'code,description\r\nZ1234,Invented house call\r\n',
    });
    // The summary comes up in front, after the row: what is opened before it would lose the keyboard to it.
    await previewWith(page, 'clinic.csv');
    await rows.filter({ hasText: 'SITE@clinic' }).waitFor();
  });

  await check('files with CPT codes are asked for in a modal, and Cancel imports nothing', async () => {
    await importDownloads();
    const dialog = page.locator('.monaco-dialog-box');
    const text = await dialog.textContent();
    for (const part of ['AMA and CMS', 'American Medical Association', 'Open the Terms', 'Accept and Import']) {
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    }
    await shot('import-terms');
    await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await rows.filter({ hasText: 'MUE-practitioner' }).count(), 0);
  });

  await check('accepted, the summary names each file with its table, and the claim is judged by them', async () => {
    await importDownloads();
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Accept and Import' }).click();
    const summary = await previewWith(page, 'icd10cm-order-2026.txt');
    const text = await summary.textContent();
    for (const part of ['MUE-practitioner@2026Q3', 'HCPCS@2026-07', 'OPPS@2026-07', 'ICD10CM@2026', 'read me.pdf']) {
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    }
    await rows.filter({ hasText: 'MUE-practitioner@2026Q3' }).waitFor();
    await shot('import-summary');
    await page.locator('.tab', { hasText: 'visit.claim' }).click();
    const claim = await editorOf(page, 'visit.claim');
    await waitForSquiggle(page, claim, '3');
    await hoverOver(page, claim, 'T1015', /Invented visit, told at length/);
    await page.mouse.move(0, 0);
  });

  await check('the status bar warns of tables older than the claim', async () => {
    const item = page.locator('.statusbar-item', { hasText: 'Claim Lens' });
    await item.locator('.codicon-warning').waitFor();
    await hoverOverItem(page, item, /Older than the newest service here:[^.]*NCCI\s+MUE\s+practitioner\s+2026Q3/);
    await shot('import-status');
    await page.mouse.move(0, 0);
  });

  await check('Show Loaded Tables tells what is loaded and what is missing', async () => {
    const shown = (timeout) => previewWith(page, 'Built-in sample', timeout);
    await runCommand(page, 'Claim Lens: Show Loaded Tables', shown);
    const text = await (await shown()).textContent();
    for (const part of ['HCPCS Level II', 'NCCI MUE practitioner', 'complete', 'Not imported', 'www.cms.gov']) {
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    }
    await shot('loaded-tables');
  });

  await check('a zip that is opened, as by a drop on the window, offers to be imported', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: NEXT_ZIP }).dblclick();
    const offer = await frameWith(page, 'button', 'Import Code Files');
    await shot('code-zip');
    await offer.click();
    await rows.filter({ hasText: 'MUE-practitioner@2026Q4' }).waitFor();
    // In front of the claim otherwise, and the status bar is empty beside it.
    await previewWith(page, 'MUE-practitioner@2026Q4');
    await page.locator('.tab', { hasText: 'visit.claim' }).click();
    await page.locator('.statusbar-item', { hasText: /Claim Lens(?!.*error)/ }).waitFor();
  });

  async function importDownloads() {
    const picker = pickerButton(page, 'Import');
    await runCommand(page, 'Claim Lens: Import Code Files', (timeout) => picker.waitFor({ timeout }));
    await pickFolder(page, 'Import', downloads, 'departments.csv');
    await page.locator('.monaco-dialog-box').waitFor();
  }
}
