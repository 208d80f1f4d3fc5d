import type { Finding } from '../service';

/** Numbers the causes of a file that have several places, from 1; undefined for a finding that stands alone. */
export function groupNumbers(): (finding: Finding) => number | undefined {
  const numbers = new WeakMap<Finding, number>();
  let last = 0;
  return (finding) => {
    const key = finding.first ?? finding;
    if (!key.repeats) return undefined;
    const number = numbers.get(key) ?? ++last;
    numbers.set(key, number);
    return number;
  };
}
