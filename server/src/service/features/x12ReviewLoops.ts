/**
 * The guides of the 278: of 5010 the request and the response, as `data/x12Guides.tsv` names them, which number their
 * loops otherwise; `278` for what is not known to be one of these.
 */
export type ReviewGuide = '278 request' | '278 response' | '278 4010' | '278';

/** BHT02 of a response; what asks has 13, 01 or 36. */
const ANSWERS = '11';
/** An inquiry and its answer, and a notification: guides of their own, which nothing is known of here. */
const OTHER_GUIDES = /^005010X21[56]/;

/** By GS08 and BHT02. */
export function reviewGuide(group: string, purpose: string): ReviewGuide {
  if (group.startsWith('004')) return '278 4010';
  if (OTHER_GUIDES.test(group) || purpose === '') return '278';
  return purpose === ANSWERS ? '278 response' : '278 request';
}

type ByRole = Readonly<Record<string, string>>;

function roles(loop: string, names: string): ByRole {
  return Object.fromEntries(names.split(' ').map((role) => [role, loop]));
}

const EVENT = roles('2010EA', '71 72 73 77 AAJ DD DK DN FA G3 P3 QB QV SJ');
const PLACES = '45 FS ND PW R3';
const SERVICE = '1T 72 73 77 DD DK DQ FA G3 P3 QB QV SJ';
const CONTACTS = '1P 2B ABG FA PR X3';

/**
 * By NM101, in the levels whose parties have several loops. Sources: 005010X217, section 3, loops 2000E and 2000F of both
 * transactions; 004010X094A1, section 3, loops 2000C, 2000D and 2000F.
 */
const PARTIES: Readonly<Record<Exclude<ReviewGuide, '278'>, Readonly<Record<string, ByRole>>>> = {
  '278 request': {
    E: { ...EVENT, ...roles('2010EB', PLACES), ...roles('2010EC', '00 CA GG') },
    F: roles('2010F', SERVICE),
  },
  '278 response': {
    E: { ...EVENT, L5: '2010EB', ...roles('2010EC', PLACES) },
    F: { ...roles('2010FA', SERVICE), L5: '2010FB' },
  },
  '278 4010': {
    C: { IL: '2010CA', ...roles('2010CB', CONTACTS) },
    D: { QC: '2010DA', ...roles('2010DB', CONTACTS) },
    F: roles('2010F', CONTACTS),
  },
};

/** The loop that an NM1 begins in the level of a letter; undefined where the guide has none for its NM101. */
export function reviewParty(guide: ReviewGuide, letter: string, role: string): string | undefined {
  const byRole = guide === '278' ? undefined : PARTIES[guide][letter];
  return byRole ? byRole[role] : `2010${letter}`;
}

const NAMES: ByRole = {
  '2000E': 'patient event',
  '2000F': 'service',
  '2010E': 'patient event',
  '2010EA': 'provider of the patient event',
  '2010F': 'provider of the service',
  '2010FA': 'provider of the service',
  '2010FB': 'contact for more about the service',
  '4010 2000E': 'service provider',
  '4010 2010E': 'service provider',
  '4010 2010CA': 'subscriber',
  '4010 2010CB': 'contact for more about the patient',
  '4010 2010DA': 'dependent',
  '4010 2010DB': 'contact for more about the patient',
  '4010 2010F': 'contact for more about the service',
  'request 2010EB': 'place of the transport',
  'request 2010EC': 'other organization that reviewed',
  'response 2010EB': 'contact for more about the patient',
  'response 2010EC': 'place of the transport',
};

/** In our words; undefined where the name is that of the other sets. */
export function nameOfReviewLoop(guide: ReviewGuide, loop: string): string | undefined {
  return NAMES[`${guide.slice(4)} ${loop}`] ?? NAMES[loop];
}
