import type { Delimiters } from '../delimiters';
import type { Notice } from './blockProblem';
import type { EnvelopeSegment } from './envelopeSegment';
import { checkDelimiters } from './rules/conflicting-delimiters';
import { checkIsaCodes, checkIsaDate } from './rules/invalid-element';
import { checkIsaWidth } from './rules/isa-width';

/** What an ISA tells by itself; once an interchange. */
export function checkIsa(isa: EnvelopeSegment, delimiters: Delimiters, notice: Notice): void {
  checkIsaWidth(isa, notice);
  checkIsaDate(isa, notice);
  checkIsaCodes(isa, notice);
  checkDelimiters(isa, delimiters, notice);
}
