import { deepEqual, equal, ok } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service/codes/starter';
import { elementHelp } from '../../server/src/service/features/elementHelp';
import { selectionsAt } from '../../server/src/service/features/selection';
import { semanticTokens } from '../../server/src/service/features/semanticTokens';
import { x12 } from '../../server/src/service/formats/x12';
import { brief, open } from '../support/check';
import { samples } from '../support/documents';
import { claim837, remittance835 } from '../support/x12';

/** Mainframes keep records of a fixed width: a file of them has its lines cut there, whatever stands there. */
function wrapped(text: string, width: number, eol: string): string {
  const flat = text.replace(/[\r\n]/g, '');
  const lines: string[] = [];
  for (let at = 0; at < flat.length; at += width) lines.push(flat.slice(at, at + width));
  return lines.join(eol) + eol;
}

/** What is said of a text; places are left out, as line ends move them. */
function said(text: string): string[] {
  return open(text)
    .findings()
    .map(({ finding }) => `${finding.rule} ${finding.severity}: ${finding.message}`)
    .sort();
}

const TEXTS: Readonly<Record<string, string>> = {
  'a claim': claim837({
    lines: [
      { code: '0708T', modifiers: ['59'] },
      { code: '99213', units: 12 },
    ],
  }),
  'two claims and their faults': claim837([
    { lines: [{ code: '0709T' }, { code: '99213', units: '2.50', number: 4 }], place: '19' },
    { lines: [{ code: '71046', modifiers: ['26', 'TC'], date: '20250230' }], diagnoses: ['E119', 'I10', 'C4359'] },
  ]),
  'an institutional claim': claim837({ lines: [{ code: '99213', revenue: '0510' }] }, { kind: 'I' }),
  'two interchanges': claim837({ lines: [{}] }) + claim837({ lines: [{}] }),
  'a remittance': remittance835([
    'BPR*I*80*C*CHK************20250320',
    'TRN*1*CHECK1*1999999999',
    'N1*PR*INVENTED PAYER',
    'N1*PE*INVENTED CLINIC*XX*1000000004',
    'LX*1',
    'CLP*A*1*100*80**12*1000',
    'NM1*QC*1*TESTPERSON',
    'SVC*HC:99213*100*80**1',
    'CAS*CO*45*20.00',
    'PLB*1000000004*20251231*WO:1*10.25',
  ]),
  ...Object.fromEntries(Object.entries(samples()).filter(([, text]) => x12.detect(text) === 1)),
};

describe('x12: wrapped at a width', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`${name}: reads and is judged as on one line, at any width`, () => {
      const flat = text.replace(/[\r\n]/g, '');
      const [lines, findings] = [brief(x12.read(flat).claims), said(flat)];
      ok(lines.length > 0);
      const wide = [150, 160, 200, 240, 255, 256];
      for (const width of [...Array.from({ length: 83 }, (_, i) => 50 + i), ...wide]) {
        const cut = wrapped(text, width, width % 2 ? '\n' : '\r\n');
        deepEqual(brief(x12.read(cut).claims), lines, `lines at ${width}`);
        deepEqual(said(cut), findings, `findings at ${width}`);
      }
    });
  }

  it('a line end that only the ISA has inside moves what is behind it, and is told', () => {
    const text = claim837({ lines: [{}] });
    for (const eol of ['\n', '']) {
      const broken = claim837({ lines: [{}] }, { eol }).replace('RECEIVER1 ', 'RECEIVER1\n ');
      deepEqual(
        x12.read(broken).problems.map(({ id }) => id),
        ['isa-width'],
        JSON.stringify(eol),
      );
    }
    deepEqual(x12.read(text).problems, []);
  });

  it('a segment id ends at its last character, not with the line behind it', () => {
    for (const width of [60, 61, 62, 79, 80, 81]) {
      for (const eol of ['\n', '\r\n']) {
        const text = wrapped(TEXTS['two claims and their faults']!, width, eol);
        const checked = open(text, { format: 'x12' });
        const ids = semanticTokens(checked).filter(({ kind }) => kind === 'segment');
        for (const { start, end } of ids) {
          ok(/^[A-Z0-9\r\n]*[A-Z0-9]$/.test(text.slice(start, end)), JSON.stringify(text.slice(start, end)));
          deepEqual({ ...selectionsAt(checked, start)[0]! }, { start, end });
          const help = elementHelp(checked, starterCodes(), start)!;
          if (!help.markdown.includes('ISA')) deepEqual({ ...help.span }, { start, end });
        }
      }
    }
  });

  it('an edit in a wrapped file reads as the whole', () => {
    const text = wrapped(TEXTS['two interchanges']!, 80, '\n');
    for (let at = 0; at < text.length; at += 7) {
      const change = { start: at, end: at + 1, text: 'XY\n' };
      const after = text.slice(0, at) + change.text + text.slice(at + 1);
      const updated = x12.update(x12.read(text), after, change).document;
      const whole = x12.read(after);
      deepEqual(brief(updated.claims), brief(whole.claims), `claims, edit at ${at}`);
      deepEqual(updated.problems, whole.problems, `problems, edit at ${at}`);
    }
    equal(x12.read(text).claims.length, 2);
  });
});
