/** X12 texts for tests, made from little: what is left out has a valid, invented value. */

export interface LineOptions {
  /** May hold `«»` marks, like every other value here. */
  readonly code?: string;
  readonly qualifier?: string;
  readonly modifiers?: readonly string[];
  /** `null` leaves the element empty. */
  readonly units?: number | string | null;
  readonly unit?: string;
  readonly charge?: string;
  /** CCYYMMDD or CCYYMMDD-CCYYMMDD; `null`: the line has no DTP. */
  readonly date?: string | null;
  readonly pointers?: readonly number[];
  readonly place?: string;
  readonly revenue?: string;
  readonly description?: string;
  /** NPI of a 2420A rendering provider. */
  readonly rendering?: string;
  /** LX01; `null`: no LX. */
  readonly number?: number | null;
  /** Segments behind the line's own. */
  readonly more?: readonly string[];
}

export interface PersonOptions {
  readonly id?: string;
  readonly last?: string;
  readonly first?: string;
  readonly birth?: string;
}

export interface ClaimOptions {
  readonly id?: string;
  /** CLM02; the sum of the lines where it is left out. */
  readonly charge?: string;
  readonly lines: readonly LineOptions[];
  readonly patient?: PersonOptions;
  /** A dependent of `patient`, in a loop 2000C of its own. */
  readonly dependent?: PersonOptions;
  /** NPI of the billing provider. */
  readonly provider?: string;
  /** NPI of the 2310B rendering provider. */
  readonly rendering?: string;
  /** SBR09. */
  readonly filing?: string;
  /** Name of the payer. */
  readonly payer?: string;
  readonly frequency?: string;
  /** REF*F8 of a claim that replaces or voids one; `null`: none. */
  readonly original?: string | null;
  readonly place?: string;
  /** First two digits of the type of bill. */
  readonly billType?: string;
  readonly diagnoses?: readonly string[];
  /** DTP*472 of the claim itself. */
  readonly date?: string;
  /** DTP*434 of an institutional claim. */
  readonly statement?: string;
  /** Segments between the claim's own and its first line. */
  readonly more?: readonly string[];
}

export interface Delimiters {
  readonly element?: string;
  readonly component?: string;
  readonly repetition?: string;
  readonly segment?: string;
}

export interface FileOptions {
  /** Professional, institutional or dental. */
  readonly kind?: 'P' | 'I' | 'D';
  readonly version?: '5010' | '4010';
  readonly delimiters?: Delimiters;
  /** What stands behind each terminator. */
  readonly eol?: string;
  readonly indent?: string;
  /** ISA16, where it shall differ from what the body uses. */
  readonly declared?: string;
  /** BHT04 of a claim: the day on which the file was written. */
  readonly created?: string;
}

export const DAY = '20250304';

const GUIDES = {
  '5010': { P: '005010X222A1', I: '005010X223A2', D: '005010X224A2' },
  '4010': { P: '004010X098A1', I: '004010X096A1', D: '004010X097A1' },
} as const;

/** An 837 with one claim, or with several that each have their own subscriber loop. */
export function claim837(claims: ClaimOptions | readonly ClaimOptions[], options: FileOptions = {}): string {
  const kind = options.kind ?? 'P';
  const version = options.version ?? '5010';
  const guide = GUIDES[version][kind];
  const body: string[] = [
    version === '5010' ? `ST*837*0001*${guide}` : 'ST*837*0001',
    `BHT*0019*00*REF1*${options.created ?? '20250310'}*1200*CH`,
    'NM1*41*2*INVENTED SENDER*****46*SENDER1',
    'PER*IC*DESK*TE*5550100',
    'NM1*40*2*INVENTED RECEIVER*****46*RECEIVER1',
  ];
  let level = 0;
  const all: readonly ClaimOptions[] = Array.isArray(claims) ? claims : [claims as ClaimOptions];
  all.forEach((claim, index) => {
    const billing = ++level;
    body.push(`HL*${billing}**20*1`, `NM1*85*2*INVENTED CLINIC*****XX*${claim.provider ?? '1000000004'}`);
    body.push('N3*1 INVENTED STREET', 'N4*ANYTOWN*NY*10001', 'REF*EI*990000001');
    const subscriber = ++level;
    body.push(`HL*${subscriber}*${billing}*22*${claim.dependent ? 1 : 0}`);
    body.push(`SBR*P*${claim.dependent ? '' : '18'}*******${claim.filing ?? 'MB'}`);
    body.push(...person('IL', { id: `M${index + 1}00`, last: 'TESTPERSON', ...claim.patient }));
    body.push(`NM1*PR*2*${claim.payer ?? 'INVENTED PAYER'}*****PI*PAYER1`);
    if (claim.dependent) {
      body.push(`HL*${++level}*${subscriber}*23*0`, 'PAT*19', ...person('QC', claim.dependent));
    }
    body.push(...claimSegments(claim, kind, index));
  });
  const segments = [...body, `SE*${body.length + 1}*0001`];
  return interchange(segments, { guide, version, ...options });
}

function person(role: string, { id, last, first, birth }: PersonOptions): string[] {
  const named = `NM1*${role}*1*${last ?? 'TESTPERSON'}*${first ?? 'PAT'}`;
  const address = role === 'QC' ? ['N3*2 INVENTED STREET', 'N4*ANYTOWN*NY*10001'] : [];
  return [id ? `${named}****MI*${id}` : named, ...address, `DMG*D8*${birth ?? '19600102'}*F`];
}

