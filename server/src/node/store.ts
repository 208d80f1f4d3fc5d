import { basename } from 'node:path';
import { fingerprint, folderProblem, listEditions, openCodes, toldProblem } from '../import/codeStore';
import {
  type ImportOutcome,
  LICENSE_LINK,
  LICENSE_QUESTION,
  nameOf,
  type runImport,
  runRemoval,
} from '../import/importService';
import type { ImportAnswer, StoredTable } from '../protocol';
import { isoOf, starterCodes } from '../service';
import type { Store } from '../storeRequests';

const LOOK_EVERY_MS = 2000;

/** The store in a folder of this machine; `run` imports into it. */
export function nodeStore(folder: string, run: typeof runImport): Store {
  return {
    open(onProblem) {
      const problem = folderProblem(folder);
      if (problem) onProblem(`The folder of tables ${folder} ${problem}; the built-in sample answers.`);
      return openCodes(folder, starterCodes(), {
        onProblem: (problem) => onProblem(`${sentence(toldProblem(problem))}.`),
      });
    },
    list: () => listEditions(folder, { quick: true }).map(storedTable),
    async import({ paths, accepted }, tell, signal) {
      const outcome = await run({
        paths,
        folder,
        today: today(),
        accepted,
        signal,
        onProgress: ({ member, rows, bytes, bytesTotal }) =>
          tell(`${member}: ${rows.toLocaleString('en-US')} rows`, bytesTotal ? bytes / bytesTotal : 0),
      });
      return answerOf(outcome, paths);
    },
    async remove(names) {
      const removed: string[] = [];
      for (const name of names) {
        const outcome = await runRemoval(folder, name);
        if (outcome.kind === 'failed') return { removed, problem: sentence(outcome.message) };
        removed.push(...outcome.removed);
      }
      return { removed };
    },
    watch(changed) {
      let last = fingerprint(folder);
      const look = () => {
        const now = fingerprint(folder);
        if (now === last) return;
        last = now;
        changed();
      };
      const timer = setInterval(look, LOOK_EVERY_MS);
      timer.unref();
      return { look, end: () => clearInterval(timer) };
    },
  };
}

function answerOf(outcome: ImportOutcome, chosen: readonly string[]): ImportAnswer {
  if (outcome.kind === 'needs acceptance') return { ...outcome, terms: LICENSE_QUESTION, link: LICENSE_LINK };
  return outcome.kind === 'done' ? { kind: 'done', report: reportOf(outcome, chosen) } : outcome;
}

/** A Markdown page: what was taken from each member, and what was skipped and why. */
function reportOf({ summary }: ImportOutcome & { kind: 'done' }, chosen: readonly string[]): string {
  const shown = (path: string) => cell(withinChosen(path, chosen));
  const taken = summary.taken.map(({ path, edition, rows, ignored }) => {
    const left = ignored.map((one) => `; ${one.rows.toLocaleString('en-US')} left out: ${one.reason}`).join('');
    return `| ${nameOf(edition)} | ${rows.toLocaleString('en-US')}${left} | ${shown(path)} |`;
  });
  const skipped = summary.skipped.map(({ path, why }) => `- ${shown(path)}: ${why}`);
  return [
    '# Imported tables',
    '| Table | Rows | From |\n|---|---:|---|',
    ...taken,
    ...(summary.notes.length ? ['', ...summary.notes.map((note) => `- ${note}`)] : []),
    ...(skipped.length ? ['', '## Skipped', '', ...skipped] : []),
  ].join('\n');
}

/** A member's path from what the user chose on: where that is, the user knows. */
function withinChosen(path: string, chosen: readonly string[]): string {
  const start = chosen.find((one) => path.startsWith(one));
  return start === undefined ? path : path.slice(start.length - basename(start).length);
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

function cell(text: string): string {
  return text.replace(/[|`\\*_<>[\]]/g, '\\$&');
}

function storedTable(one: ReturnType<typeof listEditions>[number]): StoredTable {
  const day = (value: number | undefined) => (value === undefined ? undefined : isoOf(value));
  return {
    name: one.state === 'ok' ? nameOf(one as Parameters<typeof nameOf>[0]) : (one.files[0] ?? ''),
    from: day(one.from),
    to: day(one.to),
    rows: one.rows,
    source: one.source,
    importedOn: day(one.importedOn),
    bytes: one.bytes,
    problem: one.problem,
  };
}

function today(): number {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}
