/** The text of an example that only X12 can say: the segments of a professional claim without their envelope. */
export function x12Example(...segments: readonly string[]): string {
  return ['ST*837*0001*005010X222A1', ...segments].map((segment) => `${segment}~`).join('\n');
}