function claimSegments(claim: ClaimOptions, kind: 'P' | 'I' | 'D', index: number): string[] {
  const facility = kind === 'I' ? `${claim.billType ?? '13'}:A` : `${claim.place ?? '11'}:B`;
  const segments = [
    `CLM*${claim.id ?? `CLAIM${index + 1}`}*${claim.charge ?? totalOf(claim.lines)}***${facility}:${claim.frequency ?? '1'}*Y*A*Y*Y`,
  ];
  if (claim.date) segments.push(dtp('472', claim.date));
  const statement = claim.statement ?? (kind === 'I' ? periodOf(claim.lines) : undefined);
  if (statement) segments.push(dtp('434', statement));
  if (kind === 'I') segments.push('CL1*1*1*01');
  const [principal = 'C4359', ...others] = claim.diagnoses ?? [];
  segments.push(`HI*ABK:${principal}${others.map((code) => `*ABF:${code}`).join('')}`);
  const isAgain = claim.frequency === '7' || claim.frequency === '8';
  if (isAgain && claim.original !== null) segments.splice(-1, 0, `REF*F8*${claim.original ?? 'INVENTED1'}`);
  if (claim.rendering) segments.push(rendering(claim.rendering));
  segments.push(...(claim.more ?? []));
  claim.lines.forEach((line, at) => {
    segments.push(...lineSegments(line, kind, at));
  });
  return segments;
}

/** From the first to the last day of the lines; undefined where one has none of its own. */
function periodOf(lines: readonly LineOptions[]): string | undefined {
  const days = lines.flatMap(({ date = DAY }) => date?.replace(/[«»]/g, '').split('-') ?? '');
  const all = days.sort();
  return all.length && all[0] !== '' ? `${all[0]}-${all.at(-1)}` : undefined;
}

/** The sum of the lines' charges; 100 where one of them is no number. */
function totalOf(lines: readonly LineOptions[]): string {
  const cents = lines.reduce(
    (sum, { charge = '100' }) => sum + Math.round(Number(charge.replace(/[«»]/g, '')) * 100),
    0,
  );
  return lines.length === 0 || Number.isNaN(cents) ? '100' : String(cents / 100);
}

function lineSegments(line: LineOptions, kind: 'P' | 'I' | 'D', index: number): string[] {
  const { code = '99213', qualifier = 'HC', modifiers = [], description } = line;
  const parts = [qualifier, code, ...modifiers];
  if (description) parts.push(...Array<string>(4 - modifiers.length).fill(''), description);
  const composite = code === '' ? '' : parts.join(':');
  const units = line.units === null ? '' : String(line.units ?? 1);
  const unit = units && (line.unit ?? 'UN');
  const charge = line.charge ?? '100';
  const pointers = (line.pointers ?? [1]).join(':');
  const segments = line.number === null ? [] : [`LX*${line.number ?? index + 1}`];
  if (kind === 'P') segments.push(`SV1*${composite}*${charge}*${unit}*${units}*${line.place ?? ''}**${pointers}`);
  else if (kind === 'I') segments.push(`SV2*${line.revenue ?? '0510'}*${composite}*${charge}*${unit}*${units}`);
  else segments.push(`SV3*${composite}*${charge}*${line.place ?? ''}***${units}`);
  if (line.date !== null) segments.push(dtp('472', line.date ?? DAY));
  if (line.rendering) segments.push(rendering(line.rendering));
  return [...segments, ...(line.more ?? [])];
}

function dtp(qualifier: string, date: string): string {
  return `DTP*${qualifier}*${date.includes('-') ? 'RD8' : 'D8'}*${date}`;
}

function rendering(npi: string): string {
  return `NM1*82*1*PRACTITIONER*INVENTED****XX*${npi}`;
}

/** An 835 from its own segments between ST and SE. */
export function remittance835(body: readonly string[], options: FileOptions = {}): string {
  return transaction('835', body, { ...options, guide: '005010X221A1' });
}

/** Any transaction set: `body` are the segments between ST and SE. */
export function transaction(
  set: string,
  body: readonly string[],
  options: FileOptions & { readonly guide?: string } = {},
): string {
  const { guide = '' } = options;
  return interchange([`ST*${set}*0001${guide && `*${guide}`}`, ...body, `SE*${body.length + 2}*0001`], options);
}

/** ST01 → GS01. */
const GROUPS: Readonly<Record<string, string>> = {
  '835': 'HP',
  '270': 'HS',
  '271': 'HB',
  '276': 'HR',
  '277': 'HN',
  '278': 'HI',
  '997': 'FA',
  '999': 'FA',
  '850': 'PO',
};

/** Puts an envelope around segments written with `*` and `:`, and writes all with the delimiters asked for. */
export function interchange(
  segments: readonly string[],
  options: FileOptions & { readonly guide?: string } = {},
): string {
  const { guide = '005010X222A1', version = '5010', delimiters = {}, eol = '\n', indent = '' } = options;
  const { element = '*', component = ':', repetition = version === '5010' ? '^' : 'U', segment = '~' } = delimiters;
  const respelled = (text: string) => text.replace(/[*:]/g, (mark) => (mark === '*' ? element : component));
  const isa = [
    'ISA',
    ...['00', ' '.repeat(10), '00', ' '.repeat(10), 'ZZ', 'SENDER1'.padEnd(15), 'ZZ', 'RECEIVER1'.padEnd(15)],
    ...['250310', '1200', repetition, version === '5010' ? '00501' : '00401', '000000001', '0', 'T'],
    options.declared ?? component,
  ].join(element);
  const set = /^ST\*(\d{3})/.exec(segments[0] ?? '')?.[1] ?? '';
  const rest = [
    `GS*${GROUPS[set] ?? 'HC'}*SENDER1*RECEIVER1*20250310*1200*1*X*${guide}`,
    ...segments,
    'GE*1*1',
    'IEA*1*000000001',
  ].map(respelled);
  return [isa, ...rest].map((one, index) => (index ? indent : '') + one + segment + eol).join('');
}
