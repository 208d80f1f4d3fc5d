import { type FileReport, type FoundAt, relatedPlaces } from './checkFile';
import { groupNumbers } from './groups';
import { flush, print } from './output';
import type { Reporter } from './report';
import { VERSION } from './version';

/** One document, one finding a line, written as the files are read. Lines and characters count from 0. */
export function jsonReporter(): Reporter {
  let first = true;
  return {
    begin: () => print(`{"version":${JSON.stringify(VERSION)},"files":[`),
    async file(report) {
      const { path, format, claims, lines, noClaims, noLines, notChecked } = report;
      const head = JSON.stringify({ path, format, claims, lines, noClaims, noLines });
      await print(`${first ? '' : ','}\n${head.slice(0, -1)},"findings":[`);
      first = false;
      let separator = '';
      const groupOf = groupNumbers();
      for (const placed of report.findings) {
        await print(`${separator}\n  ${JSON.stringify(findingJson(report, placed, groupOf(placed.finding)))}`);
        separator = ',';
      }
      await print(`],"notChecked":${JSON.stringify(notChecked)}}`);
    },
    async end(summary, unreadable) {
      await print(`\n],"unreadable":${JSON.stringify(unreadable)},"summary":${JSON.stringify(summary)}}\n`);
      await flush();
    },
  };
}

/** `group` is the same number for the places of one cause, the first of which explains it. */
function findingJson({ places }: FileReport, placed: FoundAt, group: number | undefined) {
  const { finding, claim } = placed;
  const range = ({ start, end }: { start: number; end: number }) => ({
    start: places.position(start),
    end: places.position(end),
  });
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: range(placed),
    claim,
    code: finding.code,
    related: relatedPlaces(placed).map((related) => ({ message: related.message, range: range(related) })),
    citation: finding.citation,
    group,
  };
}
