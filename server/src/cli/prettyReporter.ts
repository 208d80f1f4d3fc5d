import type { Citation, Severity } from '../service';
import { counted, listed, SEVERITIES } from './args';
import { type FileReport, type FoundAt, relatedPlaces } from './checkFile';
import { flush, paint, print, type Style, visible, width, wrap } from './output';
import type { Reporter, Summary } from './report';
import { shownPath } from './sources';

const COLOUR: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'dim' };
const INDENT = '  ';

interface Unchecked {
  readonly rule: string;
  readonly reason: string;
  readonly lines: number;
  readonly files: number;
}

/** For a person: findings with their place underlined, at most `most` of a file and then the worst of them. */
export function prettyReporter(most: number): Reporter {
  const unchecked = new Map<string, Unchecked>();
  return {
    begin: async () => undefined,
    async file(report) {
      const shown = worst(report, most);
      const nothing = report.noClaims ?? report.noLines;
      if (nothing) await print(wrap(`${name(report)} ${nothing}`, '', INDENT));
      for (const placed of shown) await print(findingText(report, placed));
      const left = total(report) - shown.reduce((sum, placed) => sum + placesOf(placed), 0);
      if (left > 0) {
        await print(`${paint('dim', `… and ${left.toLocaleString('en-US')} more in ${name(report)}`)}${MORE}\n\n`);
      }
      for (const { rule, reason, lines } of report.notChecked) {
        const known = unchecked.get(`${rule} ${reason}`);
        unchecked.set(`${rule} ${reason}`, {
          rule,
          reason,
          lines: (known?.lines ?? 0) + lines,
          files: (known?.files ?? 0) + 1,
        });
      }
    },
    async end(summary) {
      await print(notesText(unchecked) + summaryText(summary));
      await flush();
    },
  };
}

const MORE = ' (--max 0 shows all, --format json gives all)';

function name({ path }: FileReport): string {
  return visible(shownPath(path));
}

function total({ counts }: FileReport): number {
  return counts.error + counts.warning + counts.info + counts.hint;
}

/** A cause with its places. */
function placesOf({ finding }: FoundAt): number {
  return 1 + (finding.repeats?.length ?? 0);
}

/** The worst findings, each cause once, in the order of the text. Nothing more is looked for once there are enough of the worst. */
function worst(report: FileReport, most: number): readonly FoundAt[] {
  if (report.causes <= most) return [...report.findings].filter(({ finding }) => !finding.first);
  const kept: Record<Severity, FoundAt[]> = { error: [], warning: [], info: [], hint: [] };
  const enough = Math.min(most, report.counts.error);
  for (const placed of report.findings) {
    if (placed.finding.first) continue;
    const list = kept[placed.finding.severity];
    if (list.length < most) list.push(placed);
    if (enough === most && kept.error.length === most) break;
  }
  const ranked = SEVERITIES.flatMap((severity) => kept[severity]).slice(0, most);
  return ranked.sort((one, other) => one.start - other.start || one.end - other.end);
}

function findingText(report: FileReport, placed: FoundAt): string {
  const { finding } = placed;
  const colour = COLOUR[finding.severity];
  const head = `${paint('bold', at(report, placed.start))} ${paint(colour, finding.severity)} ${finding.rule}\n`;
  const related = relatedPlaces(placed).map(
    (one) => wrap(`${at(report, one.start)} ${visible(one.message)}`, INDENT) + excerptText(report, one, 'cyan'),
  );
  const source = finding.citation && paint('dim', wrap(citationText(finding.citation), INDENT));
  const message = wrap(visible(finding.message), INDENT);
  return `${head}${message}${excerptText(report, placed, colour)}${repeatsText(report, placed)}${related.join('')}${source ?? ''}\n`;
}

const MOST_REPEATS = 20;

/** The further places of a cause. */
function repeatsText(report: FileReport, { finding, base }: FoundAt): string {
  const { repeats } = finding;
  if (!repeats) return '';
  const places = repeats.slice(0, MOST_REPEATS).map(({ start }) => {
    const { line, character } = report.places.position(base + start);
    return `${line + 1}:${character + 1}`;
  });
  const left = repeats.length - places.length;
  const more = left > 0 ? ` and ${left.toLocaleString('en-US')} more` : '';
  return wrap(`the same at ${places.join(', ')}${more}`, INDENT);
}

/** The authority: table, edition, and the dates of the row. */
function citationText({ table, edition, effective, deleted }: Citation): string {
  const from = effective ? `, row in force from ${effective}` : '';
  return `by ${table} ${edition}${from}${deleted ? ` to ${deleted}` : ''}`;
}

function at(report: FileReport, offset: number): string {
  const { line, character } = report.places.position(offset);
  return `${name(report)}:${line + 1}:${character + 1}`;
}

function excerptText({ places }: FileReport, range: { start: number; end: number }, colour: Style): string {
  const indent = INDENT.repeat(2);
  const excerpt = places.excerpt(range, width() - indent.length);
  if (!excerpt) return '';
  const { text, start, end } = excerpt;
  const marks = '^'.repeat(Math.max(1, end - start));
  return `${indent}${visible(text)}\n${indent}${' '.repeat(start)}${paint(colour, marks)}\n`;
}

/** What no table could judge, the same reason of many files in one note. */
function notesText(unchecked: ReadonlyMap<string, Unchecked>): string {
  const notes = [...unchecked.values()].map(({ rule, reason, lines, files }) => {
    const where = `${counted(lines, 'service line')}${files > 1 ? ` in ${counted(files, 'file')}` : ''}`;
    return wrap(`not checked: ${rule} on ${where}: ${visible(reason)}`, '', INDENT);
  });
  return notes.length ? `${notes.map((note) => paint('dim', note)).join('')}\n` : '';
}

function summaryText(summary: Summary): string {
  const read = [
    counted(summary.files, 'file'),
    counted(summary.claims, 'claim'),
    counted(summary.lines, 'service line'),
  ].join(', ');
  const found = [
    summary.errors && paint('red', counted(summary.errors, 'error')),
    summary.warnings && paint('yellow', counted(summary.warnings, 'warning')),
    summary.infos && paint('blue', `${summary.infos.toLocaleString('en-US')} for information`),
    summary.hints && counted(summary.hints, 'hint'),
  ].filter((one) => one !== 0);
  const places = summary.errors + summary.warnings + summary.infos + summary.hints;
  const causes = summary.causes < places ? ` of ${counted(summary.causes, 'cause')}` : '';
  const rest = [
    summary.notChecked && `${counted(summary.notChecked, 'check')} without a table to judge by`,
    summary.skipped && `${counted(summary.skipped, 'other file')} skipped`,
    summary.unreadable && paint('red', `${counted(summary.unreadable, 'input')} unreadable`),
  ].filter((one) => one !== 0);
  return `${read}: ${found.length ? listed(found as string[]) + causes : summary.claims ? 'no findings' : 'nothing to judge'}${rest.map((one) => `; ${one}`).join('')}\n`;
}
