import { frequencyOfBill } from '../../model/billType';
import type {
  Claim,
  ClaimKind,
  CodeMention,
  DateMention,
  DiagnosisMention,
  Party,
  Payer,
  ServiceLine,
} from '../../model/claim';
import { DiagnosisList } from '../../model/diagnosisList';
import type { At } from '../../model/span';
import type { Key } from './keys';
import type { Entry } from './serviceLine';
import type { Table } from './tables';

const NO_CODES: readonly CodeMention[] = [];
const NO_POINTERS: readonly At<number>[] = [];

/** How a service line is laid out: what a fix needs and the model leaves out. */
export interface Layout {
  readonly kind: 'free' | 'table' | 'cms1500';
  /** Where its line of text starts, relative to the claim. */
  readonly lineStart: number;
  readonly entry: Entry;
  /** How many services share the line of text. */
  readonly entries: number;
  /** Headers stand before it on the same line. */
  readonly behindHeaders: boolean;
  readonly table?: Table;
}

/** A claim that is being read. Every claim begins with a fresh one, so reading can begin at any claim. */
export interface Block {
  readonly base: number;
  /** What began it. */
  opened: 'start' | 'rule' | 'claim' | 'account';
  named: { claim?: At<string>; account?: At<string> };
  hasClaimKey: boolean;
  hasAccountKey: boolean;
  headers: number;
  patient?: Party;
  payer?: Payer;
  rendering?: Party;
  billing?: Party;
  frequency?: At<string>;
  from?: DateMention;
  to?: DateMention;
  place?: CodeMention;
  billType?: At<string>;
  diagnoses: DiagnosisMention[];
  lines: ServiceLine[];
  /** Diagnosis codes that stand on a service line, by the line's index. */
  ownDiagnoses: Map<number, readonly At<string>[]>;
  /** Kept where a fix asks for them. */
  readonly layouts: Layout[] | undefined;
  printed: boolean;
  /** The end of its last line that is not blank, relative to the base. */
  end: number;
  /** Dates and a place that stand between the service lines hold for those below. */
  group: { from?: DateMention; to?: DateMention; place?: CodeMention };
  table?: Table;
  tableRows: number;
  /** A diagnosis list goes on: `empty` where its header has no value of its own. */
  diagnosisList?: 'begun' | 'empty';
  /** A key whose value stands on the next line. */
  pending?: Key;
  /** Whose a bare NPI below is: the provider's that was named last, `none` where the claim has no such provider. */
  npiOwner?: 'billing' | 'none';
  /** A list of codes that a label opens in prose goes on in the next line. */
  openMention: boolean;
  /** The line before is the head of a table, so that a rule below it is its underline. */
  underHeader: boolean;
  /** The line before ends with a town and its state. */
  underAddress: boolean;
}

export function newBlock(base: number, opened: Block['opened'], layouts?: Layout[]): Block {
  return {
    base,
    opened,
    named: {},
    hasClaimKey: false,
    hasAccountKey: false,
    headers: 0,
    diagnoses: [],
    lines: [],
    ownDiagnoses: new Map(),
    layouts,
    printed: false,
    end: 0,
    group: {},
    tableRows: 0,
    openMention: false,
    underHeader: false,
    underAddress: false,
  };
}

/** Adds the services of one line of text. */
export function addEntries(
  block: Block,
  entries: readonly Entry[],
  kind: Layout['kind'],
  lineStart: number,
  behindHeaders: boolean,
  table?: Table,
): void {
  for (const entry of entries) {
    const { parts } = entry;
    const dates = parts.from ? parts : block.group;
    if (parts.diagnoses.length) block.ownDiagnoses.set(block.lines.length, parts.diagnoses);
    block.lines.push({
      span: { start: lineStart + entry.start, end: lineStart + entry.end },
      number: parts.number,
      procedure: parts.procedure,
      modifiers: parts.modifiers.length ? parts.modifiers : NO_CODES,
      units: parts.units,
      charge: parts.charge,
      from: dates.from,
      to: dates.to,
      pointers: parts.pointers.length ? parts.pointers : NO_POINTERS,
      placeOfService: parts.place ?? block.group.place,
      revenue: parts.revenue,
      renderingProvider: parts.provider,
      description: parts.description,
    });
    block.layouts?.push({ kind, lineStart, entry, entries: entries.length, behindHeaders, table });
  }
  if (kind === 'cms1500') block.printed = true;
}

/** The claim, or undefined where nothing was said: no header and no service line. */
export function claimOf(block: Block): Claim | undefined {
  if (!block.headers && !block.lines.length) return undefined;
  if (block.ownDiagnoses.size) pointAtOwnDiagnoses(block);
  return {
    base: block.base,
    span: { start: 0, end: block.end },
    kind: kindOf(block),
    role: 'claim',
    id: block.named.claim ?? block.named.account,
    patient: block.patient,
    billingProvider: block.billing,
    renderingProvider: block.rendering,
    payer: block.payer,
    frequency: block.frequency ?? frequencyOfBill(block.billType),
    from: block.from,
    to: block.to,
    placeOfService: block.place,
    billType: block.billType,
    diagnoses: block.diagnoses,
    lines: block.lines,
  };
}

function kindOf(block: Block): ClaimKind {
  if (block.billType) return 'institutional';
  const placed = block.place || block.printed || block.lines.some((line) => line.placeOfService);
  return placed ? 'professional' : 'unknown';
}

/** A diagnosis code on a service line points at the claim's diagnosis of that code, which it adds where there is none. */
function pointAtOwnDiagnoses(block: Block): void {
  const list = new DiagnosisList(block.diagnoses);
  let last = block.diagnoses.reduce((most, diagnosis) => Math.max(most, diagnosis.pointer), 0);
  for (const [index, codes] of block.ownDiagnoses) {
    const line = block.lines[index]!;
    const own = codes.map(({ value, start, end }) => {
      const pointer = list.add({ kind: 'diagnosis', value, start, end }, last + 1);
      last = Math.max(last, pointer);
      return { value: pointer, start, end };
    });
    block.lines[index] = { ...line, pointers: [...line.pointers, ...own].sort((a, b) => a.start - b.start) };
  }
  block.diagnoses.push(...list.found);
  block.ownDiagnoses.clear();
}
