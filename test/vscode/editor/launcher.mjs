// Takes VS Code's own arguments, runs the suite in the editor from npm packages, and exits with the suite's code.
import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { keepEvidence } from '../checks.mjs';
import { launchChromium, VIEWPORT } from './browser.mjs';
import { startEditor } from './server.mjs';
import { exitWithParent } from './signals.mjs';

const TIME_LIMIT = Number(process.env.CLAIM_LENS_TEST_SECONDS ?? 1200) * 1000;

/** The suite's own lines; what else is said on the workbench's console is kept for a failure. */
const MARK = '[suite] ';

const consoleLines = [];
const args = readArguments(process.argv.slice(2));
if (!args.extensionDevelopmentPath || !args.extensionTestsPath) {
  console.error('usage: launcher FOLDER --extensionDevelopmentPath=DIR --extensionTestsPath=FILE');
  process.exit(2);
}

exitWithParent();

const editor = await startEditor({
  folder: resolve(args.folder ?? '.'),
  serverDataDir: args['user-data-dir'],
  extensionsDir: args['extensions-dir'],
  // As on the desktop; an editor in a browser writes what was edited a second later, or before a test looks at the file.
  settings: { 'files.autoSave': 'off' },
});
const browser = await launchChromium();
let code = 1;
try {
  code = await runSuite();
} finally {
  await browser.close();
  await editor.stop();
}
process.exit(code);

async function runSuite() {
  const page = await browser.newPage({ viewport: VIEWPORT });
  let limit;
  const outcome = new Promise((done) => {
    limit = setTimeout(() => done({ why: `the suite did not end within ${TIME_LIMIT / 1000} s` }), TIME_LIMIT);
    page.once('crash', () => done({ why: 'the page crashed' }));
    page.exposeFunction('codeAutomationLog', print);
    page.exposeFunction('codeAutomationExit', (exitCode, logs) => done({ exitCode, logs }));
  });
  await page.goto(
    editor.urlWith([
      ['extensionDevelopmentPath', editor.remote(resolve(args.extensionDevelopmentPath))],
      ['extensionTestsPath', editor.remote(resolve(args.extensionTestsPath))],
      ['skipWelcome', 'true'],
    ]),
    { timeout: TIME_LIMIT },
  );
  const { exitCode = 1, logs = [], why } = await outcome;
  clearTimeout(limit);
  if (why) console.error(`launcher: ${why}`);
  if (exitCode !== 0) await keepLogs(page, logs);
  return exitCode;
}

async function keepLogs(page, logs) {
  const folder = await keepEvidence('suite', page, editor);
  writeFileSync(join(folder, 'suite-console.log'), consoleLines.join('\n'));
  for (const { relativePath, contents } of logs)
    writeFileSync(join(folder, `suite-${basename(relativePath)}`), contents);
}

function print(type, values) {
  const text = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  consoleLines.push(`${type}: ${text}`);
  if (text.startsWith(MARK)) console.log(text.slice(MARK.length));
}

/** `--name=value` and `--name` as VS Code takes them; the first bare argument is the folder. */
function readArguments(list) {
  const result = {};
  for (const item of list) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(item) ?? [];
    if (name) result[name] = value ?? true;
    else result.folder ??= item;
  }
  return result;
}
