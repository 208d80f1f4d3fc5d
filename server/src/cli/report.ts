import type { Severity } from '../service';
import type { FileReport } from './checkFile';
import { jsonReporter } from './jsonReporter';
import { prettyReporter } from './prettyReporter';
import { sarifReporter } from './sarifReporter';

export interface Summary {
  files: number;
  claims: number;
  lines: number;
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
  /** The findings, each cause of a claim counted once. */
  causes: number;
  /** Service lines times rules that no loaded table could judge. */
  notChecked: number;
  /** Files in directories that hold no claims. */
  skipped: number;
  unreadable: number;
}

export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

/** One way of telling the result. Called file by file, so that nothing is held longer than its file. */
export interface Reporter {
  begin(): Promise<void>;
  file(report: FileReport): Promise<void>;
  end(summary: Summary, unreadable: readonly Unreadable[]): Promise<void>;
}

export const REPORT_FORMATS = ['pretty', 'json', 'sarif'] as const;

export function reporter(format: (typeof REPORT_FORMATS)[number], most: number): Reporter {
  switch (format) {
    case 'json':
      return jsonReporter();
    case 'sarif':
      return sarifReporter();
    case 'pretty':
      return prettyReporter(most);
  }
}

export function emptySummary(): Summary {
  return {
    files: 0,
    claims: 0,
    lines: 0,
    errors: 0,
    warnings: 0,
    infos: 0,
    hints: 0,
    causes: 0,
    notChecked: 0,
    skipped: 0,
    unreadable: 0,
  };
}

const PLURAL = { error: 'errors', warning: 'warnings', info: 'infos', hint: 'hints' } as const;

export function add(summary: Summary, report: FileReport): void {
  summary.files++;
  summary.claims += report.claims;
  summary.lines += report.lines;
  summary.causes += report.causes;
  for (const severity of Object.keys(PLURAL) as Severity[]) summary[PLURAL[severity]] += report.counts[severity];
  for (const { lines } of report.notChecked) summary.notChecked += lines;
}
