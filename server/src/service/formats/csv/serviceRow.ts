import { frequencyOfBill } from '../../model/billType';
import type { Amount, CodeMention, DateMention, Party, Quantity, ServiceLine } from '../../model/claim';
import type { DiagnosisSet } from '../../model/diagnosis';
import type { Span } from '../../model/span';
import { type Column, OWN_SYSTEM, type Role, UNTYPED } from './columns';
import type { Header } from './header';
import { hasSeveralProcedures } from './lists';
import type { Cell, Row } from './row';
import {
  datesIn,
  figuresIn,
  isBillType,
  isFrequency,
  isNothing,
  modifiersIn,
  numberIn,
  type ProcedureCell,
  pointersIn,
  procedureIn,
  textIn,
} from './values';

const CODE = /^(?:[A-Z]{2}[:>^|])?(?:\d{4}[A-Z\d]|[A-Z]\d{4})(?![A-Z\d])/i;

/** What column of systems call CPT and HCPCS: OpenEMR, PCORnet (CH, C4, HC), HL7 v2. */
const PROCEDURE_SYSTEM = /^(?:CPT[- ]?4?|HCPCS?(?: LEVEL (?:II|2))?|C[2-5]|HC|CH|HPC|CPT[/ -]?HCPCS)$/i;
/**
 * Systems whose codes are none of ours, under a column that is named for procedures: 09, 10, 11, LC, ND, RE, OT, NI and UN as
 * PCORnet has them. Other words there say what kind of service it was.
 */
const OTHER_SYSTEM =
  /^(?:ICD.*|09|1[01]|LC|LN|LOINC|SNOMED.*|SCT|CVX|NDC?|RX.*|REV?|REV(?:ENUE)?(?: ?CODE)?|OT|NI|UN|CDT.*|(?:[A-Z]+-?)?DRG|APC|HIPPS)$/i;
const ICD_SYSTEM = /^ICD[- ]?(?:9|10)(?:-?CM)?$/i;
/** Longer numbers are no code with a slip: SNOMED CT has them. */
const MOST_DIGITS = 7;

/** Whether a system that is named, or none, says that a code of a column of procedures in `place` is none of ours. */
function isOther(system: string, place: number): boolean {
  if (place < UNTYPED) return OTHER_SYSTEM.test(system);
  return system === '' ? place < OWN_SYSTEM : !PROCEDURE_SYSTEM.test(system);
}

const NO_COLUMNS: readonly Column[] = [];

/** The columns of each role, for all lines of a row (0) and for each of them; worked out once a header. */
type Index = Readonly<Partial<Record<Role, readonly (readonly Column[])[]>>>;
const INDEXES = new WeakMap<Header, Index>();

function indexOf(header: Header): Index {
  const known = INDEXES.get(header);
  if (known) return known;
  const index: Partial<Record<Role, (readonly Column[])[]>> = {};
  const { all, lines } = header.columns;
  for (const { role } of all) {
    if (index[role]) continue;
    const own = all.filter((one) => one.role === role);
    const byLine = [own];
    for (const line of lines) byLine[line] = own.filter((one) => one.line === line || one.line === 0);
    index[role] = byLine;
  }
  INDEXES.set(header, index);
  return index;
}

/** The cells of a row by what they hold. */
export class ServiceRow {
  private readonly index: Index;

  constructor(
    readonly text: string,
    readonly row: Row,
    private readonly header: Header,
  ) {
    this.index = indexOf(header);
  }

  /** The columns of a role: of one line of the row, or of all. */
  columns(role: Role, line = 0): readonly Column[] {
    return this.index[role]?.[line] ?? NO_COLUMNS;
  }

  private has(role: Role): boolean {
    return this.index[role] !== undefined;
  }

  cell(column: Column | undefined): Cell | undefined {
    const cell = column && this.row.cells[column.cell];
    return cell && cell.end > cell.start ? cell : undefined;
  }

  /** The first cell of a role that says something. */
  find(role: Role, line?: number): Cell | undefined {
    for (const column of this.columns(role, line)) {
      const cell = this.cell(column);
      if (cell && !isNothing(this.text.slice(cell.start, cell.end))) return cell;
    }
    return undefined;
  }

  value(role: Role): string {
    const cell = this.find(role);
    return cell ? this.text.slice(cell.start, cell.end).replaceAll('""', '"') : '';
  }

  /** The header again, as reports repeat it. */
  get isHeader(): boolean {
    const column = this.columns('procedure')[0]!;
    const cell = this.cell(column);
    return cell !== undefined && this.text.slice(cell.start, cell.end) === this.header.names[column.cell];
  }

