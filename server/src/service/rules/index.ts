import type { Rule } from './rule';

/** Every rule, in the order in which they are run and documented. */
export const RULES: readonly Rule[] = [];
