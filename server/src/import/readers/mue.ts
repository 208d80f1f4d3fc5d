import { column, findHeader, needHeader, rowsBelow } from '../grid';
import { ImportError } from '../importError';
import type { Head, Reader, Release } from '../reader';
import { dateIn, effectiveIn, firstDay, fromNames, quarterIn, quarterName } from '../release';
import type { TableSetting } from '../rows';
import { caption, clean } from '../text';
import { codeOf, quoted } from '../values';

const COLUMNS = {
  code: column('HCPCS/CPT Code', /^HCPCS( CPT)? CODE$/),
  units: column('MUE Values', /\bMUE VALUES?\b/),
  mai: column('MUE Adjudication Indicator', /^(MUE )?(ADJUDICATION INDICATOR|MAI)$/),
  rationale: column('MUE Rationale', /^(MUE )?RATIONALE$/),
};

/** NCCI medically unlikely edits: practitioner, outpatient hospital or DME supplier. */
export const mue: Reader = {
  id: 'mue',
  what: 'NCCI medically unlikely edits (MUE)',
  names: /^MCR_?MUE|(?<![a-z])MUE(?![a-z])/i,
  formats: ['csv', 'xlsx', 'txt'],
  matches: (head) => findHeader(head.rows, COLUMNS) !== undefined,
  release: mueRelease,
  async read(head, out) {
    const { places, line } = needHeader(head, COLUMNS);
    for await (const rows of rowsBelow(head, line, out.signal)) {
      for (const row of rows) {
        const code = codeOf(row.cells[places.code]);
        if (code === undefined) {
          if (row.cells.some((cell) => clean(cell) !== '')) out.ignore('no code in the first column');
          continue;
        }
        const units = clean(row.cells[places.units]).replace(/,/g, '');
        const mai = /^([123])(?!\d)/.exec(clean(row.cells[places.mai]))?.[1];
        if (!/^\d+$/.test(units) || mai === undefined) {
          const value = mai === undefined ? row.cells[places.mai] : units;
          const wanted = mai === undefined ? 'the adjudication indicator 1, 2 or 3' : 'the number of units';
          throw new ImportError(
            head.member.path,
            `line ${row.line} has ${quoted(clean(value))} where ${wanted} is expected.`,
          );
        }
        const rationale = clean(row.cells[places.rationale]);
        out.row({ code, units: Number(units), mai: Number(mai) as 1 | 2 | 3, rationale });
      }
    }
  },
};

function mueRelease(head: Head): Release {
  const { places, captions, line } = needHeader(head, COLUMNS);
  const setting = settingIn(captions[places.units] ?? '') ?? fromNames(head.member, (name) => settingIn(caption(name)));
  const told = head.rows.filter((row) => row.line <= line).map(({ cells }) => cells.join(' '));
  const from =
    fromNames(head.member, (name) => effectiveIn(name) ?? dateIn(name) ?? quarterIn(name)) ??
    effectiveIn([head.sheet?.name ?? '', ...told].join('\n'));
  if (!setting || !from) {
    throw new ImportError(
      head.member.path,
      `neither its name nor what stands above its rows tells the ${setting ? 'quarter' : 'setting'}; keep the name that ` +
        'CMS gave it, such as MCR_MUE_PractitionerServices_Eff_07-01-2026.csv.',
    );
  }
  return { table: 'MUE', setting, edition: quarterName(from), effectiveFrom: firstDay(from) };
}

function settingIn(text: string): TableSetting | undefined {
  if (/PRACTITIONER/.test(text)) return 'practitioner';
  if (/OUTPATIENT|HOSPITAL/.test(text)) return 'outpatient';
  return /\bDME|SUPPLIER/.test(text) ? 'dme' : undefined;
}
