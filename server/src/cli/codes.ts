import { folderProblem, listEditions, type StoredEditionInfo, storeFolder, verifyStore } from '../import/codeStore';
import {
  type ImportOutcome,
  LICENSE_LINK,
  LICENSE_QUESTION,
  nameOf,
  runImport,
  runRemoval,
} from '../import/importService';
import { isoOf } from '../service';
import { counted, EXIT, listed, oneOf, parse, parseOptions, UsageError } from './args';
import { complain, flush, print, visible, wrap } from './output';
import { progressLine } from './progress';
import { CODES_OPTION } from './store';

const SUBCOMMANDS = ['import', 'list', 'remove', 'verify'] as const;

/** `codes`: the user's own code tables. */
export async function codes(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  switch (SUBCOMMANDS.find((one) => one === name)) {
    case 'import':
      return importCodes(rest);
    case 'list':
      return list(rest);
    case 'remove':
      return remove(rest);
    case 'verify':
      return verify(rest);
    default:
      throw new UsageError(`codes ${listed(SUBCOMMANDS.map((one) => one))}${name ? `, not ‘${name}’` : ': name one'}`);
  }
}

async function importCodes(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    'accept-license': { type: 'boolean', default: false },
  });
  if (positionals.length === 0) throw new UsageError('name the files, zips or folders to import');
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const progress = progressLine();
  let outcome: ImportOutcome;
  try {
    outcome = await runImport({
      paths: positionals,
      folder: storeFolder(values.codes),
      today: today(),
      accepted: values['accept-license'],
      signal: stop.signal,
      onProgress: progress.show,
    });
  } finally {
    progress.end();
    process.removeListener('SIGINT', interrupt);
  }
  return tell(outcome);
}

async function tell(outcome: ImportOutcome): Promise<number> {
  switch (outcome.kind) {
    case 'cancelled':
      complain('stopped; the store is as it was');
      return 130;
    case 'failed':
      complain(outcome.message);
      return EXIT.unusable;
    case 'needs acceptance':
      complain(
        `not imported: ${listed(outcome.tables)} ${outcome.tables.length === 1 ? 'needs' : 'need'} your acceptance of the AMA / CMS terms`,
      );
      process.stderr.write(`${wrap(LICENSE_QUESTION, '  ')}  ${LICENSE_LINK}\n`);
      complain('to accept them, add --accept-license; it is asked once and recorded with the date');
      return EXIT.unusable;
    case 'done': {
      const { summary, stored } = outcome;
      for (const { path, edition, rows, ignored } of summary.taken) {
        const left = ignored.map((one) => `; ${counted(one.rows, 'row')} left out: ${one.reason}`).join('');
        await print(`${nameOf(edition)}: ${counted(rows, 'row')} from ${visible(path)}${left}\n`);
      }
      for (const { path, why } of summary.skipped) await print(`skipped ${visible(path)}: ${why}\n`);
      for (const note of summary.notes) await print(`note: ${note}\n`);
      const bytes = stored.reduce((sum, one) => sum + one.bytes, 0);
      await print(`${counted(stored.length, 'edition')} stored, ${megabytes(bytes)}\n`);
      await flush();
      return EXIT.clean;
    }
  }
}

/** The store; undefined, and told, where it can't be looked into. */
function readableFolder(given: string | undefined): string | undefined {
  const folder = storeFolder(given);
  const problem = folderProblem(folder);
  if (problem) complain(`the folder of tables ${visible(folder)} ${problem}`);
  return problem ? undefined : folder;
}

async function list(argv: readonly string[]): Promise<number> {
  const values = parseOptions(argv, { ...CODES_OPTION, format: { type: 'string', default: 'pretty' } });
  const folder = readableFolder(values.codes);
  if (folder === undefined) return EXIT.unusable;
  const editions = listEditions(folder);
  if (oneOf('--format', values.format, ['pretty', 'json']) === 'json') {
    await print(`${JSON.stringify(editions.map(jsonOf), undefined, 2)}\n`);
  } else if (editions.length === 0) {
    await print(
      `No tables of your own in ${visible(folder)}; the built-in sample answers. See claim-lens codes --help.\n`,
    );
  } else {
    const rows = editions.map((one) => [
      one.state === 'ok' ? nameOf(one as Parameters<typeof nameOf>[0]) : one.files.join(', '),
      one.state === 'ok' ? period(one) : one.state,
      one.state === 'ok' ? counted(one.rows, 'row') : (one.problem ?? ''),
      megabytes(one.bytes),
      visible(one.source),
      one.importedOn === undefined ? '' : `imported ${isoOf(one.importedOn)}`,
    ]);
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    for (const row of rows)
      await print(
        `${row
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
      );
  }
  await flush();
  return EXIT.clean;
}

function period({ from, to }: StoredEditionInfo): string {
  return from === undefined ? 'any day' : `${isoOf(from)} to ${to === undefined ? 'now' : isoOf(to)}`;
}

/** In the order in which a person reads it; what does not apply is absent. */
function jsonOf(one: StoredEditionInfo): object {
  const { table, setting, edition, from, to, rows, source, importedOn, bytes, state, problem, files } = one;
  const day = (value: number | undefined) => (value === undefined ? undefined : isoOf(value));
  return {
    table,
    setting,
    edition,
    from: day(from),
    to: day(to),
    rows,
    source,
    importedOn: day(importedOn),
    bytes,
    state,
    problem,
    files,
    missingParts: one.missingParts,
  };
}

async function remove(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, CODES_OPTION);
  if (positionals.length === 0)
    throw new UsageError('name what to remove: TABLE or TABLE@EDITION, as codes list shows them');
  let exit: number = EXIT.clean;
  for (const wanted of positionals) {
    const outcome = await runRemoval(storeFolder(values.codes), wanted);
    if (outcome.kind === 'failed') {
      complain(outcome.message);
      exit = EXIT.unusable;
    } else if (outcome.removed.length) await print(`removed ${outcome.removed.join(', ')}\n`);
    else {
      complain(`there is no table ‘${visible(wanted)}’; claim-lens codes list shows what there is`);
      exit = EXIT.unusable;
    }
  }
  await flush();
  return exit;
}

async function verify(argv: readonly string[]): Promise<number> {
  const values = parseOptions(argv, CODES_OPTION);
  const folder = readableFolder(values.codes);
  if (folder === undefined) return EXIT.unusable;
  const problems = verifyStore(folder);
  for (const { file, reason, unreadable } of problems)
    await print(`${visible(file)}: ${reason}${unreadable ? '' : '; import it again'}\n`);
  if (problems.length === 0) await print(`${counted(listEditions(folder).length, 'edition')}: all sound\n`);
  await flush();
  return problems.length ? EXIT.findings : EXIT.clean;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`;
}

function today(): number {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}
