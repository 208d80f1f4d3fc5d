import type { ImportProgress } from '../import';
import { width } from './output';

export interface ProgressLine {
  show(progress: ImportProgress): void;
  /** Leaves the line as it was before. */
  end(): void;
}

const BAR = 24;

/** On a terminal one line that moves, on standard error; elsewhere one plain line a member. */
export function progressLine(): ProgressLine {
  const moves = process.stderr.isTTY === true;
  const begun = performance.now();
  let member = '';
  return {
    show({ member: name, rows, bytes, bytesTotal }) {
      const rate = bytes / 1e6 / Math.max(0.001, (performance.now() - begun) / 1000);
      if (moves) {
        const share = bytesTotal ? Math.min(1, bytes / bytesTotal) : 0;
        const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');
        const text = `${bar} ${Math.round(share * 100)} %  ${rows.toLocaleString('en-US')} rows  ${rate.toFixed(0)} MB/s  ${name}`;
        process.stderr.write(`\r\u001b[K${text.slice(0, width())}`);
      } else if (name !== member) process.stderr.write(`reading ${name}\n`);
      member = name;
    },
    end() {
      if (moves && member) process.stderr.write('\r\u001b[K');
    },
  };
}
