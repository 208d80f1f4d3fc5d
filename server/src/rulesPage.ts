import { CATALOGUE } from './service';

/** The page with a section a rule. */
const RULES_PAGE = 'https://github.com/claim-lens/claim-lens/blob/main/server/rules.md';

let documented: ReadonlySet<string> | undefined;

/** The address of a rule's section. What the reader noticed has an id as well, but only rules have a section to link to. */
export function docsOf(rule: string): string | undefined {
  documented ??= new Set(CATALOGUE.map(({ id }) => id));
  return documented.has(rule) ? `${RULES_PAGE}#${rule}` : undefined;
}
