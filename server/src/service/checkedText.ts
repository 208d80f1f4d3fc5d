import type { Codes, Edition } from './codes/tables';
import { olderTables } from './features/tableAge';
import type { ClaimFormat } from './formats/format';
import type { Claim } from './model/claim';
import type { ClaimChange, ClaimDocument, TextChange } from './model/document';
import type { Finding, LineVerdict, Severity } from './model/finding';
import { replaceItems } from './model/list';
import { lastAtOrBefore } from './model/search';
import type { Span } from './model/span';
import type { Text } from './model/text';
import { type NoticedFinding, NoticedFindings } from './noticed';
import { type ClaimResult, NOTHING } from './rules/claimRun';
import type { Rule } from './rules/rule';
import { patientKey, RuleRun } from './rules/runRules';
import type { Settings } from './settings';
import { type NotChecked, UncheckedCounts } from './uncheckedCounts';

/** What every text of one service is checked with. Replaced as a whole when settings or tables change. */
export interface CheckContext {
  readonly rules: readonly Rule[];
  readonly codes: Codes;
  readonly settings: Settings;
}

/** A finding at its place in the text; `claim` is undefined for what the reader noticed outside of claims. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly claim: Claim | undefined;
  readonly span: Span;
}

export type Counts = Readonly<Record<Severity, number>>;

/**
 * More claims than this of one "patient" means that the identity is a placeholder (masked and test files): its claims
 * are judged one by one.
 */
export const MOST_CLAIMS_OF_A_PATIENT = 200;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

const REPEATED = {
  error: 'error repeated',
  warning: 'warning repeated',
  info: 'info repeated',
  hint: 'hint repeated',
} as const;

type Worst = Record<Severity | (typeof REPEATED)[Severity], { readonly claim: Claim; readonly finding: Finding }[]>;

/**
 * A text that is read and judged, kept up to date edit by edit: an edit reads the claims that it touches again, and
 * judges them together with the other claims of their patients. Everything else is kept.
 */
export class CheckedText {
  private current: ClaimDocument;
  /** One entry a claim of the document, in its order. */
  private results: ClaimResult[] = [];
  private readonly patients = new Map<string, Claim[]>();
  private readonly crowded = new Set<string>();
  private readonly unchecked = new UncheckedCounts();
  private run: RuleRun;
  /** The same with verdicts: made when they are first asked for. */
  private verdictRun: RuleRun | undefined;
  private readonly counted: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  private latest: NoticedFindings | undefined;
  /** Service lines of all claims. */
  private lines = 0;

  constructor(
    readonly format: ClaimFormat,
    private content: Text,
    private context: CheckContext,
  ) {
    this.current = format.read(String(content));
    this.run = new RuleRun(context);
    this.checkAll();
  }

  /** The whole text; after an edit it has to be put together: who looks at a part of it takes that of `source`. */
  get text(): string {
    return String(this.content);
  }

  get source(): Text {
    return this.content;
  }

  get lineCount(): number {
    return this.lines;
  }

  get codes(): Codes {
    return this.context.codes;
  }

  get document(): ClaimDocument {
    return this.current;
  }

  get counts(): Counts {
    return this.read.addedTo(this.counted);
  }

  /** What the reader noticed outside of claims, in the order of the text. */
  get noticed(): readonly NoticedFinding[] {
    return this.read.all;
  }

  private get read(): NoticedFindings {
    const { settings } = this.context;
    const { problems } = this.current;
    if (!this.latest?.isOf(problems, settings)) this.latest = new NoticedFindings(problems, settings);
    return this.latest;
  }

  /** Takes edits in order; each one's offsets refer to the text that the one before it left. */
  change(edits: readonly { readonly change: TextChange; readonly text: Text }[]): void {
    for (const { change, text } of edits) {
      const updated = this.format.update(this.current, text, change);
      this.content = text;
      this.current = updated.document;
      this.recheck(updated.changes);
    }
  }

  setContext(context: CheckContext): void {
    this.context = context;
    this.run = new RuleRun(context);
    this.verdictRun = undefined;
    this.checkAll();
  }

