import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Out, Reader, Release } from '../reader';
import { firstDay, fromNames, monthIn, monthName, yearIn } from '../release';
import { clean } from '../text';
import { type HcpcsLine, hcpcsJoiner } from './hcpcsLine';
import { isHcpcsText, readHcpcsText } from './hcpcsText';

const COLUMNS = {
  code: column('HCPC', /^HCPCS?$/),
  recordId: optional('RECID', /^RECID$/),
  long: column('LONG DESCRIPTION'),
  short: column('SHORT DESCRIPTION'),
  multiplePricing: optional('MULT_PI', /^MULT PI$/),
  statute: optional('STATUTE'),
  coverage: column('COV', /^COV$/),
  betos: column('BETOS', /^BETOS$/),
  added: column('ADD DT', /^ADD DT$/),
  actionEffective: column('ACT EFF DT', /^ACT EFF DT$/),
  terminated: column('TERM DT', /^TERM DT$/),
  action: column('ACTION CD', /^ACTION CD$/),
};

/** HCPCS Level II codes and modifiers: the alpha-numeric file (ANWEB). */
export const hcpcs: Reader = {
  id: 'hcpcs',
  what: 'the HCPCS Level II file (ANWEB)',
  names: /^HCPC\d{4}.*ANWEB/i,
  formats: ['txt', 'xlsx', 'csv'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined || isHcpcsText(head),
  release: hcpcsRelease,
  async read(head, out) {
    if (isHcpcsText(head)) await readHcpcsText(head, out);
    else await readSheet(head, out);
  },
};

async function readSheet(head: Head, out: Out): Promise<void> {
  const { places, line, captions } = needHeader(head, COLUMNS);
  const several = (pattern: RegExp) => captions.flatMap((one, at) => (pattern.test(one) ? [at] : []));
  const pricing = several(/^PRICE ?\d$/);
  const references = several(/^XREF ?\d$/);
  const services = several(/^TOS ?\d$/);
  const joiner = hcpcsJoiner(head.member.path, out);
  for await (const rows of rowsBelow(head, line, out.signal)) {
    for (const { cells, line } of rows) {
      const text = (place: number) => clean(cells[place]);
      const row: HcpcsLine = {
        line,
        code: text(places.code).toUpperCase(),
        recordType: text(places.recordId) || (text(places.code).length === 2 ? '7' : '3'),
        long: text(places.long),
        short: text(places.short),
        pricing: pricing.map(text),
        multiplePricing: text(places.multiplePricing),
        coverage: text(places.coverage),
        crossReferences: references.map(text),
        betos: text(places.betos),
        typeOfService: services.map(text),
        statute: text(places.statute),
        added: text(places.added),
        actionEffective: text(places.actionEffective),
        terminated: text(places.terminated),
        action: text(places.action),
      };
      if (/^[0-9A-Z]{2}$|^[A-Z]\d{4}$/.test(row.code)) joiner.add(row);
      else if (cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the first column');
    }
  }
  joiner.end();
}

/** Quarterly files name their month since 2020; the yearly ones before hold for January. */
function hcpcsRelease(head: Head): Release {
  const from = fromNames(head.member, (name) => (isHcpcsName(name) ? monthIn(name) : undefined));
  if (from)
    return { table: 'HCPCS', edition: monthName(from), effectiveFrom: firstDay(from), revision: revisionOf(head) };
  const year = fromNames(head.member, (name) => (isHcpcsName(name) ? yearIn(name) : undefined));
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'its name does not tell the year; keep the name that CMS gave it, such as HCPC2026_JAN_ANWEB.txt or october-2026-alpha-numeric-hcpcs-file.zip.',
    );
  }
  return {
    table: 'HCPCS',
    edition: String(year),
    effectiveFrom: firstDay({ year, month: 1 }),
    revision: revisionOf(head),
  };
}

function isHcpcsName(name: string): boolean {
  return /hcpc|alpha-?numeric|anweb/i.test(name);
}

function revisionOf({ member }: Head): number | undefined {
  const match = /_v(\d+)(?!\d)/i.exec(member.name);
  return match ? Number(match[1]) : undefined;
}
