import { createHash } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { docsOf } from '../rulesPage';
import { CATALOGUE, type Severity } from '../service';
import { type FileReport, type FoundAt, relatedPlaces } from './checkFile';
import { groupNumbers } from './groups';
import { STDIN } from './inputs';
import { flush, print } from './output';
import type { Reporter } from './report';
import { VERSION } from './version';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF's levels; it has none for hints. */
const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/**
 * SARIF 2.1.0. The results come first and the tool behind them, because only then every rule is known: what the reader
 * notices has ids of its own.
 */
export function sarifReporter(): Reporter {
  const rules = new Map<string, object>(CATALOGUE.map((rule) => [rule.id, ruleJson(rule)]));
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
  const artifacts: object[] = [];
  const notes: { level: string; message: { text: string } }[] = [];
  let separator = '';
  return {
    begin: () =>
      print(
        `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits",` +
          '"newlineSequences":["\\r\\n","\\n","\\r"],"results":[',
      ),
    async file(report) {
      const index = artifacts.length;
      artifacts.push({ location: { uri: uriOf(report.path) } });
      const nothing = report.noClaims ?? report.noLines;
      if (nothing) notes.push({ level: 'note', message: { text: plain(`${report.path} ${nothing}`) } });
      const seen = new Map<string, number>();
      const groupOf = groupNumbers();
      for (const placed of report.findings) {
        const id = placed.finding.rule;
        if (!indexes.has(id)) {
          indexes.set(id, indexes.size);
          rules.set(id, noticedJson(id));
        }
        const result = resultJson(report, placed, index, indexes.get(id)!, seen, groupOf(placed.finding));
        await print(`${separator}\n${JSON.stringify(result)}`);
        separator = ',';
      }
    },
    async end(_summary, unreadable) {
      const notifications = unreadable.map(({ path, message }) => ({
        level: 'error',
        message: { text: plain(`${path} ${message}`) },
      }));
      notifications.push(...notes);
      const driver = {
        name: 'claim-lens',
        fullName: 'Claim Lens',
        version: VERSION,
        semanticVersion: VERSION,
        rules: [...rules.values()],
      };
      const invocation = {
        executionSuccessful: unreadable.length === 0,
        ...(notifications.length && { toolExecutionNotifications: notifications }),
      };
      await print(
        `],\n"artifacts":${JSON.stringify(artifacts)},\n"invocations":${JSON.stringify([invocation])},\n` +
          `"tool":${JSON.stringify({ driver })}}]}\n`,
      );
      await flush();
    },
  };
}

/** What the reader notices has an id but no rule behind it. */
function noticedJson(id: string): object {
  const text = 'Noticed while the file was read.';
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text },
    defaultConfiguration: { level: LEVEL.warning },
  };
}

function ruleJson(rule: (typeof CATALOGUE)[number]): object {
  return {
    id: rule.id,
    shortDescription: { text: plain(rule.summary) },
    fullDescription: { text: plain(`${rule.summary} ${rule.why}`) },
    help: { text: plain(`${rule.why}\n\n${rule.advice}`) },
    helpUri: docsOf(rule.id),
    defaultConfiguration: { level: LEVEL[rule.severity] },
  };
}

function resultJson(
  { path, places }: FileReport,
  placed: FoundAt,
  artifact: number,
  ruleIndex: number,
  seen: Map<string, number>,
  group: number | undefined,
): object {
  const { finding, claim } = placed;
  const location = (range: { start: number; end: number }) => {
    const start = places.position(range.start);
    const end = places.position(range.end);
    return {
      artifactLocation: { uri: uriOf(path), index: artifact },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        charOffset: range.start,
        charLength: range.end - range.start,
      },
    };
  };
  const related = relatedPlaces(placed).map((one, id) => ({
    id,
    physicalLocation: location(one),
    message: { text: plain(one.message) },
  }));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: plain(finding.message) },
    locations: [{ physicalLocation: location(placed) }],
    ...(related.length && { relatedLocations: related }),
    partialFingerprints: { 'claimLens/v1': fingerprint(placed, seen) },
    properties: { severity: finding.severity, claim, code: finding.code, citation: finding.citation, group },
  };
}

/** The same finding in a later version of the file: by rule, claim and code, not by place; counted where they repeat. */
function fingerprint({ finding, claim }: FoundAt, seen: Map<string, number>): string {
  const what = JSON.stringify([finding.rule, claim ?? '', finding.code ?? '', finding.message]);
  const nth = seen.get(what) ?? 0;
  seen.set(what, nth + 1);
  return createHash('sha256').update(`${what}${nth}`).digest('hex').slice(0, 32);
}

/** Relative to where the command runs, so that a report can be compared elsewhere; percent-encoded. */
function uriOf(path: string): string {
  if (path === STDIN) return 'stdin';
  const near = isAbsolute(path) ? relative(process.cwd(), path) : path;
  if (isAbsolute(near)) return pathToFileURL(near).href;
  const parts = near.split(sep).filter((part) => part !== '.');
  return parts.map((part) => encodeURIComponent(part)).join('/');
}

/** In SARIF messages braces are placeholders and brackets may be links: both are escaped. */
function plain(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/[[\]]/g, '\\$&');
}
