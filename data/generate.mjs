// Makes mpfs.tsv, opps.tsv, mue.tsv, addOns.tsv and ptp.tsv from the CMS files in FOLDER, for the codes of procedures.tsv.
//   node data/generate.mjs FOLDER           write the tables
//   node data/generate.mjs FOLDER --check   compare every row with the CMS files; exit 1 on any difference
// A file that FOLDER lacks leaves its rows as they are (said on stderr); --check counts them as not checked.
// Only code numbers, indicators, dates and links are taken; descriptor columns are never read.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateRawSync } from 'node:zlib';

const HERE = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const check = args.includes('--check');
const folder = args.find((a) => !a.startsWith('--'));
if (!folder) {
  console.error('usage: node data/generate.mjs FOLDER [--check]');
  process.exit(2);
}

const names = readdirSync(folder).sort();
const find = (pattern) => names.filter((n) => pattern.test(n)).at(-1);
const text = (name) => readFileSync(join(folder, name), 'latin1');
const trim = (s) => (s ?? '').replace(/^[\s\xa0]+|[\s\xa0]+$/g, '');
const key = (...parts) => parts.join('\t');
const bySorted = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 4180 records. */
function csv(source) {
  const records = [];
  let record = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      record.push(cell);
      cell = '';
    } else if (c === '\n') {
      record.push(cell.replace(/\r$/, ''));
      records.push(record);
      record = [];
      cell = '';
    } else cell += c;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell]);
  return records;
}

/** The members of a zip file, inflated on demand. */
function zip(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < 0) throw new Error('not a zip file');
  const members = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extra = bytes.readUInt16LE(at + 30);
    const comment = bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    members.set(name, () => {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + size);
      return (method === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    });
    at += 46 + nameLength + extra + comment;
  }
  return members;
}

