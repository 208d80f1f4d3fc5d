/**
 * The cases of the correctness set: plain text, see README.md. A case is what one or several claims say, the verdicts
 * that the sources demand, and the sources.
 */

export interface TruthLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units?: string;
  /** X12 element 355; UN where it is left out. */
  readonly unit?: string;
  readonly charge: string;
  /** CCYYMMDD as written; may be no day at all. */
  readonly from?: string;
  readonly to?: string;
  /** `none`: the line points at no diagnosis. */
  readonly pointers?: readonly number[] | 'none';
  readonly place?: string;
  readonly by?: string;
  readonly description?: string;
  readonly note?: string;
  readonly qualifier?: string;
  readonly number?: number;
  readonly paid?: string;
  /** `CO:45:20` */
  readonly adjustments: readonly string[];
}

export interface TruthClaim {
  /** A, B, … in the order of the case; AA follows Z. */
  readonly label: string;
  readonly kind: 'professional' | 'institutional' | 'remittance';
  readonly id?: string;
  readonly patient: string;
  readonly from?: string;
  readonly to?: string;
  readonly place?: string;
  /** Three digits; the last one is the frequency. */
  readonly billType?: string;
  readonly frequency: string;
  readonly payer: string;
  readonly diagnoses: readonly string[];
  readonly billing?: string;
  readonly by?: string;
  readonly charge?: string;
  /** The day on which the file was written. */
  readonly created?: string;
  readonly statement?: string;
  readonly paid?: string;
  /** What the whole remittance pays, and what a provider adjustment takes off it. */
  readonly payment?: string;
  readonly provider?: string;
  readonly adjustments: readonly string[];
  readonly lines: readonly TruthLine[];
}

export type TruthVerdict = 'pass' | 'fail' | 'bypassed' | 'not-checked';

export interface Expectation {
  /** `A2` is a line, `A` a claim as a whole. A failure names all of them. */
  readonly places: readonly string[];
  /** Any of these rules; `*` is every rule. */
  readonly rules: readonly string[];
  readonly verdicts: readonly TruthVerdict[];
  /** `notice`: info or hint. */
  readonly severity?: 'error' | 'warning' | 'info' | 'hint' | 'notice';
  /** Lines that the finding points at beside its own. */
  readonly names: readonly string[];
  readonly text: string;
}

export interface TruthCase {
  readonly id: string;
  readonly topic: string;
  readonly about: string;
  readonly tables: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** Elements of the envelope in place of the right ones: `SE01` → `9`. */
  readonly envelope: Readonly<Record<string, string>>;
  readonly claims: readonly TruthClaim[];
  readonly expectations: readonly Expectation[];
  /** What the sources demand and Claim Lens does not say yet. */
  readonly open: readonly Expectation[];
  /** Findings that may stand there as well, because they tell the same denial. */
  readonly allowed: readonly { readonly place: string; readonly rule: string }[];
  readonly sources: readonly string[];
  readonly covers: readonly string[];
}

/** Throws with the line where a text is no list of cases. */
export function parseCases(text: string, topic: string): TruthCase[] {
  const blocks = text.split(/^== /m).slice(1);
  return blocks.map((block) => parseCase(block, topic));
}

function parseCase(block: string, topic: string): TruthCase {
  const [head = '', ...rest] = block.split('\n');
  const about: string[] = [];
  const claims: { head: string; lines: string[] }[] = [];
  const keyed = new Map<string, string[]>();
  for (const line of rest) {
    if (line.trim() === '') continue;
    const [, key = '', value = ''] = /^([a-z]+)\s*(.*)$/.exec(line) ?? [];
    if (/^\s/.test(line)) {
      const claim = claims.at(-1);
      if (!claim) throw new Error(`${head}: a line before its claim: ${line}`);
      claim.lines.push(line.trim());
    } else if (key === 'claim') claims.push({ head: value, lines: [] });
    else if (key === 'remittance') claims.push({ head: `remittance ${value}`, lines: [] });
    else if (['tables', 'settings', 'envelope', 'expect', 'open', 'may', 'source', 'covers'].includes(key)) {
      keyed.set(key, [...(keyed.get(key) ?? []), value]);
    } else about.push(line);
  }
  const words = (key: string) => (keyed.get(key) ?? []).flatMap((value) => value.split(/\s+/));
  return {
    id: head.trim(),
    topic,
    about: about.join(' '),
    tables: words('tables'),
    settings: pairs(words('settings')),
    envelope: pairs(words('envelope')),
    claims: claims.map((claim, index) => parseClaim(claim.head, claim.lines, labelOf(index))),
    expectations: (keyed.get('expect') ?? []).map((value) => parseExpectation(value, head)),
    open: (keyed.get('open') ?? []).map((value) => parseExpectation(value, head)),
    allowed: (keyed.get('may') ?? []).map((value) => {
      const [place = '', rule = ''] = value.split(/\s+/);
      return { place: placeOf(place), rule };
    }),
    sources: keyed.get('source') ?? [],
    covers: words('covers'),
  };
}

function labelOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `A${last}`;
}

function parseClaim(head: string, lines: readonly string[], label: string): TruthClaim {
  const [kind = '', ...words] = head.split(/\s+/);
  if (kind !== 'professional' && kind !== 'institutional' && kind !== 'remittance') throw new Error(`claim: ${head}`);
  const given = pairs(words);
  const dates = words.find((word) => /^\d/.test(word));
  const [from, to] = datesOf(dates);
  return {
    label,
    kind,
    id: given.id,
    patient: given.patient ?? 'P',
    from,
    to,
    place: given.pos,
    billType: given.bill,
    frequency: given.frequency ?? given.bill?.[2] ?? '1',
    payer: given.payer ?? 'MB',
    diagnoses: (given.dx ?? 'C4359').split(','),
    billing: given.billing,
    by: given.by,
    charge: given.charge,
    created: given.created && plain(given.created),
    statement: given.statement && datesOf(given.statement).join('-'),
    paid: given.paid,
    payment: given.payment,
    provider: given.provider,
    adjustments: given.adjust?.split(',') ?? [],
    lines: lines.map(parseLine),
  };
}

function parseLine(line: string): TruthLine {
  const [first = '', ...words] = line.split(/\s+/);
  const [code = '', ...modifiers] = first.split('-');
  const given = pairs(words);
  const [from, to] = datesOf(words.find((word) => /^\d{4}-?\d{2}-?\d{2}/.test(word)));
  return {
    code,
    modifiers,
    units: words.find((word) => /^x-?[\d.]+$/.test(word))?.slice(1),
    unit: words.find((word) => /^[A-Z]{2}$/.test(word)),
    charge: words.find((word) => word.startsWith('$'))?.slice(1) ?? '100',
    from,
    to,
    pointers: given.dx === 'none' ? 'none' : given.dx?.split(',').map(Number),
    place: given.pos,
    by: given.by,
    description: given.desc?.replaceAll('-', ' '),
    note: given.note?.replaceAll('-', ' '),
    qualifier: given.qualifier,
    number: given.lx === undefined ? undefined : Number(given.lx),
    paid: given.paid,
    adjustments: given.adjust?.split(',') ?? [],
  };
}

function parseExpectation(text: string, id: string): Expectation {
  const found = /^(\S+) (\S+) ([a-z|-]+)(?: (error|warning|info|hint|notice))?(?: names (\S+))?$/.exec(text);
  if (!found) throw new Error(`${id}: expect ${text}`);
  const [, places = '', rules = '', verdicts = '', severity, names] = found;
  return {
    places: places.split(',').map(placeOf),
    rules: rules.split('|'),
    verdicts: verdicts.split('|') as TruthVerdict[],
    severity: severity as Expectation['severity'],
    names: names?.split(',').map(placeOf) ?? [],
    text,
  };
}

/** A line of the only claim may be written without the claim's label. */
function placeOf(text: string): string {
  return /^\d/.test(text) ? `A${text}` : text;
}

function pairs(words: readonly string[]): Record<string, string> {
  const found = words.filter((word) => /^\w+=/.test(word)).map((word) => word.split(/=(.*)/s).slice(0, 2));
  return Object.fromEntries(found) as Record<string, string>;
}

function datesOf(text: string | undefined): [string | undefined, string | undefined] {
  const [from, to] = text?.split('..') ?? [];
  return [from && plain(from), to && plain(to)];
}

function plain(date: string): string {
  return date.replaceAll('-', '');
}
