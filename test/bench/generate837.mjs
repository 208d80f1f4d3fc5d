// Writes one synthetic 837P (005010X222A1) with a valid envelope: `node test/bench/generate837.mjs OUT MB [--one-line]`.
// Everybody in it is invented. The same arguments give the same file.
import { closeSync, openSync, writeSync } from 'node:fs';

/** What offices bill together, as [code, modifiers, units, price], with the place of service. Nearly all of it is right. */
const VISITS = [
  { place: '11', services: [['99213', '', 1, 120]] },
  {
    place: '11',
    services: [
      ['99214', '25', 1, 175],
      ['20610', 'RT', 1, 140],
    ],
  },
  {
    place: '11',
    services: [
      ['99214', '', 1, 175],
      ['36415', '', 1, 12],
      ['80053', '', 1, 31],
      ['85025', '', 1, 22],
    ],
  },
  {
    place: '11',
    services: [
      ['99203', '', 1, 160],
      ['93000', '', 1, 45],
    ],
  },
  { place: '23', services: [['99285', '', 1, 410]] },
  { place: '22', services: [['71046', '26', 1, 30]] },
  {
    place: '11',
    services: [
      ['97110', 'GP', 2, 96],
      ['97140', '59:GP', 1, 44],
    ],
  },
  { place: '10', services: [['90837', '95', 1, 165]] },
  { place: '24', services: [['45378', '', 1, 900]] },
  {
    place: '11',
    services: [
      ['G0438', '', 1, 170],
      ['3074F', '', 1, 0],
    ],
  },
  {
    place: '11',
    services: [
      ['0708T', '', 1, 2500],
      ['0709T', '', 2, 1400],
    ],
  },
  { place: '41', services: [['A0425', 'RH', 12, 168]] },
  {
    place: '11',
    services: [
      ['99213', '25', 1, 120],
      ['96372', '', 1, 40],
      ['J1885', 'JZ', 2, 18],
    ],
  },
  {
    place: '11',
    services: [
      ['90471', '', 1, 30],
      ['99212', '25', 1, 80],
    ],
  },
];
/** What an office visit often comes with. */
const FURTHER = [
  ['36415', '', 1, 12],
  ['80061', '', 1, 28],
  ['83036', '', 1, 20],
  ['81002', '', 1, 9],
  ['71046', '', 1, 60],
  ['87880', 'QW', 1, 18],
  ['3074F', '', 1, 0],
  ['84443', '', 1, 33],
];
/** What goes wrong now and then, one claim in twenty. */
const MISTAKES = [
  { place: '11', services: [['0709T', '', 3, 2100]] },
  { place: '11', services: [['36415', '26', 1, 12]] },
  { place: '11', services: [['O708T', '', 1, 2500]] },
  {
    place: '11',
    services: [
      ['99291', '', 1, 400],
      ['99292', '', 9, 900],
      ['36415', '', 1, 12],
    ],
  },
];
const DIAGNOSES = ['E119', 'I10', 'Z0000', 'J069', 'M1711', 'K219', 'F411', 'R0789', 'N390'];
const LAST = ['EXAMPLE', 'SAMPLE', 'TESTER', 'PLACEHOLDER', 'INVENTED', 'NOBODY'];
const FIRST = ['ALEX', 'SAM', 'JORDAN', 'CASEY', 'RILEY', 'MORGAN'];

