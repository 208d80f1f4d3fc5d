import { deepEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CATALOGUE } from '../../server/src/service/index';

const pages = list();

function list(): string[] {
  try {
    const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.md'], {
      encoding: 'utf8',
    });
    return names.split('\0').filter((name) => name && existsSync(name));
  } catch {
    return ['README.md', 'server/README.md', 'server/rules.md', 'data/README.md'].filter((name) => existsSync(name));
  }
}

/** What stands outside of fenced and inline code, where brackets are brackets. */
function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The anchors that headings make: small letters, digits and hyphens. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = readFileSync(page, 'utf8').matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

describe('links', () => {
  it('between pages lead to files and headings that are there', () => {
    const dead: string[] = [];
    for (const page of pages) {
      for (const [, target = ''] of prose(readFileSync(page, 'utf8')).matchAll(/\]\(([^()\s]+)\)/g)) {
        if (/^[a-z]+:/i.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        const file = path ? join(dirname(page), path) : page;
        if (!existsSync(file) || (anchor && !anchorsOf(file).has(anchor))) dead.push(`${page}: ${target}`);
      }
    }
    deepEqual(dead, []);
  });

  it('to the rules’ page from findings and settings lead to a section each', () => {
    const anchors = anchorsOf('server/rules.md');
    for (const { id } of CATALOGUE) ok(anchors.has(id), id);
    const { properties } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes.configuration;
    const told = Object.values(properties).flatMap(({ markdownDescription: text = '' }) => [
      ...text.matchAll(/rules\.md#([a-z\d-]+)/g),
    ]);
    for (const [, anchor] of told) ok(anchors.has(anchor!), anchor);
  });
});

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly markdownDescription?: string }>>;
    };
  };
}
