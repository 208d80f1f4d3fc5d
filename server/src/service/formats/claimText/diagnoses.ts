import type { Block } from './block';
import { diagnosisAt, pointerOf } from './shapes';
import { isAlphanumeric, matchAt, skipBlanks } from './textLines';

const LABEL = /(?:([A-La-l])|(\d{1,2}))[ \t]?[:.)=][ \t]*(?=[A-Za-z]\d|[A-Za-z0-9]{3}\.)/y;
const CONTINUATION =
  /^[\s\uFEFF]*(?:[-*•][ \t]+)?(?:(?:([A-La-l])|(\d{1,2}))[ \t]?[:.)=-][ \t]*)?(?=[A-Za-z]\d[0-9A-Za-z.]|\d{3}\.\d)/;
const SERVICE_FIELD = /\$|(?:^|\s)(?:[x×]\s?\d|dx\b|ptr\b|\d+ ?u(?:nits?)?\b)|^[-/]/i;

/** Reads the diagnoses between the offsets, plain or lettered or numbered. Returns whether there are any. */
export function readDiagnoses(
  block: Block,
  line: string,
  start: number,
  end: number,
  origin: number,
  number?: number,
): boolean {
  const before = block.diagnoses.length;
  let label = number;
  let at = start;
  while (at < end) {
    if (!isAlphanumeric(line.charCodeAt(at))) {
      at++;
      continue;
    }
    const labelled = matchAt(LABEL, line, at);
    if (labelled) {
      label = labelled[1] ? pointerOf(labelled[1]) : Number(labelled[2]);
      at += labelled[0].length;
      continue;
    }
    const value = diagnosisAt(line, at);
    if (value && at + value.length <= end) {
      const stop = at + value.length;
      block.diagnoses.push({
        kind: 'diagnosis',
        value,
        start: origin + at,
        end: origin + stop,
        pointer: label || nextPointer(block),
      });
      label = undefined;
      at = stop;
    } else {
      while (at < end && (isAlphanumeric(line.charCodeAt(at)) || line[at] === '.')) at++;
    }
  }
  return block.diagnoses.length > before;
}

/**
 * Whether a line goes on the diagnosis list above it: a diagnosis at its head, lettered, with its dot, or, under a
 * header without a value, numbered in turn and without anything that only a service has.
 */
export function continuesDiagnoses(line: string, block: Block): boolean {
  const match = CONTINUATION.exec(line);
  if (!match) return false;
  const at = skipBlanks(line, match[0].length);
  const code = diagnosisAt(line, at);
  if (!code) return false;
  if (code.includes('.') || match[1] !== undefined) return true;
  if (block.diagnosisList !== 'empty' || /^\d/.test(code)) return false;
  const inTurn = match[2] === undefined || Number(match[2]) === nextPointer(block);
  return inTurn && !SERVICE_FIELD.test(line.slice(at + code.length, at + 200));
}

function nextPointer(block: Block): number {
  return (block.diagnoses[block.diagnoses.length - 1]?.pointer ?? 0) + 1;
}
