import { createClaimService, type Severity } from '../service';
import { counted, EXIT, formatId, oneOf, parse, SEVERITIES, settingsOf, UsageError } from './args';
import { attempt } from './attempt';
import { checkFile, type FileReport } from './checkFile';
import { pathFrom, settingsFileFor } from './config';
import { nothingRead } from './noClaims';
import { complain } from './output';
import { add, emptySummary, REPORT_FORMATS, reporter, type Unreadable } from './report';
import { shownPath, sourcesOf } from './sources';
import { CODES_OPTION, tablesOf } from './store';

const MOST_SHOWN = 50;

/** `check`: reads and judges files; 1 when something at or above `--fail-on` was found. */
export async function check(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    format: { type: 'string', default: 'pretty' },
    'fail-on': { type: 'string', default: 'error' },
    rule: { type: 'string', multiple: true, default: [] },
    payers: { type: 'string' },
    preset: { type: 'string' },
    config: { type: 'string' },
    as: { type: 'string' },
    max: { type: 'string' },
  });
  const failOn = oneOf('--fail-on', values['fail-on'], SEVERITIES);
  const to = reporter(oneOf('--format', values.format, REPORT_FORMATS), most(values.max));
  const { settings: base, folder } = await settingsFileFor(values.config);
  const tables = tablesOf(values.codes);
  const service = createClaimService({ codes: tables.codes, settings: settingsOf(values.rule, values, base) });
  const as = formatId(values.as);

  const summary = emptySummary();
  const unreadable: Unreadable[] = [];
  const unusable = (path: string, message: string) => {
    summary.unreadable++;
    unreadable.push({ path, message });
    complain(`${shownPath(path)} ${message}`);
  };
  let failed = false;
  let begun = false;
  for await (const source of sourcesOf(service, positionals, as, (path) => pathFrom(folder, path))) {
    if (!begun) await to.begin();
    begun = true;
    if (source.kind === 'skipped') {
      summary.skipped++;
      continue;
    }
    if (source.kind === 'unreadable') {
      unusable(source.path, source.message);
      continue;
    }
    const report = await attempt(() => checkFile(service, source, pathFrom(folder, source.path), { tables }));
    if (typeof report === 'string') {
      unusable(source.path, report);
      continue;
    }
    try {
      const nothing = report.claims === 0 ? nothingRead(service, source, report.problems) : undefined;
      if (nothing === 'foreign') {
        source.foreign = true;
        summary.skipped++;
        continue;
      }
      if (nothing?.unusable) {
        unusable(source.path, nothing.message);
        if (report.causes === 0) continue;
      }
      add(summary, report);
      failed ||= fails(report, failOn);
      await to.file({ ...report, noClaims: nothing?.message, noLines: nothing ? undefined : noLines(report) });
    } finally {
      report.close?.();
    }
  }
  await to.end(summary, unreadable);
  if (unreadable.length) return EXIT.unusable;
  return failed ? EXIT.findings : EXIT.clean;
}

/** A file of which nothing was looked up is not one without faults. */
function noLines({ claims, lines }: FileReport): string | undefined {
  return lines > 0 ? undefined : `has ${counted(claims, 'claim')} and no service line with a procedure code to check`;
}

function most(given: string | undefined): number {
  if (given === undefined) return MOST_SHOWN;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : undefined;
  if (number === undefined) throw new UsageError(`--max is a number of findings, or 0 for all, not ‘${given}’`);
  return number || Number.POSITIVE_INFINITY;
}

function fails({ counts }: FileReport, failOn: Severity): boolean {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => counts[severity] > 0);
}
