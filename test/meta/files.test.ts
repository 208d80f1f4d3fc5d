import { deepEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Tracked text files; without a repository (an unpacked archive) there is nothing to look at. */
const tracked = list()
  .filter((name) => existsSync(name) && !/\.(?:png|jpg|gif|ico|zip|vsix|woff2?)$/.test(name))
  .map((name) => ({ name, text: readFileSync(name, 'utf8') }));

function list(): string[] {
  try {
    const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      encoding: 'utf8',
    });
    return names.split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

/** Files in which a line matches; parts are joined here, so that this file does not hold what it looks for. */
function holding(pattern: RegExp, among = tracked): string[] {
  return among.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
}

const isLock = ({ name }: { name: string }) => name.endsWith('package-lock.json');

describe('tracked files', () => {
  it('are found', () => {
    if (tracked.length === 0) ok(!existsSync('.git'));
    else ok(tracked.some(({ name }) => name === 'package.json'));
  });

  it('hold no descriptor of the code set’s owner', () => {
    const forbidden = [
      ['ID CA', 'IMMNTX'],
      ['IMMNTX', 'PREP'],
      ['OFFICE O/P EST', 'LOW'],
      ['THER/PROPH/DIAG', 'INJ'],
      ['X-RAY EXAM CHEST', '2 VIEWS'],
      ['DRAIN/INJ', 'JOINT/BURSA'],
    ];
    for (const parts of forbidden) deepEqual(holding(new RegExp(parts.join('\\s+'), 'i')), []);
  });

  it('name no path of a machine', () => {
    const folders = ['work', 'home', 'Users', 'root', 'mnt', 'private'].join('|');
    const pattern = new RegExp(`(?<![\\w.$)}\\]-])/(?!home/me\\b)(?:${folders})/[a-z]|\\b[A-Z]:\\\\Users`);
    deepEqual(
      holding(
        pattern,
        tracked.filter((file) => !isLock(file)),
      ),
      [],
    );
  });

  it('name no registry but the public one', () => {
    const resolved = tracked
      .filter(isLock)
      .flatMap(({ text }) => [...text.matchAll(/"resolved": "([^"]+)"/g)].map((match) => match[1]!));
    const hosts = new Set(resolved.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host));
    deepEqual(
      [...hosts].filter((host) => host !== ['registry', 'npmjs', 'org'].join('.')),
      [],
    );
    const others = tracked.filter((file) => !isLock(file));
    deepEqual(
      holding(new RegExp(['npm_config_', 'registry|', '_auth', 'Token|', 'artifact', 'ory'].join(''), 'i'), others),
      [],
    );
  });

  it('leave no test out and none alone', () => {
    const pattern = new RegExp(
      `\\b(?:it|describe|context|test)\\.(?:${['on', 'ly'].join('')}|${['sk', 'ip'].join('')})\\b|\\bx(?:it|describe)\\(`,
    );
    deepEqual(
      holding(
        pattern,
        tracked.filter(({ name }) => name.startsWith('test/')),
      ),
      [],
    );
  });

  it('end with a line end, hold no tabs for indentation in code, and no conflict marks', () => {
    const code = tracked.filter(
      ({ name }) => /\.(?:ts|mjs|json|md|ya?ml)$/.test(name) && !name.startsWith('data/samples/'),
    );
    deepEqual(
      code.filter(({ text }) => text !== '' && !text.endsWith('\n')).map(({ name }) => name),
      [],
    );
    deepEqual(holding(/^(?:<{7}|>{7}) /m, code), []);
  });
});
