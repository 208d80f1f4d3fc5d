import type { JudgedLine } from '../rule';
import { settingOfLine } from './setting';

/** So many lines of a claim are looked at two by two; a longer claim repeats the same few services. */
export const SHORT = 60;

export interface Kinds {
  /** One line of each kind, the first in the claim. */
  readonly kinds: readonly JudgedLine[];
  /** The kind of the line at a place of the claim's lines, by its place in `kinds`. */
  kindOf(line: number): number;
}

/**
 * The lines of a claim by what pairs of lines are judged by: code, days, practitioner, setting and modifiers. Lines
 * alike in these stand to every other line alike. In a short claim every line is a kind of its own.
 */
export function kindsOf(lines: readonly JudgedLine[]): Kinds {
  if (lines.length <= SHORT) return { kinds: lines, kindOf: (line) => line };
  const kinds: JudgedLine[] = [];
  const places = new Map<string, number>();
  const own = lines.map((line) => {
    const { code, slip, from, to, provider, modifiers } = line;
    const key = [code, slip, from, to, provider, settingOfLine(line), ...modifiers].join('\n');
    let place = places.get(key);
    if (place === undefined) {
      place = kinds.push(line) - 1;
      places.set(key, place);
    }
    return place;
  });
  return { kinds, kindOf: (line) => own[line]! };
}
