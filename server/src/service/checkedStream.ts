import type { CheckContext, NotChecked, PlacedFinding } from './checkedText';
import type { ClaimFormat } from './formats/format';

/** The findings of one claim of a stream, once nothing that comes later can change them. */
export interface StreamedClaim {
  readonly id: string | undefined;
  readonly lines: number;
  readonly findings: readonly PlacedFinding[];
}

export class CheckedStream {
  constructor(
    readonly format: ClaimFormat,
    readonly context: CheckContext,
  ) {}
  notChecked: readonly NotChecked[] = [];
}