  /** Every finding in the order of the text, or the worst `limit` of them: of one severity, each cause once first. */
  findings(limit: number = Number.POSITIVE_INFINITY): PlacedFinding[] {
    const { counts, noticed } = this;
    const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
    const placed: PlacedFinding[] = total <= limit ? [...noticed] : [];
    const { claims } = this.current;
    if (total <= limit) {
      for (let i = 0; i < claims.length; i++) {
        for (const finding of this.results[i]!.findings) placed.push(place(claims[i]!, finding));
      }
    } else {
      const worst = this.worst(limit);
      for (const severity of SEVERITIES) {
        placed.push(...noticed.filter(({ finding }) => finding.severity === severity));
        for (const { claim, finding } of worst[severity]) placed.push(place(claim, finding));
        for (const { claim, finding } of worst[REPEATED[severity]]) placed.push(place(claim, finding));
      }
      placed.length = Math.min(placed.length, limit);
    }
    return placed.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** The first `limit` of each severity, further places of a cause apart: one walk over the claims of a large file. */
  private worst(limit: number): Worst {
    const found: Worst = {
      ...{ error: [], warning: [], info: [], hint: [] },
      ...{ 'error repeated': [], 'warning repeated': [], 'info repeated': [], 'hint repeated': [] },
    };
    const { claims } = this.current;
    for (let i = 0; i < claims.length && found.error.length < limit; i++) {
      for (const finding of this.results[i]!.findings) {
        const { severity, first } = finding;
        const into = found[first ? REPEATED[severity] : severity];
        if (into.length < limit) into.push({ claim: claims[i]!, finding });
      }
    }
    return found;
  }

  findingsOf(claim: Claim): readonly Finding[] {
    return this.results[this.indexOf(claim)]?.findings ?? [];
  }

  get notChecked(): NotChecked[] {
    return this.unchecked.all;
  }

  /** -1 where the claim is none of the document's any more. */
  private indexOf(claim: Claim): number {
    const { claims } = this.current;
    const index = lastAtOrBefore(claims.length, (one) => claims[one]!.base, claim.base);
    return claims[index] === claim ? index : -1;
  }

  /** The claim that holds an offset. */
  claimAt(offset: number): Claim | undefined {
    const { claims } = this.current;
    const claim = claims[lastAtOrBefore(claims.length, (index) => claims[index]!.base, offset)];
    return claim && claim.base + claim.span.start <= offset && offset <= claim.base + claim.span.end
      ? claim
      : undefined;
  }

  /** Imported tables that are older than the newest service of the text. */
  get olderTables(): readonly Edition[] {
    return olderTables(this.context.codes, this.current.claims);
  }

  /** What each rule says of each line of a claim, passes included; worked out when asked for. */
  verdictsOf(claim: Claim): readonly LineVerdict[] {
    const group = this.groupOf(claim);
    this.verdictRun ??= new RuleRun({ ...this.context, verdicts: true });
    return this.verdictRun.among(group, group.indexOf(claim)).verdicts;
  }

  private groupOf(claim: Claim): readonly Claim[] {
    const key = patientKey(claim);
    const group = key === undefined ? undefined : this.patients.get(key);
    return group && group.length <= MOST_CLAIMS_OF_A_PATIENT ? group : [claim];
  }

  private checkAll(): void {
    this.results = [];
    this.lines = 0;
    this.patients.clear();
    this.crowded.clear();
    this.unchecked.clear();
    for (const severity of SEVERITIES) this.counted[severity] = 0;
    this.recheck([{ at: 0, removed: [], inserted: this.current.claims }]);
  }

  private recheck(changes: readonly ClaimChange[]): void {
    const touched = new Set<string>();
    const added = new Set<Claim>();
    const alone: Claim[] = [];
    for (const { at, removed, inserted } of changes) {
      for (let i = 0; i < removed.length; i++) this.forget(this.results[at + i]!);
      this.lines += linesOf(inserted) - linesOf(removed);
      const fresh: ClaimResult[] = new Array(inserted.length).fill(NOTHING);
      replaceItems(this.results, at, removed.length, fresh);
      for (const claim of removed) {
        const key = patientKey(claim);
        if (key === undefined) continue;
        const group = this.patients.get(key)?.filter((one) => one !== claim) ?? [];
        if (group.length) {
          this.patients.set(key, group);
          touched.add(key);
        } else {
          this.patients.delete(key);
          this.crowded.delete(key);
        }
      }
      for (const claim of inserted) {
        const key = patientKey(claim);
        if (key === undefined) alone.push(claim);
        else {
          const group = this.patients.get(key);
          if (group) group.push(claim);
          else this.patients.set(key, [claim]);
          touched.add(key);
          added.add(claim);
        }
      }
    }
    for (const key of touched) {
      const group = this.patients.get(key);
      if (!group) continue;
      if (group.length > MOST_CLAIMS_OF_A_PATIENT) {
        const isNew = !this.crowded.has(key);
        for (const claim of group) if (isNew || added.has(claim)) alone.push(claim);
        this.crowded.add(key);
        continue;
      }
      this.crowded.delete(key);
      if (group.length === 1) alone.push(group[0]!);
      else {
        // Findings point at other claims in the order of the text, however the edits came.
        group.sort((a, b) => a.base - b.base);
        this.keep(group, this.run.together(group));
      }
    }
    this.keep(alone, this.run.each(alone));
  }

  private keep(claims: readonly Claim[], results: readonly ClaimResult[]): void {
    for (let i = 0; i < claims.length; i++) {
      const index = this.indexOf(claims[i]!);
      this.forget(this.results[index]!);
      this.results[index] = results[i]!;
      this.remember(results[i]!);
    }
  }

  private remember(result: ClaimResult): void {
    for (const finding of result.findings) this.counted[finding.severity]++;
    this.unchecked.add(result.unchecked);
  }

  private forget(result: ClaimResult): void {
    for (const finding of result.findings) this.counted[finding.severity]--;
    this.unchecked.takeBack(result.unchecked);
  }
}

function linesOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, { lines }) => sum + lines.length, 0);
}

export function place(claim: Claim, finding: Finding): PlacedFinding {
  return {
    finding,
    claim,
    span: { start: claim.base + finding.span.start, end: claim.base + finding.span.end },
  };
}
