import { isProcedureShape } from '../../codes/shape';
import { type Claim, datesOf, renderingProviderOf, type ServiceLine } from '../../model/claim';
import type { JudgedClaim, JudgedLine } from '../rule';
import { LinesIndex } from './linesIndex';
import { correctSlip } from './slips';

const NO_MODIFIERS: readonly string[] = [];

/** A claim with its judged lines. A line whose code can't be read as a procedure code, or that is cut off, is left out. */
export function judge(claim: Claim): JudgedClaim {
  const lines: JudgedLine[] = [];
  for (let index = 0; index < claim.lines.length; index++) {
    const judged = judgeLine(claim, claim.lines[index]!, index);
    if (judged) lines.push(judged);
  }
  return { claim, lines, index: new LinesIndex(lines) };
}

function judgeLine(claim: Claim, line: ServiceLine, index: number): JudgedLine | undefined {
  const procedure = line.procedure;
  if (!procedure || !isProcedureSlot(line) || line.breaksOff) return undefined;
  let code = procedure.value;
  let slip = false;
  if (!isProcedureShape(code)) {
    const corrected = correctSlip(code);
    if (!corrected) return undefined;
    code = corrected.code;
    slip = true;
  }
  const own = line.from?.value;
  const dates = own === undefined ? datesOf(claim, line) : undefined;
  // A hospital's services are the hospital's, whoever rendered them.
  const party = claim.kind === 'institutional' ? claim.billingProvider : renderingProviderOf(claim, line);
  return {
    index,
    line,
    claim,
    code,
    slip,
    from: own ?? dates?.from,
    to: own === undefined ? dates?.to : (line.to?.value ?? own),
    provider: party?.id ?? party?.name,
    modifiers: line.modifiers.length ? line.modifiers.map((modifier) => modifier.value.toUpperCase()) : NO_MODIFIERS,
    rows: { procedure: undefined, fee: undefined },
  };
}

/** A CPT or HCPCS code stands here: X12 element 235 says HC, or the format has no qualifier. */
export function isProcedureSlot(line: ServiceLine): boolean {
  const qualifier = line.procedure?.qualifier;
  return qualifier === undefined || qualifier === 'HC';
}

/** CLM05-3 = 8: the claim takes an earlier one back and is not judged. A remittance that answers one has to balance all the same. */
export function isVoid(claim: Claim): boolean {
  return claim.role !== 'remittance' && claim.frequency?.value === '8';
}
