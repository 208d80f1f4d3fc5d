import type { DiagnosisMention } from './claim';
import { isAnyDiagnosis, isDiagnosis, undotted } from './diagnosis';

/**
 * The diagnoses of a claim whose lines name them by code: counted in the order in which they are first met, each once. One
 * that has the shape of no code stands here for each place, because each is one to mend.
 */
export class DiagnosisList {
  readonly found: DiagnosisMention[] = [];
  private readonly pointers = new Map<string, number>();

  constructor(before: readonly DiagnosisMention[] = []) {
    for (const { value, pointer } of before) this.pointers.set(undotted(value), pointer);
  }

  /** What the code is counted by, as which `next` it is where it is new. */
  add(code: Omit<DiagnosisMention, 'pointer'>, next = this.pointers.size + 1): number {
    const { value, codeSet } = code;
    const known = this.pointerOf(value);
    const pointer = known ?? next;
    if (known === undefined) this.pointers.set(undotted(value), pointer);
    const isSound = codeSet ? isDiagnosis(value, codeSet) : isAnyDiagnosis(value);
    if (known === undefined || !isSound) this.found.push({ ...code, pointer });
    return pointer;
  }

  pointerOf(value: string): number | undefined {
    return this.pointers.get(undotted(value));
  }
}
