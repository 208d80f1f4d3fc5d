import { deepEqual, equal } from 'node:assert/strict';
import { noClaimsInX12 } from '../../server/src/service/formats/x12/noClaims';
import { EXPECTED, problems, read, TWO_LINES } from '../support/twoLines';
import { claim837 } from '../support/x12';

describe('x12: an ISA that is broken,', () => {
  const text = claim837(TWO_LINES);
  const isa = text.slice(0, text.indexOf('\n'));
  const rest = text.slice(isa.length);

  it('a terminator too few, told by how the group ends', () => {
    const lost = isa.replace('~', '');
    const oneLine = (lost + rest).replace(/\n/g, '');
    const acknowledged = rest.replace('GS*', 'TA1*000000001*250310*1200*A*000~\nGS*');
    const named = rest.replace('GS*HC*', 'GS*HC*EAST*').replace('*EAST*SENDER1', '*EAST');
    const files = [
      oneLine,
      `${lost} ${rest}`,
      lost + acknowledged,
      lost + named,
      (lost + acknowledged).replace(/\n/g, ''),
    ];
    for (const file of [...files, lost + rest.trimStart().replace(/~/g, '')]) {
      deepEqual(read(file), EXPECTED, file.slice(100, 200));
      deepEqual(problems(file), [`missing-terminator: ${lost}`]);
    }
    const short = isa.replace('*T*:~', '*:');
    for (const file of [short + rest, (short + rest).replace(/\n/g, '')]) {
      deepEqual(read(file), EXPECTED);
      deepEqual(problems(file), [`isa-width: ${short}`, `missing-terminator: ${short}`]);
    }
  });

  it('elements too few before a sender with a mark in it', () => {
    for (const file of [isa.replace('*0*T*:~', '*:~'), isa.replace('*T*:~', '*:~')]) {
      for (const id of ['A-B', 'S&P', 'EAST', 'GS']) {
        const named = rest.replace('GS*HC*SENDER1*', `GS*HC*${id}*`);
        deepEqual(read(file + named), EXPECTED);
        deepEqual(problems(file + named), [`isa-width: ${file.slice(0, -1)}`]);
      }
    }
    for (const id of ['             GS', 'INVENTEDCORP-GS', 'INVENTED1234&GS', 'INVENTED123-TA1']) {
      const sound = isa.replace('SENDER1        ', id) + rest;
      deepEqual(read(sound), EXPECTED);
      deepEqual(problems(sound), []);
    }
    for (const id of ['A-ST', 'A-GS', 'A&GE', 'A-TA1']) {
      const named = rest.replace('GS*HC*SENDER1*', `GS*HC*${id}*`);
      for (const sound of [isa + named, (isa + named).replace(/~/g, ''), isa.replace(':~', '~') + named]) {
        deepEqual(read(sound), EXPECTED);
        equal(problems(sound).filter((problem) => !problem.startsWith('isa-width')).length, 0);
      }
    }
  });

  it('an element too few, cut at a width', () => {
    const file = (isa.replace('*T*:~', '*:~') + rest).replace(/\n/g, '').replace(/.{80}/g, '$&\n');
    deepEqual(read(file), EXPECTED);
  });

  it('an element too few, its number among them, is not held against the IEA', () => {
    for (const gone of ['*00501', '*000000001']) {
      const file = isa.replace(gone, '') + rest;
      deepEqual(read(file), EXPECTED);
      deepEqual(
        problems(file).map((problem) => problem.replace(/:.*$/s, '')),
        ['isa-width'],
      );
    }
  });

  it('an element too few before an acknowledgment alone', () => {
    const answer = '\nTA1*000000001*250310*1200*A*000~\nIEA*0*000000001~\n';
    const short = isa.replace('*T*:~', '*:~');
    deepEqual(problems(short + answer), [`isa-width: ${short.slice(0, -1)}`]);
    const lost = isa.replace('~', '') + answer;
    deepEqual(problems(lost), [`missing-terminator: ${isa.slice(0, -1)}`]);
    equal(noClaimsInX12(lost).why, 'it is an interchange acknowledgment (TA1)');
    deepEqual(
      problems(isa.replace(':~', '') + rest).map((problem) => problem.replace(/:.*$/s, '')),
      ['missing-terminator', 'isa-width'],
    );
  });
});
