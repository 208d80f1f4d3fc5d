import { excessUnits } from './excess-units';
import { invalidComponentModifier } from './invalid-component-modifier';
import { malformedCode } from './malformed-code';
import { missingPrimaryCode } from './missing-primary-code';
import { notYetEffectiveCode } from './not-yet-effective-code';
import type { Rule } from './rule';

/** Every rule, in the order in which they are run and documented. */
export const RULES: readonly Rule[] = [
  malformedCode,
  notYetEffectiveCode,
  missingPrimaryCode,
  excessUnits,
  invalidComponentModifier,
];
