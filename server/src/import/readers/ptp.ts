import { column, findHeader, needHeader, optional, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Reader, Release } from '../reader';
import { effectiveIn, firstDay, fromNames, quarterIn, quarterName, type YearMonth } from '../release';
import { codeOf } from '../values';
import { type PtpOrder, ptpFields } from './ptpRow';
import { readPtpText } from './ptpText';

/** Captions of the first of the header's four rows; older tables give no rationale. */
const COLUMNS = {
  column1: column('Column 1', /^COLUMN 1( CODE)?$/),
  column2: column('Column 2', /^COLUMN 2( CODE)?$/),
  prior: column('*=in existence', /^IN EXISTENCE/),
  effective: column('Effective Date', /^EFFECTIVE/),
  deleted: column('Deletion Date', /^DELETION/),
  indicator: column('Modifier', /^MODIFIER/),
  rationale: optional('PTP Edit Rationale', /RATIONALE$/),
};

/** NCCI procedure-to-procedure edits of practitioners (ccipra) and of outpatient hospital services (ccioph). */
export const ptp: Reader = {
  id: 'ptp',
  what: 'NCCI procedure-to-procedure edits (ccipra, ccioph)',
  names: /^cci(?:pra|oph)|ptp.?edits/i,
  formats: ['txt', 'csv', 'xlsx'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined,
  release: ptpRelease,
  async read(head, out) {
    const { places, line } = needHeader(head, COLUMNS);
    const order: PtpOrder = places;
    if (head.format === 'txt' && head.text.includes('\n')) return readPtpText(head, order, line, out);
    const take = ptpFields(head.member.path, order, out);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) take(row.cells, row.line);
    }
  },
};

function ptpRelease(head: Head): Release {
  const setting = fromNames(head.member, settingIn);
  const quarter = fromNames(head.member, (name) =>
    isPtpName(name) ? (quarterIn(name) ?? quarterOfVersion(name) ?? effectiveIn(name)) : undefined,
  );
  const told = quarter ?? fromNames(head.member, quarterIn);
  if (!setting || !told) {
    throw new ImportError(
      head.member.path,
      `its name does not tell ${setting ? 'the quarter' : 'whether it is the practitioner or the hospital table'}; ` +
        'keep the name that CMS gave it, such as ccipra-v322r0-f1.txt or medicare-ncci-2026q3-practitioner-ptp-edits-ccipra-v322r0-f1.zip.',
    );
  }
  const part = fromNames(head.member, (name) => numberIn(name, /(?:[-_. ]f|part[-_ ]?)(\d)(?!\d)/i));
  // Two parts that no name tells apart begin with other codes.
  const field = part === undefined ? firstCode(head) : undefined;
  const revision = fromNames(head.member, (name) => numberIn(name, /v\d{3}r(\d+)/i));
  return { table: 'PTP', setting, edition: quarterName(told), effectiveFrom: firstDay(told), part, revision, field };
}

function isPtpName(name: string): boolean {
  return /cci(?:pra|oph)|ptp/i.test(name);
}

function settingIn(name: string): 'practitioner' | 'outpatient' | undefined {
  if (/ccipra|practitioner/i.test(name)) return 'practitioner';
  return /ccioph|hospital|outpatient/i.test(name) ? 'outpatient' : undefined;
}

/** CMS counts years from 1994 and quarters from 0: v313 is 2025Q4, v322 2026Q3, and v24.0 of older names 2018Q1. */
function quarterOfVersion(name: string): YearMonth | undefined {
  const match = /(?:cci(?:pra|oph)[-_ ]?v(?=\d{3})|(?<![a-z])v(?=\d\d\.))(\d\d)\.?([0-3])(?:r\d+)?(?!\d)/i.exec(name);
  return match ? { year: 1994 + Number(match[1]), month: Number(match[2]) * 3 + 1 } : undefined;
}

function firstCode({ rows }: Head): string | undefined {
  const { places, line } = findHeader(rows, COLUMNS) ?? {};
  if (!places || line === undefined) return undefined;
  for (const row of rows) {
    const code = row.line > line ? codeOf(row.cells[places.column1]) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}

function numberIn(name: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(name);
  return match ? Number(match[1]) : undefined;
}
