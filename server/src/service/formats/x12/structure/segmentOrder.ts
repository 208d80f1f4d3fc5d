import type { ProblemFix } from '../../../model/document';
import type { Span } from '../../../model/span';
import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { Guide } from './guides';

/** LX itself, and what other rules speak of where a service belongs. */
const LX = packed('LX');
const SVC = packed('SVC');
const SERVICES = new Set(['SV1', 'SV2', 'SV3'].map(packed));

/** A segment of a line that stands before the service. */
export interface EarlySegment {
  readonly id: number;
  readonly name: string;
  readonly span: Span;
  readonly fix: ProblemFix | undefined;
}

/** The service is the first segment behind the LX of its line; open until it was met. Spans are relative to the block. */
export class SegmentOrder {
  isOpen = false;
  private service = 0;
  private first: Omit<EarlySegment, 'fix'> | undefined;

  begin({ line }: Guide): void {
    this.isOpen = line !== undefined;
    this.service = line?.[0]?.id ?? 0;
    this.first = undefined;
  }

  end(): void {
    this.isOpen = false;
  }

  /** At the service: the first segment that stood before it. */
  see(cursor: Cursor, base: number): EarlySegment | undefined {
    const { id } = cursor;
    const { first } = this;
    if (id === this.service) {
      this.isOpen = false;
      return first && { ...first, fix: moved(cursor, first, base) };
    }
    if (SERVICES.has(id) || id === SVC || id === LX) this.isOpen = false;
    else this.first ??= { id, name: cursor.idText(), span: { start: cursor.start - base, end: cursor.end - base } };
    return undefined;
  }
}

/** All that stands before the service goes behind it, with the line ends that are there. */
function moved(service: Cursor, { span, name }: Omit<EarlySegment, 'fix'>, base: number): ProblemFix | undefined {
  const { text, start, next, cut } = service;
  if (cut) return undefined;
  const from = span.start + base;
  const behind = next + /^[\r\n]{0,2}/.exec(text.slice(next, next + 2))![0].length;
  return {
    title: `Move ${name} behind ${service.idText()}`,
    edits: [
      { start: from - base, end: start - base, text: '' },
      { start: behind - base, end: behind - base, text: text.slice(from, start) },
    ],
  };
}
