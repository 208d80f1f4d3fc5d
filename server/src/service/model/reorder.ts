import type { Claim } from './claim';
import { type Span, shifted } from './span';

/** What stands at `places`, in another order: `order[i]` is the place whose text moves to the i-th. Absolute spans. */
export function reorder(
  text: string,
  places: readonly Span[],
  order: readonly number[],
): readonly { readonly start: number; readonly end: number; readonly text: string }[] {
  return places.flatMap(({ start, end }, index) => {
    const from = places[order[index]!]!;
    return order[index] === index ? [] : [{ start, end, text: text.slice(from.start, from.end) }];
  });
}

/** What a fix removes, as runs of neighbours: from the first index to the last. */
export function runsOf({ modifier, also = modifier }: { readonly modifier: number; readonly also?: number }) {
  const apart = also > modifier + 1;
  return apart
    ? ([
        [modifier, modifier],
        [also, also],
      ] as const)
    : ([[modifier, also]] as const);
}

/** The modifiers of a line, absolute. */
export function modifiersOf(claim: Claim, line: number): readonly Span[] {
  return (claim.lines[line]?.modifiers ?? []).map((one) => shifted(one, claim.base));
}