export function generate(path, megabytes, { oneLine = false } = {}) {
  const target = megabytes * 1e6;
  const end = oneLine ? '~' : '~\n';
  const random = mulberry32(20250304);
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const digits = (n, width) => String(n).padStart(width, '0');
  const file = openSync(path, 'w');
  let buffer = '';
  let bytes = 0;
  let segments = 0;
  const put = (segment) => {
    buffer += segment + end;
    bytes += segment.length + end.length;
    segments++;
    if (buffer.length > 1 << 20) flush();
  };
  const flush = () => {
    writeSync(file, buffer);
    buffer = '';
  };
  put(
    `ISA*00*${' '.repeat(10)}*00*${' '.repeat(10)}*ZZ*${'TESTSENDER'.padEnd(15)}*ZZ*${'TESTPAYER'.padEnd(15)}*260105*1200*^*00501*000000001*0*T*:`,
  );
  put('GS*HC*TESTSENDER*TESTPAYER*20260105*1200*1*X*005010X222A1');
  let transactions = 0;
  let claims = 0;
  let lines = 0;
  while (bytes < target) {
    const control = digits(++transactions, 4);
    const first = segments;
    put(`ST*837*${control}*005010X222A1`);
    put(`BHT*0019*00*${control}*20260105*1200*CH`);
    put('NM1*41*2*TEST BILLING SERVICE*****46*TST1');
    put('PER*IC*TEST DESK*TE*5555550100');
    put('NM1*40*2*TEST PAYER*****46*TSTPAY');
    let level = 0;
    for (let inTransaction = 0; inTransaction < 1000 && bytes < target; ) {
      const billing = ++level;
      put(`HL*${billing}**20*1`);
      put(`NM1*85*2*TEST CLINIC ${1 + below(400)}*****XX*1${digits(below(1e9), 9)}`);
      put(`N3*${1 + below(9999)} EXAMPLE AVENUE`);
      put(`N4*SPRINGFIELD*IL*${62701 + below(60)}`);
      put(`REF*EI*${digits(below(1e9), 9)}`);
      for (let patients = 1 + below(8); patients > 0 && inTransaction < 1000; patients--, inTransaction++) {
        put(`HL*${++level}*${billing}*22*0`);
        put(`SBR*P*18*******${pick(['CI', 'MB', 'MC', 'BL'])}`);
        put(`NM1*IL*1*${pick(LAST)}*${pick(FIRST)}****MI*TST${digits(below(1e9), 9)}`);
        put(`N3*${1 + below(9999)} TEST STREET`);
        put('N4*SPRINGFIELD*IL*62704');
        put(`DMG*D8*19${30 + below(70)}${digits(1 + below(12), 2)}${digits(1 + below(28), 2)}*${pick(['F', 'M'])}`);
        put('NM1*PR*2*TEST PAYER*****PI*TSTPAY');
        const visit = pick(random() < 0.05 ? MISTAKES : VISITS);
        const { place } = visit;
        // A visit with what else was done that day: one to six lines, as offices bill.
        const services = [...visit.services];
        for (let wanted = 1 + below(6); place === '11' && services.length < wanted; ) {
          const more = pick(FURTHER);
          if (services.some(([code]) => code === more[0])) wanted--;
          else services.push(more);
        }
        const total = services.reduce((sum, one) => sum + one[3], 0);
        put(`CLM*TST${++claims}*${total}***${place}:B:1*Y*A*Y*Y`);
        const diagnoses = 1 + below(4);
        put(`HI*${Array.from({ length: diagnoses }, (_, i) => `${i ? 'ABF' : 'ABK'}:${pick(DIAGNOSES)}`).join('*')}`);
        if (random() < 0.4) put(`NM1*82*1*${pick(LAST)}*${pick(FIRST)}****XX*1${digits(below(1e9), 9)}`);
        const day = `2025${digits(1 + below(12), 2)}${digits(1 + below(28), 2)}`;
        services.forEach(([code, modifiers, units, charge], i) => {
          put(`LX*${i + 1}`);
          put(`SV1*HC:${code}${modifiers && `:${modifiers}`}*${charge}*UN*${units}***${1 + below(diagnoses)}`);
          put(`DTP*472*D8*${day}`);
          if (random() < 0.5) put(`REF*6R*${digits(below(1e8), 8)}`);
          lines++;
        });
      }
    }
    put(`SE*${segments - first + 1}*${control}`);
  }
  put(`GE*${transactions}*1`);
  put('IEA*1*000000001');
  flush();
  closeSync(file);
  return { path, bytes, segments, claims, lines };
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [path, megabytes] = process.argv.slice(2);
  if (!path || !(Number(megabytes) > 0)) {
    console.error('usage: generate837.mjs OUT MB [--one-line]');
    process.exit(2);
  }
  console.log(JSON.stringify(generate(path, Number(megabytes), { oneLine: process.argv.includes('--one-line') })));
}
