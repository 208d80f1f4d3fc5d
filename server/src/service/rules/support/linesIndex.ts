import type { Day } from '../../model/date';
import type { JudgedLine } from '../rule';

/** The judged lines of one code in a claim. */
export interface LinesOfCode {
  readonly all: readonly JudgedLine[];
  /** Lines of a single day, by it; undated ones under undefined. */
  readonly byDay: ReadonlyMap<Day | undefined, readonly JudgedLine[]>;
  /** Lines that span days. */
  readonly ranges: readonly JudgedLine[];
}

const NONE: readonly JudgedLine[] = [];

/** Finds lines of a claim by code and day, so that a long claim costs what its length is, not the square of it. */
export class LinesIndex {
  private codes: Map<string, LinesOfCode> | undefined;
  private days: Map<Day | undefined, Map<string, JudgedLine>> | undefined;

  constructor(private readonly lines: readonly JudgedLine[]) {}

  ofCode(code: string): LinesOfCode | undefined {
    return this.byCode().get(code);
  }

  /** The lines of the code whose days the line shares. */
  *sharing(code: string, line: JudgedLine): Generator<JudgedLine> {
    const found = this.byCode().get(code);
    if (!found) return;
    if (isRange(line)) {
      for (const other of found.all) if (overlaps(line, other)) yield other;
      return;
    }
    yield* found.byDay.get(line.from) ?? NONE;
    for (const other of found.ranges) if (overlaps(line, other)) yield other;
  }

  /** The distinct codes of the lines that begin on a day, with the first line of each. */
  onDay(day: Day | undefined): ReadonlyMap<string, JudgedLine> {
    if (!this.days) {
      this.days = new Map();
      for (const line of this.lines) {
        const codes = this.days.get(line.from) ?? new Map<string, JudgedLine>();
        this.days.set(line.from, codes);
        if (!codes.has(line.code)) codes.set(line.code, line);
      }
    }
    return this.days.get(day) ?? NO_CODES;
  }

  distinctCodes(): Iterable<string> {
    return this.byCode().keys();
  }

  private byCode(): Map<string, LinesOfCode> {
    if (this.codes) return this.codes;
    const building = new Map<
      string,
      { all: JudgedLine[]; byDay: Map<Day | undefined, JudgedLine[]>; ranges: JudgedLine[] }
    >();
    for (const line of this.lines) {
      let own = building.get(line.code);
      if (!own) {
        own = { all: [], byDay: new Map(), ranges: [] };
        building.set(line.code, own);
      }
      own.all.push(line);
      if (isRange(line)) own.ranges.push(line);
      else {
        const day = own.byDay.get(line.from);
        if (day) day.push(line);
        else own.byDay.set(line.from, [line]);
      }
    }
    this.codes = building;
    return building;
  }
}

const NO_CODES: ReadonlyMap<string, JudgedLine> = new Map();

export function isRange(line: JudgedLine): boolean {
  return line.from !== undefined && line.to !== undefined && line.to > line.from;
}

function overlaps(a: JudgedLine, b: JudgedLine): boolean {
  if (a.from === undefined || b.from === undefined) return a.from === b.from;
  return a.from <= (b.to ?? b.from) && b.from <= (a.to ?? a.from);
}
