import type { PlacedFinding } from './checkedText';
import { FORMAT_RULES } from './formats';
import type { ReadProblem } from './model/document';
import type { Severity } from './model/finding';
import type { Settings } from './settings';

/** What a reader noticed, as the settings have it. */
export interface NoticedFinding extends PlacedFinding {
  readonly problem: ReadProblem;
}

const OWN = new Map(FORMAT_RULES.map(({ id, severity }) => [id, severity]));

/** A problem as a finding; undefined where the settings switch its rule off. */
export function noticedFinding(problem: ReadProblem, { rules, x12 }: Settings): NoticedFinding | undefined {
  const { id, span, message, related } = problem;
  const level = rules[id];
  if (level === 'off' || isAccepted(problem, x12.codeLists)) return undefined;
  const own = problem.severity ?? OWN.get(id) ?? 'warning';
  const severity = level === undefined || level === 'default' ? own : level;
  return {
    problem,
    claim: undefined,
    span,
    finding: { rule: id, severity, span, message, ...(related && { related }) },
  };
}

/** The settings have the list switched off, or add the code to it. */
function isAccepted({ list }: ReadProblem, codeLists: Settings['x12']['codeLists']): boolean {
  const own = list && codeLists[list.element];
  return own === false || (Array.isArray(own) && own.includes(list!.value));
}

/** The problems of one document under one set of settings, with their counts. */
export class NoticedFindings {
  readonly all: readonly NoticedFinding[];
  private readonly counted: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };

  constructor(
    private readonly problems: readonly ReadProblem[],
    private readonly settings: Settings,
  ) {
    this.all = problems.flatMap((problem) => noticedFinding(problem, settings) ?? []);
    for (const { finding } of this.all) this.counted[finding.severity]++;
  }

  isOf(problems: readonly ReadProblem[], settings: Settings): boolean {
    return this.problems === problems && this.settings === settings;
  }

  addedTo(counts: Readonly<Record<Severity, number>>): Readonly<Record<Severity, number>> {
    const { error, warning, info, hint } = this.counted;
    return {
      error: counts.error + error,
      warning: counts.warning + warning,
      info: counts.info + info,
      hint: counts.hint + hint,
    };
  }
}
