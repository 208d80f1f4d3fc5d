import addOnsText from '../../../../data/addOns.tsv';
import ambulanceText from '../../../../data/ambulanceLetters.tsv';
import checkedSinceText from '../../../../data/checkedSince.tsv';
import editionsText from '../../../../data/editions.tsv';
import indicatorsText from '../../../../data/indicators.tsv';
import modifiersText from '../../../../data/modifiers.tsv';
import mpfsText from '../../../../data/mpfs.tsv';
import mueText from '../../../../data/mue.tsv';
import note0708T from '../../../../data/notes/0708T.md';
import note0709T from '../../../../data/notes/0709T.md';
import oppsText from '../../../../data/opps.tsv';
import placesText from '../../../../data/placesOfService.tsv';
import proceduresText from '../../../../data/procedures.tsv';
import ptpText from '../../../../data/ptp.tsv';
import qualifiersText from '../../../../data/qualifiers.tsv';
import rationalesText from '../../../../data/rationales.tsv';
import sectionsText from '../../../../data/sections.tsv';
import unlistedText from '../../../../data/unlisted.tsv';
import { type Day, dayFromIso } from '../model/date';
import { rowsOf } from '../model/tsv';
import { datedTable, type LoadedEdition } from './dated';
import { pairTable } from './pairs';
import { procedureTable } from './procedures';
import { sectionLookup } from './sections';
import type {
  AddOnRow,
  AddOnTable,
  Codes,
  DatedTable,
  Edition,
  FeeScheduleRow,
  Meaning,
  ModifierRow,
  MueRow,
  OppsRow,
  PairRow,
  PlaceOfServiceRow,
  QualifierRow,
  SectionRow,
  Setting,
  UnlistedRow,
} from './tables';

type Row = Record<string, string>;

/** The embedded sample: see data/README.md for origin and editions. Parsed once, when first asked for. */
export function starterCodes(): Codes {
  loaded ??= load();
  return loaded;
}

let loaded: Codes | undefined;

const NOTES: Readonly<Record<string, string>> = { '0708T': note0708T, '0709T': note0709T };

function load(): Codes {
  const editions = rowsOf(editionsText).map(editionOf);
  const edition = (table: string, name?: string): Edition =>
    editions.find((one) => one.table === table && (name === undefined || one.edition === name)) ??
    editionOf({ table, edition: name ?? 'starter', publisher: 'Claim Lens', source: 'data' });
  const since = sinceOf(checkedSinceText);
  const procedures = rowsOf(proceduresText);
  const known = new Set(procedures.map((row) => row.code!));
  const rationales = new Map(rowsOf(rationalesText).map((row) => [row.index!, row.meaning!]));
  return {
    procedures: procedureTable(
      'starter',
      procedures.map((row) => ({
        code: row.code!,
        description: row.description ?? '',
        keywords: row.keywords,
        added: day(row.added),
        deleted: day(row.deleted),
        addedSource: row.addedSource,
        betos: row.betos,
        note: NOTES[row.code!],
        edition: edition('procedures', row.addedSource ?? 'own'),
      })),
    ),
    feeSchedule: datedTable('MPFS', 'starter', [
      {
        edition: named(edition('mpfs'), 'MPFS'),
        rows: new Map(rowsOf(mpfsText).map((row) => [row.code!, feeScheduleRow(row)])),
        since: since.get('mpfs'),
      },
    ]),
    opps: datedTable<OppsRow>('OPPS', 'starter', [
      {
        edition: named(edition('opps'), 'OPPS Addendum B'),
        rows: new Map(rowsOf(oppsText).map((row) => [row.code!, { statusIndicator: row.statusIndicator! }])),
        since: since.get('opps'),
      },
    ]),
    mue: mueTables(rowsOf(mueText), (name) => edition('mue', name)),
    addOns: addOnTable(rowsOf(addOnsText), named(edition('addOns'), 'NCCI AOC'), known),
    pairs: {
      practitioner: pairTable(
        'starter',
        pairRows(rowsOf(ptpText), rationales, (name) => edition('ptp', name)),
      ),
      outpatient: pairTable('none', []),
    },
    modifiers: modifierTable(),
    placesOfService: placeTable(),
    qualifiers: qualifierTable(),
    unlisted: new Map((rowsOf(unlistedText) as unknown as UnlistedRow[]).map((row) => [row.code, row])),
    sectionOf: sectionLookup(rowsOf(sectionsText) as unknown as SectionRow[]),
    meaningOf: meanings(),
    editions: editions.filter((one) => one.publisher === 'CMS'),
  };
}

function day(text: string | undefined): Day | undefined {
  return text === undefined ? undefined : dayFromIso(text);
}

function editionOf(row: Row): Edition {
  return {
    table: row.table!,
    edition: row.edition!,
    effectiveFrom: day(row.effectiveFrom) ?? 0,
    publisher: row.publisher ?? '',
    source: row.source ?? '',
    rows: Number(row.rows ?? 0),
  };
}

/** The edition under the name that findings cite. */
function named(edition: Edition, table: string): Edition {
  return { ...edition, table };
}

function sinceOf(text: string): Map<string, Map<string, Day>> {
  const found = new Map<string, Map<string, Day>>();
  for (const row of rowsOf(text)) {
    const since = day(row.since);
    if (since === undefined) continue;
    const codes = found.get(row.table!) ?? new Map<string, Day>();
    found.set(row.table!, codes.set(row.code!, since));
  }
  return found;
}

