/** The line names no code that exists on its day: what tables say of it comes second. */
export const NO_SUCH_CODE = ['wrong-code-kind', 'unknown-code', 'deleted-code', 'not-yet-effective-code'] as const;

/** The payer pays nothing for the code, however it is billed. */
export const NEVER_PAID = [...NO_SUCH_CODE, 'noncovered-status', 'not-paid-under-opps', 'not-paid-in-setting'] as const;

/** The date itself is wrong, so that what is not valid on it may well be valid on the right one. */
export const WRONG_DATE = ['future-service-date', 'service-date-outside-claim'] as const;

/** The code's indicator rules a modifier out: it goes, whatever else is said of it. */
export const RULED_OUT = [
  'invalid-component-modifier',
  'invalid-bilateral-modifier',
  'invalid-assistant-modifier',
  'invalid-cosurgeon-modifier',
  'invalid-team-modifier',
] as const;
