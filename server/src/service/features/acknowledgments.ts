import type { Codes } from '../codes/tables';
import type { Cursor } from '../formats/x12/cursor';
import { packed } from '../formats/x12/segmentIds';
import type { Span } from '../model/span';

/** What an acknowledgment says of one transaction set (AK2) or interchange (TA1). Spans are absolute. */
export interface Acknowledged {
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly head: Span;
}

const AK2 = packed('AK2');
const AK5 = packed('AK5');
const IK5 = packed('IK5');
const AK9 = packed('AK9');
const TA1 = packed('TA1');

/** A 997 or 999 from its ST, on which the cursor stands, to `end`: the answer for the group, and at most `most` sets of it. */
export function acknowledgedSets(
  cursor: Cursor,
  end: number,
  { qualifiers }: Codes,
  most: number,
): { readonly sets: readonly Acknowledged[]; readonly group: string } {
  const sets: Acknowledged[] = [];
  let group = '';
  let open: { readonly name: string; readonly head: Span; end: number; detail: string } | undefined;
  const close = () => {
    if (open) sets.push({ ...open, span: { start: open.head.start, end: open.end } });
    open = undefined;
  };
  while (cursor.advance() && cursor.start < end && sets.length < most) {
    const { id } = cursor;
    if (id === AK2) {
      close();
      const name = [cursor.value(1).trim(), cursor.value(2).trim()].filter(Boolean).join(' ') || 'Transaction';
      open = { name, head: { start: cursor.start, end: cursor.end }, end: cursor.next, detail: '' };
    } else if (id === AK9) {
      close();
      group = qualifiers.get('715', cursor.value(1).trim())?.meaning ?? '';
    } else if (open) {
      open.end = cursor.next;
      if (id === AK5 || id === IK5) {
        open.detail = qualifiers.get('717', cursor.value(1).trim())?.meaning ?? '';
        close();
      }
    }
  }
  close();
  return { sets, group };
}

/** The interchange acknowledgments that follow one another where the cursor comes next. */
export function acknowledgedInterchanges(cursor: Cursor, end: number, { qualifiers }: Codes): readonly Acknowledged[] {
  const found: Acknowledged[] = [];
  while (cursor.advance() && cursor.start < end) {
    // The terminator of the segment before may come first.
    if (cursor.end === cursor.start) continue;
    if (cursor.id !== TA1) break;
    const note = cursor.value(5).trim();
    const answer = qualifiers.get('I17', cursor.value(4).trim())?.meaning;
    const why = note === '000' ? undefined : qualifiers.get('I18', note)?.meaning;
    const head = { start: cursor.start, end: cursor.end };
    found.push({
      name: ['TA1', cursor.value(1).trim()].filter(Boolean).join(' '),
      detail: [answer, why].filter(Boolean).join(' · '),
      span: { start: head.start, end: cursor.next },
      head,
    });
  }
  return found;
}
