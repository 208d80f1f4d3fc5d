import type { ReadProblem } from '../../model/document';
import type { NoClaims } from '../format';
import { nextMessage } from './message';

export const HEAD = /^[\s\uFEFF\v]*(?:MSH|FHS|BHS)([^A-Za-z0-9\s])(?:[^A-Za-z0-9\s]{1,5}\1)?/;

/** Why no claim was found in HL7 v2; `problems` say that it was cut. */
export function noClaimsInHl7(head: string, problems: readonly ReadProblem[]): NoClaims {
  if (!HEAD.test(head)) return { kind: 'foreign', why: 'it does not begin with an HL7 v2 segment MSH, FHS or BHS' };
  if (nextMessage(head, 0) === head.length) {
    return { kind: 'lost', why: 'it ends before its first message (MSH): it was cut short' };
  }
  if (problems.length)
    return { kind: 'lost', why: 'it was cut short, before anything that it charges (FT1, PR1, OBR-44)' };
  return { kind: 'none', why: 'no message in it charges or names a procedure (FT1, PR1, OBR-44)' };
}
