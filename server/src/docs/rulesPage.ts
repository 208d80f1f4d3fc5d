import { CATALOGUE, createClaimService, RULES, type RuleExample, type RuleInfo, starterCodes } from '../service';
import { exampleCodes } from './exampleTables';

const SEVERITY = 'error for what a table says, warning for a judgement, info and hint for help';

/** `server/rules.md`: a table of the rules and a section for each, examples with the finding that they give. */
export function rulesPage(): string {
  const parts = [
    '# Rules',
    'Generated from the rules themselves (`npm run generate`); change the rule, not this page.',
    `Each rule has a setting \`claimLens.rules.<id>\`: \`default\`, \`off\`, \`hint\`, \`info\`, \`warning\` or \`error\`; on the command line \`--rule <id>=<level>\`. Severity follows certainty: ${SEVERITY}.`,
    'A rule gives one of four verdicts on a line: pass, fail, bypassed (a modifier lifts the edit) or **not checked** (no loaded table covers the code or the date; never counted as a pass). Lines of a void claim (frequency 8) are not judged.',
    ruleTable(),
    ...CATALOGUE.map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The table of rules, also for the README. `page` is where the sections are. */
export function ruleTable(page = ''): string {
  const rows = CATALOGUE.map((rule) => `| [${rule.id}](${page}#${rule.id}) | ${rule.severity} | ${rule.summary} |`);
  return ['| rule | severity | reports |', '|---|---|---|', ...rows].join('\n');
}

function section(rule: RuleInfo): string {
  return [
    `## ${rule.id}`,
    `${rule.summary}`,
    `**Why.** ${rule.why}`,
    `**What to do.** ${rule.advice}`,
    `Severity: ${rule.severity} (by default). ${appliesTo(rule)}`,
    ...rule.examples.bad.map((example) => exampleText('Reported', rule, example)),
    ...rule.examples.good.map((example) => exampleText('Not reported', rule, example)),
    ...yields(rule),
    `Sources: ${rule.sources.join('; ')}.`,
  ].join('\n\n');
}

function appliesTo({ id, reads }: RuleInfo): string {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return `Applies to: ${reads ?? 'X12'} files, whatever they hold. Tables: none.`;
  const texts = rule.appliesTo === 'claims' ? 'claims' : 'claims, remittances and inquiries';
  const payers =
    rule.scope === 'all payers' ? 'all payers' : "Medicare's edits, by default for all payers (`claimLens.payers`)";
  return `Applies to: ${texts}; ${payers}. Tables: ${rule.needs.length ? rule.needs.join(', ') : 'none'}.`;
}

/** One cause, one finding: which rules speak in the place of this one. */
function yields({ id }: RuleInfo): string[] {
  const closer = RULES.find((one) => one.id === id)?.yieldsTo;
  if (!closer?.length) return [];
  return [
    `Left out where one of these has found the cause in the same place: ${closer.map((one) => `[${one}](#${one})`).join(', ')}.`,
  ];
}

function exampleText(title: string, rule: RuleInfo, example: RuleExample): string {
  const { note } = example;
  const text = example.text.replace(/[«»]/g, '');
  const { format, messages: found } = findingsOf(rule.id, text, example.imported);
  const heading = `${title}${note ? ` (${note})` : ''}:`;
  const shown = found.map((message) => `> ${message}`).join('\n>\n');
  return [heading, `\`\`\`${format}\n${text}\n\`\`\``, shown].filter(Boolean).join('\n\n');
}

/** An example is claim text, or X12 where only that can say it. */
function findingsOf(
  id: string,
  text: string,
  imported?: true,
): { readonly format: string; readonly messages: readonly string[] } {
  const checked = createClaimService({ codes: imported ? exampleCodes() : starterCodes() }).open(text, {
    languageId: 'claim-text',
  });
  const found = (checked?.findings() ?? []).filter(({ finding }) => finding.rule === id);
  return { format: checked?.format.id ?? 'text', messages: found.map(({ finding }) => finding.message) };
}
