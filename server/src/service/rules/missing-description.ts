import { classOf } from '../codes/shape';
import type { Claim } from '../model/claim';
import type { Rule } from './rule';
import { BREAKS_OFF } from './support/breaksOff';
import { NO_SUCH_CODE } from './support/precedence';

/** A code for what has no code of its own, without words that say what it is. */
export const missingDescription: Rule = {
  id: 'missing-description',
  summary: 'An unlisted or not otherwise classified code without a description.',
  why: 'The code alone does not say what was done or supplied; without a description a front end rejects the line.',
  advice:
    'Say in a few words what it was, in SV101-7 (SV202-7 of a hospital bill) or in a note (NTE) of the line; add strength and dose of a drug.',
  severity: 'warning',
  stage: 'stable',
  needs: ['procedures'],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'X12 837 005010X222A1 SV101-7: required for a non-specific procedure code',
    'Joint DME MAC publication of 2016-08-31: information required on claims for miscellaneous HCPCS codes',
    'PPRRVU 2025 October and HCPCS 2019: the codes whose descriptor says so',
    'Medicare Claims Processing Manual, chapter 8, section 50.3: 90999 on the bill of a renal facility (72x)',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n«64999» x1' }, { text: 'DOS: 2025-03-04\n«J3490» x1' }],
    good: [{ text: 'DOS: 2025-03-04\n64999 x1 neurolysis of an unnamed branch' }],
  },
  check(scope) {
    const { codes, claim } = scope;
    if (!codes.unlisted) return;
    for (const line of scope.lines) {
      if (line.slip) continue;
      const row = codes.unlisted.get(line.code);
      if (!row) {
        scope.pass(line);
        continue;
      }
      if (line.line.description?.value.trim() || claim.note || isDialysis(claim, line.code)) {
        scope.pass(line);
        continue;
      }
      // The note of the last line may have been cut off.
      if (claim.breaksOff && line.index === claim.lines.length - 1) {
        scope.notChecked(line, BREAKS_OFF);
        continue;
      }
      const { procedure } = line.line;
      // Hospitals bill supplies and drugs by such codes every day, mostly packaged.
      const packaged = claim.kind === 'institutional' && classOf(line.code) === 'HCPCS Level II';
      scope.report({
        severity: packaged ? 'info' : undefined,
        span: { start: procedure!.start, end: procedure!.end },
        line: line.index,
        code: line.code,
        message: `${line.code} stands for what has no code of its own (${row.kind}), and no description says what it was. The line would be rejected; describe it in the line or in a note.`,
        citation: citationOf(row.source),
      });
    }
  },
};

/** On the bill of a renal facility 90999 says all there is to say: it is the code of every hemodialysis. */
function isDialysis(claim: Claim, code: string): boolean {
  return code === '90999' && /^0?72/.test(claim.billType?.value ?? '');
}

/** `MPFS 2025D` is table and edition. */
function citationOf(source: string): { readonly table: string; readonly edition: string } {
  const at = source.lastIndexOf(' ');
  return { table: source.slice(0, at), edition: source.slice(at + 1) };
}
