import type { RuleInfo } from '../../../model/ruleInfo';
import { conflictingDelimiters } from './rules/conflicting-delimiters';
import { envelopeControlNumbers } from './rules/envelope-control-numbers';
import { envelopeCounts } from './rules/envelope-counts';
import { invalidElement } from './rules/invalid-element';
import { isaWidth } from './rules/isa-width';
import { lineCounter } from './rules/line-counter';
import { missingElementRule } from './rules/missing-element';
import { missingSegmentRule } from './rules/missing-segment';
import { missingTerminatorRule } from './rules/missing-terminator';
import { tooManyRule } from './rules/too-many';
import { undeclaredDelimiter } from './rules/undeclared-delimiter';
import { unexpectedSegmentRule } from './rules/unexpected-segment';

/** What is checked of an X12 file while it is read, whatever it says of codes; in the order of documentation. */
export const STRUCTURE_RULES: readonly RuleInfo[] = [
  envelopeControlNumbers,
  envelopeCounts,
  isaWidth,
  conflictingDelimiters,
  undeclaredDelimiter,
  missingTerminatorRule,
  lineCounter,
  missingSegmentRule,
  unexpectedSegmentRule,
  tooManyRule,
  missingElementRule,
  invalidElement,
];
