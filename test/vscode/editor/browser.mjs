import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installEditor } from './install.mjs';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export const VIEWPORT = { width: 1280, height: 800 };

/** @returns {Promise<import('playwright-core').Browser>} a headless Chromium: the system's if there is one, else the package's */
export async function launchChromium() {
  const editor = await installEditor();
  const { chromium } = await import(pathToFileURL(editor.playwright).href);
  const own = !existsSync(SYSTEM_CHROMIUM);
  const libraries = [join(editor.chromium, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: own ? join(editor.chromium, 'chromium') : SYSTEM_CHROMIUM,
    args: FLAGS,
    // It is read from a cold disk the first time.
    timeout: 180_000,
    env: {
      ...process.env,
      // A bare machine has no fonts, and the same fonts everywhere give the same screenshots.
      FONTCONFIG_FILE: fontsConfig(editor.chromium),
      ...(own ? { LD_LIBRARY_PATH: libraries } : {}),
    },
    // Signals are handled in one place (server.mjs), which ends this process; Playwright then ends its browser.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

/** Written at the start, not at the install, because it holds absolute paths and the folder may have been moved. */
function fontsConfig(chromium) {
  const file = join(chromium, 'fonts-local.conf');
  const dejavu = join(dirname(chromium), 'node_modules/dejavu-fonts-ttf/ttf');
  mkdirSync(join(chromium, 'fonts-cache'), { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(chromium, 'fonts')}</dir>
  <dir>${dejavu}</dir>
  <cachedir>${join(chromium, 'fonts-cache')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
}