const unescaped = (s) =>
  s
    .replace(/&#x([0-9a-f]+);/gi, (_, n) => String.fromCodePoint(Number.parseInt(n, 16)))
    .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** The cells of an xlsx file's first sheet, as text. */
function xlsx(name) {
  const members = zip(readFileSync(join(folder, name)));
  const runs = (s) => [...s.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map((m) => unescaped(m[1])).join('');
  const strings = [...(members.get('xl/sharedStrings.xml')?.() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    runs(m[1]),
  );
  const rows = [];
  for (const row of members
    .get('xl/worksheets/sheet1.xml')()
    .matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)) {
    const cells = [];
    for (const c of row[1].matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const column = [.../\br="([A-Z]+)/.exec(c[1])[1]].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1;
      const value = /<v>([^<]*)<\/v>/.exec(c[2] ?? '')?.[1];
      if (/\bt="s"/.test(c[1])) cells[column] = strings[Number(value)] ?? '';
      else if (/\bt="inlineStr"/.test(c[1])) cells[column] = runs(c[2] ?? '');
      else cells[column] = value ?? '';
    }
    rows.push(Array.from(cells, (v) => trim(v)));
  }
  return rows;
}

/** YYYYDDD (day of the year) to YYYY-MM-DD. */
function ordinal(value) {
  if (value === '') return '';
  if (!/^\d{7}$/.test(value)) throw new Error(`not a YYYYDDD date: ${value}`);
  return new Date(Date.UTC(Number(value.slice(0, 4)), 0, Number(value.slice(4)))).toISOString().slice(0, 10);
}

function readTable(name) {
  const path = join(HERE, name);
  if (!existsSync(path)) return { header: [], rows: [] };
  const [header, ...rows] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => l.split('\t'));
  return { header, rows };
}

const procedures = readTable('procedures.tsv').rows;
const codes = new Set(procedures.map((r) => r[0]));
const kept = []; // what could not be made or checked for want of a file
const tables = new Map(); // file name -> { header, rows }

// --- physician fee schedule -------------------------------------------------------------------------------------------
// The captions stand in five stacked rows; the position of each column is found by its stacked caption.
const MPFS = [
  ['status', /^STATUS CODE$/],
  ['globalDays', /^GLOB DAYS$/],
  ['pctc', /^PCTC IND$/],
  ['multiple', /^MULT PROC$/],
  ['bilateral', /^BILAT SURG$/],
  ['assistant', /^ASST SURG$/],
  ['cosurgeon', /^CO- ?SURG$/],
  ['team', /^TEAM SURG$/],
  ['endoBase', /^ENDO BASE$/],
  ['supervision', /PHYSICIAN SUPERVISION/],
  ['imagingFamily', /DIAGNOSTIC IMAGING FAMILY/],
];
const mpfsFile = find(/^PPRRVU\d{2,4}_.*\.csv$/i);
if (mpfsFile) {
  const records = csv(text(mpfsFile));
  const head = records.findIndex((r) => r[0] === 'HCPCS');
  const captions = records[head].map((_, i) =>
    records
      .slice(head - 4, head + 1)
      .map((r) => trim(r[i]))
      .filter(Boolean)
      .join(' '),
  );
  const columns = MPFS.map(([column, pattern]) => {
    const at = captions.findIndex((c) => pattern.test(c));
    if (at < 0) throw new Error(`${mpfsFile}: no column for ${column}`);
    return at;
  });
  const rows = new Map();
  const parts = new Map();
  for (const r of records.slice(head + 1)) {
    const code = trim(r[0]);
    if (!codes.has(code)) continue;
    const mod = trim(r[1]);
    if (mod === '') rows.set(code, [code, ...columns.map((i) => trim(r[i]))]);
    else parts.set(code, [...(parts.get(code) ?? []), mod]);
  }
  tables.set('mpfs.tsv', {
    header: ['code', ...MPFS.map(([c]) => c), 'components'],
    rows: [...rows.values()].map((r) => [...r, (parts.get(r[0]) ?? []).sort(bySorted).join(' ')]),
  });
} else kept.push('mpfs.tsv (no PPRRVU*.csv)');

// --- OPPS Addendum B --------------------------------------------------------------------------------------------------
const oppsFile = find(/addendum_?b.*\.(csv|xlsx)$/i);
if (oppsFile) {
  const records = /xlsx$/i.test(oppsFile) ? xlsx(oppsFile) : csv(text(oppsFile));
  const head = records.findIndex((r) => /^HCPCS ?Code$/i.test(trim(r[0])));
  const si = records[head].findIndex((c) => /^(SI|Status ?Indicator)$/i.test(trim(c)));
  tables.set('opps.tsv', {
    header: ['code', 'statusIndicator'],
    rows: records
      .slice(head + 1)
      .map((r) => [trim(r[0]), trim(r[si])])
      .filter((r) => codes.has(r[0])),
  });
} else kept.push('opps.tsv (no *addendum_b*.csv or .xlsx)');

// --- medically unlikely edits -----------------------------------------------------------------------------------------
// Rows of one quarter per setting; a setting without a file keeps the rows (and the editions) it has.
const muePattern = {
  dme: /MUE_?(DMESupplier|DME).*\.csv$/i,
  outpatient: /MUE_?Outpatient.*\.csv$/i,
  practitioner: /MUE_?Practitioner.*\.csv$/i,
};
const mueHeader = ['code', 'setting', 'units', 'mai', 'rationale', 'edition'];
const mueRows = [];
const mueKept = [];
for (const [setting, pattern] of Object.entries(muePattern)) {
  const file = find(new RegExp(`^(?!.*excerpt).*${pattern.source}`, 'i'));
  if (!file) {
    const old = readTable('mue.tsv').rows.filter((r) => r[1] === setting);
    mueKept.push(...old);
    kept.push(`mue.tsv, ${setting}: ${old.length} rows (no file)`);
    continue;
  }
  const effective = /(\d\d)-\d\d-(\d{4})/.exec(file);
  const edition = `${effective[2]}Q${Math.ceil(Number(effective[1]) / 3)}`;
  for (const [code, units, mai, rationale] of csv(text(file))) {
    if (codes.has(trim(code)) && /^\d+$/.test(trim(units))) {
      mueRows.push([trim(code), setting, trim(units), trim(mai).slice(0, 1), trim(rationale), edition]);
    }
  }
}
tables.set('mue.tsv', { header: mueHeader, rows: [...mueRows, ...mueKept], unchecked: mueKept });

// --- add-on code edits ------------------------------------------------------------------------------------------------
const NOTES = [
  [/^$/, ''],
  [/Contractor Defined/i, 'the contractor decides which primaries count'],
  [/facilities only/i, 'the add-on is for facility claims only'],
  [/Practitioner Only/i, 'this primary counts on practitioner claims only'],
  [/Temporarily suspended/i, 'edit suspended, back to 2019-01-01'],
  [/Internet-Only Manual/i, 'list taken from the Claims Processing Manual, chapter 12, section 20.4.5'],
];
const aocFile = find(/^AOC_V.*\.xlsx$/i);
if (aocFile) {
  const records = xlsx(aocFile);
  const head = records.findIndex((r) => /^AOC_Edit_Type/.test(r[0] ?? ''));
  let rows = records
    .slice(head + 1)
    .filter((r) => codes.has(r[1]) || codes.has(r[3]))
    .map(([type, addOn, addOnDeleted, primary, primaryDeleted, effective, deleted, note = '']) => {
      const gone = deleted || '';
      if (gone === '' && (addOnDeleted || primaryDeleted))
        throw new Error(`${addOn}/${primary}: a code is deleted, the edit is not`);
      const own = NOTES.find(([pattern]) => pattern.test(note));
      if (!own) throw new Error(`${addOn}/${primary}: new note, put it into own words: ${note}`);
      return [addOn, primary, type, ordinal(effective), ordinal(gone), own[1]];
    });
  if (rows.length > 4000) rows = rows.filter((r) => codes.has(r[0]));
  tables.set('addOns.tsv', { header: ['addOn', 'primary', 'type', 'effective', 'deleted', 'note'], rows });
} else kept.push('addOns.tsv (no AOC_V*.xlsx)');

// --- procedure-to-procedure edits -------------------------------------------------------------------------------------
// Either the CMS text files (ccipra-v322r0-f1.txt ..., pairs still in force) or one table of active pairs without dates.
const ptpHeader = ['column1', 'column2', 'indicator', 'rationale', 'setting', 'edition', 'effective'];
const RATIONALES = [
  'Misuse of Column Two code with Column One code',
  'Standards of medical/surgical practice',
  'CPT Manual or CMS manual coding instruction',
  'Standard preparation/monitoring services for anesthesia',
  'HCPCS/CPT procedure code definition',
  'Mutually exclusive procedures',
  'More extensive procedure',
  'CPT Separate procedure definition',
  'Anesthesia service included in surgical procedure',
  'Sequential procedure',
  'Laboratory panel',
  'Gender-specific procedures',
];
const ptpParts = names.filter((n) => /^ccipra-v\d+r\d+-f\d+\.txt$/i.test(n));
const ptpFile = find(/^ptp_practitioner_\d{4}Q\d_active\.tsv\.gz$/i);
if (ptpParts.length > 0) {
  const [, year, quarter] = /ccipra-v(\d+?)(\d)r/i.exec(ptpParts[0]);
  const edition = `${2024 + Number(year) - 30}Q${Number(quarter) + 1}`;
  const rows = [];
  for (const part of ptpParts) {
    for (const line of text(part).split(/\r?\n/)) {
      if (!codes.has(line.slice(0, 5))) continue;
      const [column1, column2, , from, to, indicator, reason] = line.split('\t').map(trim);
      if (!codes.has(column2) || to !== '*') continue;
      const rationale = RATIONALES.indexOf(reason);
      if (rationale < 0) throw new Error(`${column1}/${column2}: new rationale, put it into rationales.tsv: ${reason}`);
      const effective = from.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
      rows.push([column1, column2, indicator, String(rationale), 'practitioner', edition, effective]);
    }
  }
  tables.set('ptp.tsv', { header: ptpHeader, rows });
} else if (ptpFile) {
  const edition = /(\d{4}Q\d)/.exec(ptpFile)[1];
  const rows = [];
  for (const line of gunzipSync(readFileSync(join(folder, ptpFile)))
    .toString('latin1')
    .split('\n')) {
    if (!codes.has(line.slice(0, 5))) continue;
    const [column1, column2, indicator, rationale] = line.trim().split('\t');
    if (codes.has(column2)) rows.push([column1, column2, indicator, rationale, 'practitioner', edition, '']);
  }
  tables.set('ptp.tsv', { header: ptpHeader, rows });
} else kept.push('ptp.tsv (neither ccipra-v*.txt nor ptp_practitioner_*_active.tsv.gz)');

// --- HCPCS Level II: only compared ------------------------------------------------------------------------------------
const differences = [];
const hcpcsFile = find(/^HCPC(\d{4}).*ANWEB.*\.txt$/i);
if (hcpcsFile) {
  const source = `HCPCS${/(\d{4})/.exec(hcpcsFile)[1]}`;
  const facts = new Map();
  for (const line of text(hcpcsFile).split('\n')) {
    if (line[10] !== '3') continue;
    const date = line.slice(268, 276).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    facts.set(line.slice(0, 5), [date, source, trim(line.slice(256, 259))]);
  }
  for (const [code, , , added, , addedSource, betos] of procedures) {
    const fact = facts.get(code);
    if (fact && key(added, addedSource, betos) !== key(...fact))
      differences.push(`procedures.tsv ${code}: ${added} ${addedSource} ${betos}, file: ${fact.join(' ')}`);
  }
} else kept.push('procedures.tsv, added and betos (no HCPC*ANWEB*.txt)');

// --- write or compare -------------------------------------------------------------------------------------------------
const KEYS = { 'mpfs.tsv': 1, 'opps.tsv': 1, 'mue.tsv': 2, 'addOns.tsv': 4, 'ptp.tsv': 2 };
for (const [name, { header, rows, unchecked = [] }] of tables) {
  const width = KEYS[name];
  rows.sort((a, b) => bySorted(key(...a.slice(0, width)), key(...b.slice(0, width))));
  const lines = rows.map((r) => key(...r));
  const keys = new Set(rows.map((r) => key(...r.slice(0, width))));
  if (keys.size !== rows.length) throw new Error(`${name}: keys are not unique`);
  if (check) {
    const wanted = new Set(lines);
    const have = new Set(readTable(name).rows.map((r) => key(...r)));
    for (const line of have) if (!wanted.has(line)) differences.push(`${name}: not in the CMS file: ${line}`);
    for (const line of wanted) if (!have.has(line)) differences.push(`${name}: missing: ${line}`);
    console.log(`${name}: ${have.size - unchecked.length} rows compared`);
  } else {
    writeFileSync(join(HERE, name), `${[key(...header), ...lines].join('\n')}\n`);
    console.log(`${name}: ${rows.length} rows`);
  }
}
for (const k of kept) console.error(`${check ? 'not checked' : 'kept as it is'}: ${k}`);
for (const d of differences) console.error(d);
if (differences.length > 0) process.exit(1);
if (check) console.log('no difference');
