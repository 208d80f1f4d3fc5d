import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

// Code files in the layouts of their publishers, with invented contents, as a person has them after some downloads.

const ENDS = '\r\n';

/** @param {Record<string, number>} of */
function limits(of) {
  return [
    '"Invented notice,\nof several lines.\n\nAll rights reserved.",,,',
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
    ...Object.entries(of).map(([code, units]) => `${code},${units},2 Date of Service Edit: Policy,CMS Policy`),
    '',
  ].join(ENDS);
}

/** @param {readonly string[]} rows */
function addendum(rows) {
  return [
    'Addendum B.-Invented title for July 2026,,,,,',
    '"Invented notice, of somebody",,,,,',
    'HCPCS Code,Short Descriptor, SI,APC ,Relative Weight ,Payment Rate',
    ...rows,
    '',
  ].join(ENDS);
}

/** @param {readonly (readonly [string, string])[]} codes */
function diagnoses(codes) {
  const row = ([code, text], at) =>
    `${String(at + 1).padStart(5, '0')} ${code.padEnd(7)} 1 ${text.slice(0, 60).padEnd(60)} ${text}`;
  return [...codes.map(row), ''].join(ENDS);
}

/** @param {readonly (readonly [string, string])[]} codes */
function supplies(codes) {
  const row = ([code, text]) =>
    [
      [1, `${code}001003${text}`],
      [92, text.slice(0, 28)],
      [230, 'C'],
      [269, '20200101'],
      [277, '20200101'],
    ].reduce((line, [at, value]) => line.slice(0, at - 1) + value + line.slice(at - 1 + value.length), ' '.repeat(320));
  return [...codes.map(row), ''].join(ENDS);
}

/** A zip of one file, stored as it is. */
function zipOf(name, text) {
  const content = Buffer.from(text, 'latin1');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** The units of the next quarter, as CMS names the zip. */
export const NEXT_ZIP = 'medicare-ncci-2026-q4-practitioner-services-mue-table.zip';

/** @param {string} folder */
export function writeNextZip(folder) {
  const name = 'MCR_MUE_PractitionerServices_Eff_10-01-2026.csv';
  writeFileSync(join(folder, NEXT_ZIP), zipOf(name, limits({ G0299: 3, T1015: 1 })));
}

/**
 * Writes a folder of downloads; one file in it is no table.
 * @param {string} folder
 */
export function writeDownloads(folder) {
  mkdirSync(folder, { recursive: true });
  const files = {
    'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv': limits({ G0299: 2, T1015: 1, '0708T': 1, '0709T': 2 }),
    '2026_July_Web_Addendum_B.csv': addendum(['T1015,Invented visit,V,5012,1.5,$123.45', 'G0299,Invented care,N,,,']),
    'HCPC2026_JUL_ANWEB.txt': supplies([
      ['T1015', 'Invented visit, told at length by whoever wrote this test'],
      ['G0299', 'Invented care at home'],
    ]),
    'icd10cm-order-2026.txt': diagnoses([['Z9901', 'Invented diagnosis, not that of any edition']]),
    'departments.csv': ['revenue_code,description', '0450,Invented department', ''].join(ENDS),
    'read me.pdf': '%PDF-1.7 invented',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, 'latin1');
}
