import { type ClaimService, type ReadProblem, TEXT } from '../service';
import type { Source } from './sources';

/** What to tell of an input in which no claim was found: nothing checked is not clean. */
export interface NothingRead {
  /** For the user, behind the path. */
  readonly message: string;
  /** An input that should hold claims: unreadable, not just empty of them. */
  readonly unusable: boolean;
}

/** `problems`: what its reader noticed. `foreign`: a file of a directory that only its name took for claims; it is skipped as others are. */
export function nothingRead(
  service: ClaimService,
  source: Source & { kind: 'claims' },
  problems: readonly ReadProblem[],
): NothingRead | 'foreign' {
  const { text, format, named } = source;
  if (text.head.trim() === '') return { message: 'is empty: there is nothing to check', unusable: true };
  const { kind, why } = (service.formats.find(({ id }) => id === format) ?? TEXT).noClaims(text.head, problems);
  if (kind === 'none') return { message: `holds no claims: ${why}`, unusable: false };
  if (kind === 'lost') return { message: `was not checked: ${why}; ask its sender for the whole file`, unusable: true };
  if (!named) return 'foreign';
  const others = service.formats.map(({ id }) => id).filter((id) => id !== format);
  return {
    message: `was not checked: read as ${format}, ${why}; if it is another format, use --as ${others.join(', ')}`,
    unusable: true,
  };
}
