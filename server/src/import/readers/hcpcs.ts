import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Out, Reader, Release } from '../reader';
import { firstDay, fromNames, monthIn, monthName, monthOf, newestDay, type YearMonth, yearIn } from '../release';
import type { HcpcsRow } from '../rows';
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
  betos: optional('BETOS', /^BETOS$/),
  added: column('ADD DT', /^ADD DT$/),
  actionEffective: column('ACT EFF DT', /^ACT EFF DT$/),
  terminated: column('TERM DT', /^TERM DT$/),
  action: column('ACTION CD', /^ACTION CD$/),
};

/** HCPCS Level II codes and modifiers: the alpha-numeric file (ANWEB). */
export const hcpcs: Reader = {
  id: 'hcpcs',
  what: 'the HCPCS Level II file (ANWEB)',
  names: /^HCPC\d{2,4}.*ANWEB/i,
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
async function hcpcsRelease(head: Head, signal?: AbortSignal): Promise<Release> {
  const revision = revisionOf(head);
  const from = fromNames(head.member, (name) => (isHcpcsName(name) ? monthIn(name) : undefined));
  if (from) return { table: 'HCPCS', edition: monthName(from), effectiveFrom: firstDay(from), revision };
  const year = fromNames(head.member, (name) => (isHcpcsName(name) ? yearOf(name) : undefined));
  if (year !== undefined) {
    return { table: 'HCPCS', edition: String(year), effectiveFrom: firstDay({ year, month: 1 }), revision };
  }
  const newest = await newestAction(head, signal);
  if (newest === undefined) {
    throw new ImportError(
      head.member.path,
      'neither its name nor its rows tell the year; keep the name that CMS gave it, such as HCPC2026_JAN_ANWEB.txt or october-2026-alpha-numeric-hcpcs-file.zip.',
    );
  }
  const note = `The name of ${head.member.name} tells no year; it is taken for ${monthName(newest)}, of which its newest change is.`;
  return { table: 'HCPCS', edition: monthName(newest), effectiveFrom: firstDay(newest), revision, note };
}

/** `HCPC17_CONTR_ANWEB` is of 2017. */
function yearOf(name: string): number | undefined {
  const short = /^HCPC(\d\d)(?!\d)/i.exec(name)?.[1];
  return short === undefined ? yearIn(name) : 2000 + Number(short);
}

/** Every quarter's file has changes that take effect with it. */
async function newestAction(head: Head, signal: AbortSignal | undefined): Promise<YearMonth | undefined> {
  const newest = await newestDay(hcpcs, head, signal, (row) => (row as HcpcsRow).actionEffective);
  return newest === undefined ? undefined : monthOf(newest);
}

function isHcpcsName(name: string): boolean {
  return /hcpc|alpha-?numeric|anweb/i.test(name);
}

function revisionOf({ member }: Head): number | undefined {
  const match = /_v(\d+)(?!\d)/i.exec(member.name);
  if (match) return Number(match[1]);
  const day = /ANWEB_(\d\d)(\d\d)(20\d\d)(?!\d)/i.exec(member.name);
  return day ? Number(`${day[3]}${day[1]}${day[2]}`) : undefined;
}