function feeScheduleRow(row: Row): FeeScheduleRow {
  return {
    status: row.status ?? '',
    globalDays: row.globalDays ?? '',
    pctc: row.pctc ?? '',
    multiple: row.multiple ?? '',
    bilateral: row.bilateral ?? '',
    assistant: row.assistant ?? '',
    cosurgeon: row.cosurgeon ?? '',
    team: row.team ?? '',
    endoBase: row.endoBase ?? '',
    supervision: row.supervision ?? '',
    imagingFamily: row.imagingFamily ?? '',
    components: row.components ?? '',
  };
}

const SETTING_NAMES: Readonly<Record<Setting, string>> = {
  practitioner: 'NCCI MUE practitioner',
  outpatient: 'NCCI MUE outpatient hospital',
  dme: 'NCCI MUE DME supplier',
};

function mueTables(
  rows: readonly Row[],
  edition: (name: string) => Edition,
): Readonly<Record<Setting, DatedTable<MueRow>>> {
  const table = (setting: Setting): DatedTable<MueRow> => {
    const byEdition = new Map<string, Map<string, MueRow>>();
    for (const row of rows) {
      if (row.setting !== setting) continue;
      const codes = byEdition.get(row.edition!) ?? new Map<string, MueRow>();
      byEdition.set(row.edition!, codes);
      codes.set(row.code!, { units: Number(row.units), mai: Number(row.mai), rationale: row.rationale });
    }
    const editions: LoadedEdition<MueRow>[] = [...byEdition].map(([name, codes]) => ({
      edition: { ...named(edition(name), SETTING_NAMES[setting]), rows: codes.size },
      rows: codes,
    }));
    return datedTable(SETTING_NAMES[setting], 'starter', editions);
  };
  return { practitioner: table('practitioner'), outpatient: table('outpatient'), dme: table('dme') };
}

/** Rows of an add-on outside the sample are there for its primary only: its own list of primaries is not complete. */
function addOnTable(rows: readonly Row[], edition: Edition, known: ReadonlySet<string>): AddOnTable {
  const byAddOn = new Map<string, AddOnRow[]>();
  const byPrimary = new Map<string, AddOnRow[]>();
  for (const row of rows) {
    const effective = day(row.effective);
    if (effective === undefined) continue;
    const addOn: AddOnRow = {
      addOn: row.addOn!,
      primary: row.primary!,
      type: Number(row.type) as AddOnRow['type'],
      effective,
      deleted: day(row.deleted),
      note: row.note,
    };
    if (known.has(addOn.addOn)) push(byAddOn, addOn.addOn, addOn);
    push(byPrimary, addOn.primary, addOn);
  }
  return {
    coverage: 'starter',
    edition,
    rowsOf: (code) => byAddOn.get(code) ?? [],
    addOnsOf: (code) => byPrimary.get(code) ?? [],
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function pairRows(
  rows: readonly Row[],
  rationales: ReadonlyMap<string, string>,
  edition: (name: string) => Edition,
): PairRow[] {
  return rows.map((row) => ({
    column1: row.column1!,
    column2: row.column2!,
    indicator: row.indicator === '1' ? 1 : 0,
    effective: day(row.effective),
    rationale: rationales.get(row.rationale ?? ''),
    edition: named(edition(row.edition!), 'NCCI PTP practitioner'),
  }));
}

function modifierTable(): Codes['modifiers'] {
  const rows: ModifierRow[] = rowsOf(modifiersText).map((row) => ({
    code: row.code!,
    level: row.level ?? '',
    group: row.group ?? '',
    ncciAssociated: row.ncciAssociated === 'y',
    order: row.order,
    conflictsWith: row.conflictsWith?.split(' ') ?? [],
    meaning: row.meaning ?? '',
  }));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const letters = new Map(rowsOf(ambulanceText).map((row) => [row.letter!, row.meaning!]));
  return {
    coverage: 'starter',
    all: () => rows,
    get(code, procedure) {
      const trip = ambulanceTrip(code);
      return (procedure !== undefined && AMBULANCE.test(procedure) && trip) || byCode.get(code) || trip || undefined;
    },
  };

  function ambulanceTrip(code: string): ModifierRow | undefined {
    const from = letters.get(code[0] ?? '');
    const to = letters.get(code[1] ?? '');
    if (code.length !== 2 || !from || !to) return undefined;
    return {
      code,
      level: 'II',
      group: 'ambulance',
      ncciAssociated: false,
      conflictsWith: [],
      meaning: `On an ambulance line: from ${code[0]} (${from}) to ${code[1]} (${to})`,
    };
  }
}

/** HCPCS Level II A0021-A0999: ambulance and other transport. */
const AMBULANCE = /^A0\d{3}$/;

function placeTable(): Codes['placesOfService'] {
  const rows = rowsOf(placesText) as unknown as PlaceOfServiceRow[];
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return { get: (code) => byCode.get(code), all: () => rows };
}

function qualifierTable(): Codes['qualifiers'] {
  const byElement = new Map<string, QualifierRow[]>();
  const byValue = new Map<string, QualifierRow>();
  for (const row of rowsOf(qualifiersText) as unknown as QualifierRow[]) {
    push(byElement, row.element, row);
    byValue.set(`${row.element} ${row.value}`, row);
  }
  return {
    get: (element, value) => byValue.get(`${element} ${value}`),
    of: (element) => byElement.get(element) ?? [],
  };
}

function meanings(): Codes['meaningOf'] {
  const found = new Map<string, Meaning>();
  for (const row of rowsOf(indicatorsText)) {
    found.set(`${row.column} ${row.value}`, { short: row.short ?? '', meaning: row.meaning ?? '' });
  }
  return (column, value) => found.get(`${column} ${value}`);
}
