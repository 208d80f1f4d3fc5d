/**
 * How a column is stored. Each is a list of distinct values and, a row, the index of its value in as many bits as the
 * list needs; `code` is the sorted key instead. Value 0 of a list stands for "absent". The texts of all `prose` columns
 * are one list, and each is a row of words out of a list of words.
 */
export interface Column {
  readonly name: string;
  readonly kind: 'code' | 'text' | 'texts' | 'prose' | 'number' | 'flag';
  /** An absent value is left out of the row, not put in as `undefined`. */
  readonly optional?: boolean;
}

const code = <N extends string>(name: N) => ({ name, kind: 'code' as const });
const text = <N extends string>(name: N) => ({ name, kind: 'text' as const });
const prose = <N extends string>(name: N) => ({ name, kind: 'prose' as const });
const number = <N extends string>(name: N) => ({ name, kind: 'number' as const });
const flag = <N extends string>(name: N) => ({ name, kind: 'flag' as const });
const texts = <N extends string>(name: N) => ({ name, kind: 'texts' as const });
const optional = <C extends Column>(column: C) => ({ ...column, optional: true });

/** The columns of every table that is stored by columns; rows are sorted by the code, the first column. */
export const SCHEMAS = {
  MPFS: [
    code('code'),
    text('modifier'),
    prose('description'),
    text('status'),
    text('notUsedForMedicare'),
    number('workRvu'),
    number('nonFacilityPeRvu'),
    flag('nonFacilityNa'),
    number('facilityPeRvu'),
    flag('facilityNa'),
    number('mpRvu'),
    number('nonFacilityTotal'),
    number('facilityTotal'),
    text('pctc'),
    text('globalDays'),
    number('preOp'),
    number('intraOp'),
    number('postOp'),
    text('multiple'),
    text('bilateral'),
    text('assistant'),
    text('cosurgeon'),
    text('team'),
    optional(text('pricing')),
    text('endoBase'),
    number('conversionFactor'),
    text('supervision'),
    text('calculationFlag'),
    text('imagingFamily'),
    number('oppsNonFacilityPe'),
    number('oppsFacilityPe'),
    number('oppsMp'),
  ],
  MUE: [code('code'), number('units'), number('mai'), text('rationale')],
  AOC: [
    code('addOn'),
    number('type'),
    number('addOnDeleted'),
    text('primary'),
    number('primaryDeleted'),
    number('effective'),
    number('deleted'),
    text('notes'),
  ],
  HCPCS: [
    code('code'),
    flag('modifier'),
    prose('longDescription'),
    prose('shortDescription'),
    texts('pricing'),
    text('multiplePricing'),
    text('coverage'),
    texts('crossReferences'),
    text('betos'),
    texts('typeOfService'),
    text('statute'),
    number('added'),
    number('actionEffective'),
    number('terminated'),
    text('action'),
  ],
  OPPS: [
    code('code'),
    prose('shortDescription'),
    text('statusIndicator'),
    text('apc'),
    number('relativeWeight'),
    number('paymentRate'),
  ],
  ICD10CM: [code('code'), flag('billable'), prose('longDescription'), prose('shortDescription')],
  CPT: [
    code('code'),
    optional(prose('long')),
    optional(prose('medium')),
    optional(prose('short')),
    optional(prose('consumer')),
    optional(number('effective')),
    optional(number('deleted')),
    optional(text('instruction')),
    optional(text('labName')),
    optional(text('testName')),
  ],
  MODIFIERS: [code('code'), text('level'), optional(prose('name')), prose('description'), number('effective')],
  SITE: [code('code'), prose('description'), number('effective'), number('deleted'), text('replacement')],
  REVENUE: [code('code'), prose('description'), number('effective'), number('deleted')],
} as const satisfies Readonly<Record<string, readonly Column[]>>;

export type ColumnarTable = keyof typeof SCHEMAS;

/** What the rows of a pair have besides the two codes: one row here a distinct combination, newest first. */
export const PAIR_TERMS: readonly Column[] = [
  number('effective'),
  number('deleted'),
  number('indicator'),
  flag('priorTo1996'),
  text('rationale'),
];

export function isColumnar(table: string): table is ColumnarTable {
  return Object.hasOwn(SCHEMAS, table);
}

/** What the list of the prose columns is called. */
export const PROSE = 'prose';

/** What stands before the names of the columns of the terms of edits. */
export const TERM_PREFIX = 'term.';

/** Sections of which a look-up reads a few values: the rows and terms of edits, and texts. */
export function isLate(table: string, section: string): boolean {
  if (table === 'PTP') {
    return (
      section === 'column2' || section === 'terms' || PAIR_TERMS.some(({ name }) => section === TERM_PREFIX + name)
    );
  }
  if (section.startsWith(`${PROSE}.`)) return true;
  const columns: readonly Column[] = isColumnar(table) ? SCHEMAS[table] : [];
  return columns.some(({ name, kind }) => name === section && kind === 'prose');
}
