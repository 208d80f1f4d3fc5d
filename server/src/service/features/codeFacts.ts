import { classOf } from '../codes/shape';
import type { AddOnRow, Codes, Edition, MueRow } from '../codes/tables';
import { type Day, isoOf } from '../model/date';
import { inForce } from '../rules/support/dates';
import { endOf, isOverruled } from '../rules/support/lastDay';
import { correctSlip } from '../rules/support/slips';

/** A daily limit as CMS has it: units and MUE Adjudication Indicator. */
export interface MueFacts {
  readonly units: number;
  readonly mai: number;
  readonly edition: string;
}

/** All that the tables say of a code on a day, values as the CMS files have them; what no table says is left out. */
export interface CodeFacts {
  readonly code: string;
  /** Category I, II, III, PLA, MAAA, HCPCS Level II, or `OWN_CODE`. */
  readonly kind: string;
  readonly description?: string;
  /** The description is a publisher's, from the user's own tables. */
  readonly licensed?: boolean;
  readonly effective?: string;
  readonly deleted?: string;
  readonly section?: string;
  readonly indicators?: {
    readonly status?: string;
    readonly globalDays?: string;
    readonly pctc?: string;
    readonly multiple?: string;
    readonly bilateral?: string;
    readonly assistant?: string;
    readonly cosurgeon?: string;
    readonly team?: string;
    readonly supervision?: string;
    readonly imagingFamily?: string;
    readonly opps?: string;
    readonly endoBase?: string;
    readonly betos?: string;
  };
  readonly mue?: { readonly practitioner?: MueFacts; readonly outpatient?: MueFacts; readonly dme?: MueFacts };
  readonly addOn?: { readonly type?: number; readonly primaries: readonly string[]; readonly zzz: boolean };
  /** What the table says to use instead of a deleted code. */
  readonly replacement?: string;
  /** Add-on codes that this code is a primary of. */
  readonly primaryOf?: readonly string[];
  readonly note?: string;
  readonly sources: readonly { readonly table: string; readonly edition: string; readonly source: string }[];
}

/** The kind of a code that has no shape of one and is in a list of the user's. */
export const OWN_CODE = 'Own code';

/**
 * Facts for a code as it was written; a typing slip is corrected. Undefined where the text has no shape of a code and is
 * in no list.
 * Without a day the newest editions answer.
 */
export function codeFacts(codes: Codes, written: string, on?: Day): CodeFacts | undefined {
  const text = written.trim();
  const isKnown = classOf(text) !== undefined || codes.procedures.get(text) !== undefined;
  const code = isKnown ? text : (correctSlip(text)?.code ?? text.toUpperCase());
  const row = codes.procedures.get(code);
  const kind = classOf(code) ?? (row && OWN_CODE);
  if (!kind) return undefined;
  const fee = codes.feeSchedule.get(code, on);
  const opps = codes.opps.get(code, on);
  const mue = {
    practitioner: mueOf(codes, 'practitioner', code, on),
    outpatient: mueOf(codes, 'outpatient', code, on),
    dme: mueOf(codes, 'dme', code, on),
  };
  const addOnRows = codes.addOns.rowsOf(code, on).filter((one) => inForce(one, on));
  const primaryOf = [
    ...new Set(
      codes.addOns
        .addOnsOf(code, on)
        .filter((one) => inForce(one, on))
        .map((one) => one.addOn),
    ),
  ];
  const editions: Edition[] = [];
  if (row) editions.push(row.edition);
  if (fee) editions.push(fee.edition);
  if (opps) editions.push(opps.edition);
  for (const setting of ['practitioner', 'outpatient', 'dme'] as const) {
    const found = codes.mue[setting].get(code, on);
    if (found) editions.push(found.edition);
  }
  if ((addOnRows.length || primaryOf.length) && codes.addOns.edition) editions.push(codes.addOns.edition);
  const told = endOf(codes, code, row);
  const ended = told && !isOverruled(codes, code, told, on) ? told : undefined;
  if (ended && !editions.includes(ended.edition)) editions.push(ended.edition);
  const section = codes.sectionOf(code);
  return compact({
    code,
    kind,
    description: row?.description,
    licensed: row?.licensed || undefined,
    effective: row?.added === undefined ? undefined : isoOf(row.added),
    deleted: ended && isoOf(ended.day),
    replacement: ended?.replacement,
    section: section?.section,
    indicators: compactOrNothing({
      status: fee?.status,
      globalDays: fee?.globalDays,
      pctc: fee?.pctc,
      multiple: fee?.multiple,
      bilateral: fee?.bilateral,
      assistant: fee?.assistant,
      cosurgeon: fee?.cosurgeon,
      team: fee?.team,
      supervision: fee?.supervision,
      imagingFamily: fee?.imagingFamily,
      opps: opps?.statusIndicator,
      endoBase: fee?.endoBase,
      betos: row?.betos,
    }),
    mue: compactOrNothing(mue),
    addOn: addOnOf(addOnRows, fee?.globalDays === 'ZZZ'),
    primaryOf: primaryOf.length ? primaryOf.sort() : undefined,
    note: row?.note,
    sources: editions.map(({ table, edition, source }) => ({ table, edition, source })),
  });
}

function mueOf(
  codes: Codes,
  setting: 'practitioner' | 'outpatient' | 'dme',
  code: string,
  on: Day | undefined,
): MueFacts | undefined {
  const row: (MueRow & { edition: Edition }) | undefined = codes.mue[setting].get(code, on);
  return row && { units: row.units, mai: row.mai, edition: row.edition.edition };
}

function addOnOf(rows: readonly AddOnRow[], zzz: boolean): CodeFacts['addOn'] {
  if (rows.length === 0 && !zzz) return undefined;
  const types = new Set(rows.map((row) => row.type));
  const type = types.has(3) ? 3 : types.has(1) ? 1 : rows[0]?.type;
  const primaries = [...new Set(rows.map((row) => row.primary).filter((primary) => primary !== 'CCCCC'))].sort();
  return compact({ type, primaries, zzz });
}

function compact<T extends object>(value: T): T {
  const kept: Partial<T> = {};
  for (const key in value) {
    const one = value[key];
    if (one !== undefined && one !== '') kept[key] = one;
  }
  return kept as T;
}

function compactOrNothing<T extends object>(value: T): T | undefined {
  const kept = compact(value);
  return Object.keys(kept).length ? kept : undefined;
}
