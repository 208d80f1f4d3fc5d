import { type CodeClass, classOf } from '../../codes/shape';
import type { Codes, Edition } from '../../codes/tables';
import type { Day } from '../../model/date';
import { kept } from './kept';

type ByDay = Map<Day | undefined, Edition | undefined>;

/** Asked for every line: what the tables answered is kept for as long as they are. */
const answers = new WeakMap<Codes, Map<CodeClass, ByDay>>();

/** The edition that lists every code of the code's class on the day; undefined where none is loaded. */
export function coverOf(codes: Codes, code: string, on: Day | undefined): Edition | undefined {
  const codeClass = classOf(code);
  if (codeClass === undefined || !codes.procedures.covers) return undefined;
  const byClass = kept(answers, codes);
  let byDay = byClass.get(codeClass);
  if (!byDay) {
    byDay = new Map();
    byClass.set(codeClass, byDay);
  }
  let edition = byDay.get(on);
  if (edition === undefined && !byDay.has(on)) {
    edition = codes.procedures.covers(codeClass, on);
    byDay.set(on, edition);
  }
  return edition;
}
