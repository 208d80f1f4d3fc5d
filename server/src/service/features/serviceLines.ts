import type { Claim, DateMention, ServiceLine } from '../model/claim';

/** One service line as the `lines` command prints it: every value as the file has it, absent ones left out. */
export interface ServiceLineRow {
  readonly claim?: string;
  readonly line: number;
  readonly qualifier?: string;
  readonly code?: string;
  readonly modifiers: readonly string[];
  readonly units?: string;
  /** CCYYMMDD where the text is a date, else the text itself. */
  readonly from?: string;
  readonly to?: string;
  readonly charge?: string;
  readonly revenue?: string;
}

export function serviceLineRows(claim: Claim): ServiceLineRow[] {
  return claim.lines.map((line, index) => rowOf(claim, line, index));
}

function rowOf(claim: Claim, line: ServiceLine, index: number): ServiceLineRow {
  const from = line.from ?? claim.from;
  const to = line.from ? line.to : claim.to;
  return {
    claim: claim.id?.value,
    line: line.number?.value ?? index + 1,
    qualifier: line.procedure?.qualifier,
    code: line.procedure?.value,
    modifiers: line.modifiers.map((modifier) => modifier.value),
    units: line.units?.raw,
    from: dateText(from),
    to: dateText(to),
    charge: line.charge?.raw,
    revenue: line.revenue?.value,
  };
}

function dateText(date: DateMention | undefined): string | undefined {
  if (!date) return undefined;
  return date.value === undefined ? date.raw : String(date.value);
}
