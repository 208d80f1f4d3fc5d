import { isProcedureShape } from './shape';
import type { SectionRow } from './tables';

/** Finds the range that holds a code: same shape, first ≤ code ≤ last in string order. */
export function sectionLookup(rows: readonly SectionRow[]): (code: string) => SectionRow | undefined {
  const byShape = new Map<string, SectionRow[]>();
  for (const row of rows) {
    const shape = shapeOf(row.from);
    const list = byShape.get(shape);
    if (list) list.push(row);
    else byShape.set(shape, [row]);
  }
  return (code) => {
    if (!isProcedureShape(code)) return undefined;
    return byShape.get(shapeOf(code))?.find((row) => row.from <= code && code <= row.to);
  };
}

/** Digits are alike, letters are themselves: 0708T and 0709T, J1885 and J3301 have one shape. */
function shapeOf(code: string): string {
  return code.replace(/\d/g, '9');
}
