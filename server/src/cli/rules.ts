import { docsOf } from '../rulesPage';
import { CATALOGUE, RULES, type RuleInfo } from '../service';
import { checkRuleId, EXIT, oneOf, parse, UsageError } from './args';
import { flush, paint, print, wrap } from './output';
import { CODES_OPTION } from './store';

/** `rules`: what is checked, or all about one rule. */
export async function rules(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, { ...CODES_OPTION, format: { type: 'string', default: 'pretty' } });
  const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
  const [id, ...more] = positionals;
  if (more.length) throw new UsageError('name one rule, or none for the list');
  if (id === undefined) await print(json ? `${JSON.stringify(CATALOGUE.map(ruleJson), undefined, 2)}\n` : list());
  else {
    checkRuleId(id);
    const rule = CATALOGUE.find((one) => one.id === id)!;
    await print(json ? `${JSON.stringify(ruleJson(rule), undefined, 2)}\n` : page(rule));
  }
  await flush();
  return EXIT.clean;
}

function list(): string {
  const wide = Math.max(0, ...CATALOGUE.map((rule) => rule.id.length));
  return CATALOGUE.map((rule) => `${rule.id.padEnd(wide)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`).join('');
}

function page(rule: RuleInfo): string {
  const part = (caption: string, body: string) => `\n${paint('bold', caption)}\n${body}`;
  return [
    `${paint('bold', rule.id)} (${rule.severity}${rule.stage === 'preview' ? ', preview' : ''})\n`,
    wrap(rule.summary, ''),
    part('Why', wrap(rule.why, '  ')),
    part('What to do', wrap(rule.advice, '  ')),
    part('Judges', wrap(judged(rule), '  ')),
    needed(rule),
    part('Sources', rule.sources.map((source) => wrap(`- ${source}`, '  ', '  ')).join('')),
    ...rule.examples.bad.map((example) => part('Reported', exampleText(example.text, example.note))),
    ...rule.examples.good.map((example) => part('Fine', exampleText(example.text, example.note))),
  ].join('');
}

/** What the rule looks at; a rule without an entry in `RULES` is about the file itself. */
function judged({ id }: RuleInfo): string {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return 'X12 files';
  const texts = rule.appliesTo === 'claims' ? 'claims' : 'claims, remittances and inquiries';
  const limited = 'all payers, or with --payers medicare those of Medicare and Medicaid';
  return `${texts}; ${rule.scope === 'medicare edits' ? limited : 'all payers'}`;
}

function needed({ id }: RuleInfo): string {
  const needs = RULES.find((one) => one.id === id)?.needs ?? [];
  return needs.length ? `\n${paint('bold', 'Needs')}\n${wrap(`tables ${needs.join(', ')}`, '  ')}` : '';
}

function exampleText(text: string, note: string | undefined): string {
  const body = text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line.replace(/«(.*?)»/g, (_, found: string) => paint('red', found)).replace(/[«»]/g, '')}\n`);
  return `${note ? wrap(note, '  ') : ''}${body.join('')}`;
}

function ruleJson(rule: RuleInfo) {
  const { id, severity, stage, summary, why, advice, sources } = rule;
  const { needs = [], scope = 'all payers', appliesTo = 'everything' } = RULES.find((one) => one.id === id) ?? {};
  const plain = ({ text, note }: { text: string; note?: string }) => ({ text: text.replace(/[«»]/g, ''), note });
  const examples = { bad: rule.examples.bad.map(plain), good: rule.examples.good.map(plain) };
  return { id, severity, stage, summary, why, advice, needs, scope, appliesTo, sources, examples, docs: docsOf(id) };
}