  /** Its cell of procedures holds words: no service, and perhaps the header of another table. */
  get isWords(): boolean {
    const cell = this.cell(this.columns('procedure')[0]);
    if (!cell) return true;
    const first = this.text.charCodeAt(cell.start);
    return (first < 48 || first > 57) && !/^[A-Z]\d/i.test(this.text.slice(cell.start, cell.start + 2));
  }

  /** A code stands where the table has codes. */
  get hasCode(): boolean {
    return this.columns('procedure').some((column) => {
      const cell = this.cell(column);
      return cell !== undefined && CODE.test(this.text.slice(cell.start, cell.end));
    });
  }

  /** A cell of codes names several of them: which units and charge are whose is not said. */
  get hasSeveralProcedures(): boolean {
    return this.columns('procedure').some((column) => {
      const cell = this.cell(column);
      return cell !== undefined && hasSeveralProcedures(this.text.slice(cell.start, cell.end));
    });
  }

  /** Words only, one of them where the table has codes: names of other columns, or of what stands below. */
  get isTitle(): boolean {
    const cell = this.cell(this.columns('procedure')[0]);
    if (!cell || !/^[A-Z][A-Z .#/_-]+$/i.test(this.text.slice(cell.start, cell.end))) return false;
    const filled = this.row.cells.filter(({ start, end }) => end > start);
    return filled.length > 1 && !/\d/.test(this.text.slice(this.row.start, this.row.end));
  }

  /**
   * What tells the claim of this row from the one of the row above: the claim's id; without such a column the patient;
   * without either the date and the provider. Undefined where the row says nothing: it goes on with the claim above.
   */
  get key(): string | undefined {
    if (this.isHeader || (this.isWords && this.isTitle)) return undefined;
    if (this.has('claim')) return this.value('claim') || undefined;
    const roles: readonly Role[] =
      this.has('patient') || this.has('patientName') ? ['patient', 'patientName', 'birth'] : ['from', 'rendering'];
    const values = roles.map((role) => this.value(role));
    return values.some(Boolean) ? values.join('\n') : undefined;
  }

  /** The frequency that the row gives the bill; a bill and the one that replaces it or takes it back may share an id. */
  get frequency(): string | undefined {
    const own = this.find('frequency');
    if (own && isFrequency(this.text, own)) return this.text.slice(own.start, own.end);
    const cell = this.find('billType');
    return cell && isBillType(this.text, cell) ? frequencyOfBill(textIn(this.text, cell, 0))?.value : undefined;
  }

  /** The service lines of the row; one, unless the table is wide. Spans relative to `base`. */
  lines(base: number): ServiceLine[] {
    if (this.isHeader || this.isTakenBack || (this.isWords && this.isTitle)) return [];
    const { lines, isWide } = this.header.columns;
    const found = lines.flatMap((line) => this.line(isWide ? line : 0, base) ?? []);
    if (!isWide) return found;
    // CPT1, MOD1, CPT2, MOD2 … is cut where a line ends; columns by kind leave each line the whole row.
    const isCut = found.every((one, index) => index === 0 || found[index - 1]!.span.end <= one.span.start);
    return isCut ? found : found.map((one) => ({ ...one, span: this.span(base) }));
  }

  private get isTakenBack(): boolean {
    return this.value('activity') === '0';
  }

  private span(base: number): Span {
    return { start: this.row.start - base, end: this.row.end - base };
  }

  private line(line: number, base: number): ServiceLine | undefined {
    const { text } = this;
    const code = this.procedure(line, base);
    const revenue = this.code('revenue', line, base);
    if (!code && !revenue) return undefined;
    const modifiers = this.modifiers(code?.modifiers ?? [], line, base);
    const units = this.quantity(line, base);
    const charge = this.own('charge', line, base);
    const { from, to } = this.dates(line, base);
    const number = line ? undefined : this.own('number', 0, base);
    const description = this.find('description', line);
    const parts = [code?.procedure, ...modifiers, units, charge].filter((one) => one !== undefined);
    const pointers = this.columns('pointers', line).flatMap((column) => {
      const cell = this.cell(column);
      return cell ? pointersIn(text, cell, base) : [];
    });
    return {
      span: line
        ? { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) }
        : this.span(base),
      number:
        number && /^\d{1,6}$/.test(number.raw)
          ? { value: Number(number.raw), start: number.start, end: number.end }
          : undefined,
      procedure: code?.procedure,
      modifiers,
      units,
      charge,
      from,
      to,
      pointers,
      placeOfService: this.code('place', line, base),
      revenue,
      renderingProvider: this.party('rendering'),
      description: description && !line ? textIn(text, description, base) : undefined,
      segment: undefined,
    };
  }

  /** Those behind the code in its cell, then those of their own columns; what an export writes in both is one. */
  private modifiers(behindCode: readonly CodeMention[], line: number, base: number): CodeMention[] {
    const modifiers = [...behindCode];
    const known = new Set(behindCode.map(({ value }) => value.toUpperCase()));
    for (const column of this.columns('modifier', line)) {
      const cell = line && column.line === 0 ? undefined : this.cell(column);
      if (!cell) continue;
      const own = modifiersIn(this.text, cell, base);
      modifiers.push(...(known.size ? own.filter(({ value }) => !known.has(value.toUpperCase())) : own));
    }
    return modifiers;
  }

  private procedure(line: number, base: number): ProcedureCell | undefined {
    for (const column of this.columns('procedure', line)) {
      const cell = this.cell(column);
      if (cell && column.place > 0 && this.isOfOtherSystem(cell, column)) continue;
      const code = cell && procedureIn(this.text, cell, base);
      if (code) return code;
    }
    return undefined;
  }

  /** Under a name that says no system: the column of systems names another or none, or it is a concept of SNOMED CT. */
  private isOfOtherSystem({ start, end }: Span, { place }: Column): boolean {
    const { system } = this;
    if (system !== undefined && isOther(system, place)) return true;
    if (system && PROCEDURE_SYSTEM.test(system)) return false;
    return system !== '' && end - start > MOST_DIGITS && /^\d+$/.test(this.text.slice(start, end));
  }

  /** What the column of code systems says; undefined where there is none. */
  private get system(): string | undefined {
    return this.has('codeType') ? this.value('codeType') : undefined;
  }

  /** What its cell of codes holds: a procedure, or what the column of code systems says; undefined for what is none of ours. */
  get kind(): 'procedure' | 'diagnosis' | undefined {
    const { system = '', saysDiagnoses } = this;
    if (saysDiagnoses) return 'diagnosis';
    return system === '' || !isOther(system, this.columns('procedure')[0]!.place) ? 'procedure' : undefined;
  }

  /** ICD in a column that is named for procedures is ICD-10-PCS, or says what the diagnosis beside it is. */
  private get saysDiagnoses(): boolean {
    const column = this.columns('procedure')[0];
    return column !== undefined && column.place >= UNTYPED && ICD_SYSTEM.test(this.system ?? '');
  }

  /** A diagnosis of the claim, where each row says what its code is. */
  get diagnosis(): Cell | undefined {
    return this.saysDiagnoses ? this.cell(this.columns('procedure')[0]) : undefined;
  }

  /** The code set that the row says its diagnosis is of. */
  get diagnosisSet(): DiagnosisSet {
    return /10/.test(this.system ?? '') ? 'ICD-10-CM' : 'ICD-9-CM';
  }

  /** A number of this line; in a wide table one for the whole row is none of a line's. */
  private own(role: Role, line: number, base: number): Amount | undefined {
    const cell = this.ownCell(role, line);
    return cell && numberIn(this.text, cell, base, this.header.delimiter);
  }

  private ownCell(role: Role, line: number): Cell | undefined {
    return this.cell(this.columns(role, line).find((one) => one.line === line));
  }

  private quantity(line: number, base: number): Quantity | undefined {
    const cell = this.ownCell('units', line);
    const quantity = cell && numberIn(this.text, figuresIn(this.text, cell), base, this.header.delimiter);
    const unit = this.value('unit').toUpperCase();
    return quantity && (/^[A-Z]\w$/.test(unit) ? { ...quantity, unit } : quantity);
  }

  private dates(line: number, base: number): { from?: DateMention; to?: DateMention } {
    const first = this.find('from', line);
    const from = first && datesIn(this.text, first, base);
    const last = this.find('to', line);
    return { from: from?.from, to: from?.to ?? (last && datesIn(this.text, last, base)?.from) };
  }

  private code<K extends CodeMention['kind']>(role: 'place' | 'revenue', line: number, base: number) {
    const cell = this.find(role, line);
    const kind = (role === 'place' ? 'placeOfService' : 'revenue') as K;
    const written = cell && textIn(this.text, cell, base);
    return written && { kind, ...written };
  }

  party(role: 'rendering' | 'billing'): Party | undefined {
    const id = this.value(role).toUpperCase();
    return id ? { id, name: undefined, birthDate: undefined } : undefined;
  }
}
