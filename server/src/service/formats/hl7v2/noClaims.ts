import type { ReadProblem } from '../../model/document';
import type { NoClaims } from '../format';
import { nextMessage } from './message';

export const HEAD = /^[\s\uFEFF\v]*(?:MSH|FHS|BHS)([^A-Za-z0-9\s])(?:[^A-Za-z0-9\s]{1,5}\1)?/;

const SEGMENT = /^[\s\uFEFF\v]*(?:EVN|PID|PD1|PV1|PV2|FT1|DG1|PR1|IN1|GT1|ORC|OBR|OBX|NTE)\|[^\r\n]*\|/;

/** Segments whose message header is missing: nothing else looks like two of them, one below the other. */
export function isHeadless(head: string): boolean {
  const first = SEGMENT.exec(head);
  return first !== null && SEGMENT.test(head.slice(first[0].length).replace(/^[^\r\n]*/, ''));
}

/** Why no claim was found in HL7 v2; `problems` say that it was cut. */
export function noClaimsInHl7(head: string, problems: readonly ReadProblem[]): NoClaims {
  if (isHeadless(head)) {
    const why =
      'no message header (MSH), which names the separators, stands above its segments: its beginning is missing. ' +
      'Put MSH|^~\\& and the type of the message before the first segment';
    return { kind: 'lost', why };
  }
  if (!HEAD.test(head)) return { kind: 'foreign', why: 'it does not begin with an HL7 v2 segment MSH, FHS or BHS' };
  if (nextMessage(head, 0) === head.length) {
    return { kind: 'lost', why: 'it ends before its first message (MSH): it was cut short' };
  }
  if (problems.length)
    return { kind: 'lost', why: 'it was cut short, before anything that it charges (FT1, PR1, OBR-44)' };
  return { kind: 'none', why: 'no message in it charges or names a procedure (FT1, PR1, OBR-44)' };
}
