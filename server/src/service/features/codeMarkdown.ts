import type { Codes } from '../codes/tables';
import type { Day } from '../model/date';
import { type CodeFacts, codeFacts, OWN_CODE } from './codeFacts';

const COLUMNS = [
  ['status', 'Fee schedule status'],
  ['globalDays', 'Global days'],
  ['pctc', 'PC/TC (26, TC)'],
  ['multiple', 'Multiple procedures (51)'],
  ['bilateral', 'Bilateral (50)'],
  ['assistant', 'Assistant (80, 81, 82, AS)'],
  ['cosurgeon', 'Co-surgeons (62)'],
  ['team', 'Team (66)'],
  ['supervision', 'Supervision'],
  ['imagingFamily', 'Imaging family'],
  ['opps', 'OPPS status'],
] as const;

const SETTINGS = [
  ['practitioner', 'practitioner'],
  ['outpatient', 'outpatient hospital'],
  ['dme', 'equipment supplier'],
] as const;

const SHOWN = 12;

/**
 * What hover, completion and `claim-lens code` say of a code, as Markdown. Undefined where it has no shape of one.
 * `here` is what is to be said of the place it stands in, above the tables.
 */
export function codeMarkdown(codes: Codes, written: string, on?: Day, here = ''): string | undefined {
  const facts = codeFacts(codes, written, on);
  if (!facts) return undefined;
  const parts = [
    heading(facts),
    describe(codes, facts),
    links(facts),
    here,
    limits(codes, facts),
    indicators(codes, facts),
  ];
  if (facts.note) parts.push(facts.note.replace(/^# .*\n+/, '').trim());
  parts.push(sources(facts));
  return parts.filter(Boolean).join('\n\n');
}

function heading(facts: CodeFacts): string {
  const isCpt = !facts.kind.startsWith('HCPCS') && facts.kind !== OWN_CODE;
  const kind = isCpt ? `CPT ${facts.kind}` : facts.kind;
  const addOn = facts.addOn ? ' · add-on' : '';
  return `**${facts.code}** · ${kind}${addOn}${facts.section ? ` · ${facts.section}` : ''}`;
}

function describe(codes: Codes, facts: CodeFacts): string {
  const dates = [
    facts.effective && `valid from ${facts.effective}`,
    facts.deleted && `deleted ${facts.deleted}`,
    facts.replacement && `instead: ${facts.replacement}`,
  ].filter(Boolean);
  const text = facts.description ?? '';
  if (facts.description) return `${text}${dates.length ? `  \n_${dates.join(', ')}_` : ''}`;
  if (codes.procedures.coverage === 'complete') return 'Not in the loaded code tables.';
  return codes.feeSchedule.coverage === 'complete'
    ? 'Not in the loaded tables. What they lack may be in further files of CMS and the AMA: **Import Code Files…**, or `claim-lens codes import`.'
    : 'Not in the built-in sample. Official descriptions and all codes come from the CMS and AMA files that you are licensed for: **Import Code Files…**, or `claim-lens codes import`. The built-in tables hold about 250 codes.';
}

function links(facts: CodeFacts): string {
  const lines: string[] = [];
  if (facts.addOn) {
    const { type, primaries, zzz } = facts.addOn;
    const named =
      primaries.length > SHOWN
        ? `${primaries.slice(0, SHOWN).join(', ')} … (${primaries.length} codes)`
        : primaries.join(', ');
    if (type === 1)
      lines.push(
        `**Add-on to ${named}**: paid only beside ${primaries.length === 1 ? 'it' : 'one of them'}, same patient, practitioner and day (type 1, closed list).`,
      );
    else if (type === 3)
      lines.push(`**Add-on to ${named}** and others that the contractor accepts (type 3, open list).`);
    else if (type === 2) lines.push('**Add-on**: the contractor decides on the primaries (type 2).');
    else if (zzz) lines.push('**Add-on** by its global days ZZZ; the add-on file does not list it.');
  }
  if (facts.primaryOf?.length) {
    const shown = facts.primaryOf.slice(0, SHOWN).join(', ');
    lines.push(
      `**Primary of add-on** ${shown}${facts.primaryOf.length > SHOWN ? ` … (${facts.primaryOf.length} codes)` : ''}.`,
    );
  }
  return lines.join('  \n');
}

function limits(codes: Codes, facts: CodeFacts): string {
  const lines: string[] = [];
  for (const [setting, name] of SETTINGS) {
    const limit = facts.mue?.[setting];
    if (!limit) continue;
    const mai = codes.meaningOf('mai', String(limit.mai))?.short;
    const what = limit.units === 0 ? 'not payable (0)' : `${limit.units} a ${limit.mai === 1 ? 'line' : 'day'}`;
    lines.push(`${name} ${what}, MAI ${limit.mai}${mai ? ` (${mai})` : ''}`);
  }
  return lines.length ? `**Units (MUE)**: ${lines.join(' · ')}` : '';
}

function indicators(codes: Codes, facts: CodeFacts): string {
  const rows: string[] = [];
  for (const [column, title] of COLUMNS) {
    const value = facts.indicators?.[column];
    if (value === undefined) continue;
    rows.push(`| ${title} | ${value} | ${codes.meaningOf(column, value)?.short ?? ''} |`);
  }
  if (facts.indicators?.endoBase) rows.push(`| Endoscopy base code | ${facts.indicators.endoBase} | |`);
  if (facts.indicators?.betos) rows.push(`| BETOS | ${facts.indicators.betos} | |`);
  return rows.length ? `| | | |\n|:--|:--|:--|\n${rows.join('\n')}` : '';
}

function sources(facts: CodeFacts): string {
  const seen = new Set(facts.sources.map((one) => `${one.table} ${one.edition}`));
  const own = facts.sources[0]?.table === 'Own codes' ? 'Description from your own list.' : undefined;
  const words = facts.licensed ? 'Description from your licensed tables.' : (own ?? 'Descriptions in our own words.');
  return seen.size ? `_Sources: ${[...seen].join(' · ')}. ${words}_` : '';
}
