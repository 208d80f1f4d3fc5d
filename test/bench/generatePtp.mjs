// Writes an NCCI PTP table of full size in the layout of CMS: four parts, tab-delimited, CRLF, six header lines.
// The rows are invented but look like the real ones: codes of all classes, sorted, a third of them deleted, some with
// several windows, some tombstones of indicator 9. The same every time.
//
//   node test/bench/generatePtp.mjs FOLDER [ROWS] [practitioner|outpatient]
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As many as the practitioner table of 2026Q3 has. */
export const FULL_ROWS = 2_633_389;

const HEADER = [
  'Codes and dates in this file are invented for measuring; it is no table of CMS.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
];

/** The rationales with about their shares. */
const RATIONALES = [
  ['Misuse of Column Two code with Column One code', 46],
  ['Standards of medical/surgical practice', 22],
  ['CPT Manual or CMS manual coding instruction', 14],
  ['Standard preparation/monitoring services for anesthesia', 6],
  ['HCPCS/CPT procedure code definition', 4],
  ['Mutually exclusive procedures', 3],
  ['More extensive procedure', 2],
  ['CPT Separate procedure definition', 1],
  ['Anesthesia service included in surgical procedure', 1],
  ['Sequential procedure', 0.5],
  ['Laboratory panel', 0.3],
  ['Gender-specific procedures', 0.2],
];

const QUARTERS = ['0101', '0401', '0701', '1001'];
const QUARTER_ENDS = ['0331', '0630', '0930', '1231'];
const PARTS = 4;

/** Returns the paths of the four parts. */
export function generatePtp(folder, rows = FULL_ROWS, setting = 'practitioner') {
  const random = randomOf(setting === 'practitioner' ? 20260701 : 20261001);
  const stem = setting === 'practitioner' ? 'ccipra-v322r0' : 'ccioph-v322r0';
  const codes = codeRanges();
  const columns1 = codes.filter((_, at) => at % 10 < 9);
  const rationale = pickBy(RATIONALES, random);
  mkdirSync(folder, { recursive: true });
  const paths = [];
  let done = 0;
  let part = 0;
  let out;
  columns1.forEach((column1, at) => {
    const end = Math.round((rows * (at + 1)) / columns1.length);
    if (Math.floor((at * PARTS) / columns1.length) >= part) {
      if (out) out.close();
      const path = join(folder, `${stem}-f${++part}.txt`);
      paths.push(path);
      out = writer(path);
      for (const line of HEADER) out.line(line);
    }
    let place = Math.floor(random() * 40);
    while (done < end) {
      place += 1 + Math.floor(random() * ((codes.length - 50) / Math.max(1, (rows / columns1.length) * 0.55)));
      done += edit(out, column1, codes[place % codes.length], rationale(), random, end - done);
    }
  });
  out.close();
  return paths;
}

/** One pair: mostly one row, in one of a hundred with an older window below, in one of fifty a tombstone. */
function edit(out, column1, column2, why, random, most) {
  const year = 1996 + Math.floor(random() * 31);
  const quarter = Math.floor(random() * (year === 2026 ? 3 : 4));
  const effective = `${year}${QUARTERS[quarter]}`;
  const prior = year === 1996 ? '*' : '';
  const kind = random();
  if (kind < 0.02) {
    out.line(`${column1}\t${column2}\t\t${effective}\t${effective}\t9\t${why}`);
    return 1;
  }
  const deleted =
    random() < 0.34 && year < 2026 ? `${year + Math.floor(random() * (2026 - year))}${QUARTER_ENDS[3]}` : '*';
  const indicator = random() < 0.3 ? 0 : 1;
  out.line(`${column1}\t${column2}\t${prior}\t${effective}\t${deleted}\t${indicator}\t${why}`);
  if (kind > 0.99 && most > 1 && year > 2000) {
    out.line(`${column1}\t${column2}\t\t${year - 3}0101\t${year - 2}1231\t${indicator}\t${why}`);
    return 2;
  }
  return 1;
}

/** About 13,000 codes in the order of the table: 0001A-0999U by number and letter, then 00100-99607, then A0001-V5999. */
function codeRanges() {
  const codes = [];
  for (let number = 1; number <= 999; number++) {
    for (const letter of 'AMTU') if ((number * 7 + letter.charCodeAt(0)) % 10 < 4) codes.push(pad(number, 4) + letter);
  }
  for (let number = 100; number <= 99_607; number += 11) codes.push(pad(number, 5));
  for (const letter of 'ACDEGJKLPQRSTUV') {
    for (let number = 1; number < 9999; number += 67) codes.push(letter + pad(number, 4));
  }
  return codes.sort();
}

function pad(number, width) {
  return String(number).padStart(width, '0');
}

function pickBy(shares, random) {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  return () => {
    let rest = random() * total;
    for (const [value, share] of shares) {
      rest -= share;
      if (rest < 0) return value;
    }
    return shares[0][0];
  };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function writer(path) {
  const file = openSync(path, 'w');
  let lines = [];
  const flush = () => {
    writeSync(file, `${lines.join('\r\n')}\r\n`, undefined, 'latin1');
    lines = [];
  };
  return {
    line(text) {
      if (lines.push(text) === 20_000) flush();
    },
    close() {
      if (lines.length > 0) flush();
      closeSync(file);
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, rows, setting] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node test/bench/generatePtp.mjs FOLDER [ROWS] [practitioner|outpatient]');
  for (const path of generatePtp(folder, rows ? Number(rows) : undefined, setting)) process.stdout.write(`${path}\n`);
}
