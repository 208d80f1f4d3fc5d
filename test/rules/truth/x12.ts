import { type ClaimOptions, claim837, type LineOptions, remittance835 } from '../../support/x12';
import type { TruthCase, TruthClaim, TruthLine } from './parse';

/** A file and the labels of its claims, in their order. */
export interface TruthFile {
  readonly kind: TruthClaim['kind'];
  readonly text: string;
  readonly labels: readonly string[];
}

/** The claims of a case as X12: one file a kind of claim. Without filing SBR09 does not say that the payer is Medicare. */
export function filesOf(one: TruthCase, { hasFiling = true } = {}): TruthFile[] {
  return (['professional', 'institutional', 'remittance'] as const).flatMap((kind) => {
    const claims = one.claims.filter((claim) => claim.kind === kind);
    if (claims.length === 0) return [];
    const text = kind === 'remittance' ? remittanceOf(claims) : claimsOf(one, claims, kind, hasFiling);
    return [{ kind, text: withEnvelope(text, one.envelope), labels: claims.map(({ label }) => label) }];
  });
}

function claimsOf(
  one: TruthCase,
  claims: readonly TruthClaim[],
  kind: 'professional' | 'institutional',
  hasFiling: boolean,
): string {
  const options = claims.map((claim) => claimOptions(claim, hasFiling));
  return claim837(options, { kind: kind === 'professional' ? 'P' : 'I', created: createdOf(one.claims) });
}

/** The day after the last service of the case, unless a claim says otherwise. */
export function createdOf(claims: readonly TruthClaim[]): string {
  const told = claims.find(({ created }) => created)?.created;
  if (told) return told;
  const days = claims.flatMap(({ from, to, statement, lines }) => [
    from,
    to,
    statement?.slice(-8),
    ...lines.flatMap((line) => [line.from, line.to]),
  ]);
  const last =
    days
      .filter((day) => day !== undefined)
      .sort()
      .at(-1) ?? '20250304';
  const next = new Date(Date.UTC(Number(last.slice(0, 4)), Number(last.slice(4, 6)) - 1, Number(last.slice(6)) + 1));
  return next.toISOString().slice(0, 10).replaceAll('-', '');
}

/** The payer's name, which some formats have in place of its kind. */
export function payerOf({ payer }: TruthClaim): string {
  return payer === 'MB' ? 'MEDICARE' : 'INVENTED PAYER';
}

function claimOptions(claim: TruthClaim, hasFiling: boolean): ClaimOptions {
  return {
    id: claim.id ?? claim.label,
    charge: claim.charge,
    patient: { id: `M${claim.patient}`, last: 'TESTPERSON', first: claim.patient },
    provider: claim.billing,
    rendering: claim.by,
    filing: hasFiling || claim.payer !== 'MB' ? claim.payer : '',
    payer: payerOf(claim),
    frequency: claim.frequency,
    place: claim.place,
    billType: claim.billType?.slice(0, 2),
    diagnoses: claim.diagnoses,
    statement: claim.statement,
    lines: claim.lines.map((line) => lineOptions(claim, line)),
  };
}

function lineOptions(claim: TruthClaim, line: TruthLine): LineOptions {
  const from = line.from ?? claim.from;
  const to = line.from ? line.to : claim.to;
  return {
    code: line.code,
    qualifier: line.qualifier,
    modifiers: line.modifiers,
    units: line.units,
    unit: line.unit,
    charge: line.charge,
    date: from === undefined ? null : to === undefined ? from : `${from}-${to}`,
    pointers: line.pointers === 'none' ? [] : line.pointers,
    place: line.place,
    description: line.description,
    rendering: line.by,
    number: line.number,
    more: line.note ? [`NTE*ADD*${line.note}`] : [],
  };
}

function remittanceOf(claims: readonly TruthClaim[]): string {
  const first = claims[0]!;
  const adjusted = (all: readonly string[]) => all.map((one) => `CAS*${one.replaceAll(':', '*')}`);
  const body = [
    `BPR*I*${first.payment}*C*CHK************20250310`,
    'TRN*1*1000*1990000001',
    'N1*PR*INVENTED PAYER',
    'N3*3 INVENTED STREET',
    'N4*ANYTOWN*NY*10001',
    'PER*BL*DESK*TE*5550100',
    'N1*PE*INVENTED CLINIC*XX*1000000004',
    ...claims.flatMap((claim) => [
      'LX*1',
      `CLP*${claim.label}*1*${claim.charge}*${claim.paid}**12*1000`,
      ...adjusted(claim.adjustments),
      'NM1*QC*1*TESTPERSON*PAT****MI*MP',
      ...claim.lines.flatMap((line) => [
        `SVC*${['HC', line.code, ...line.modifiers].join(':')}*${line.charge}*${line.paid}**${line.units ?? 1}`,
        `DTM*472*${line.from ?? '20250304'}`,
        ...adjusted(line.adjustments),
      ]),
    ]),
    ...(first.provider ? [`PLB*1000000004*20251231*WO:1000*${first.provider}`] : []),
  ];
  return remittance835(body);
}

/** Puts other values into elements of the envelope. */
function withEnvelope(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [element, value]) => {
    const segment = element.slice(0, -2);
    const at = Number(element.slice(-2));
    return changed.replace(new RegExp(`^${segment}\\*[^~]*~`, 'm'), (whole) => {
      const parts = whole.slice(0, -1).split('*');
      parts[at] = value;
      return `${parts.join('*')}~`;
    });
  }, text);
}
