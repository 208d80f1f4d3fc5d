import type { At } from '../../model/span';
import type { Block } from './block';
import { type Key, readKeys } from './keys';
import { readServiceLine } from './serviceLine';
import { tableFrom } from './tables';
import { isRule, lineFrom, readableWidth, type TextLine } from './textLines';

const MAY_NAME = /claim|acc/i;
/** A heading without a separator: `Claim 5`, `=== Claim #5 ===`, `## CLAIM 2025-0042`. */
const HEADING =
  /^[\s\uFEFF]*(?:[#*=_-]{1,20}[ \t]*)?(claim|account|acct\.?)(?:[ \t]*#|[ \t](?:no\.?|number|id)(?=[ \t])|(?=[ \t]))[ \t]*([A-Za-z0-9-]{0,30}\d[A-Za-z0-9-]{0,30})(?=[ \t]*[#*=_-]{0,80}[ \t]*(?:$|[|;]|[ \t]{2}))/i;

/**
 * Whether a claim begins at the line, and by what: a rule, or a key that names a claim or an account. Decided by the
 * claim that is being read and by the text from here to the next line that is not blank.
 *
 * A rule does not part a claim's head from its lines: where no service line stands yet it is decoration below a claim
 * key, and elsewhere if a service line or a table follows. An account number joins the claim whose key stands above it
 * without a service line between, and the other way round; a key also joins headers that name a patient or that a
 * rule began.
 */
export function boundaryAt(block: Block, content: string, text: string, line: TextLine): Block['opened'] | undefined {
  if (isRule(content)) {
    if (block.underHeader) return undefined;
    if (block.lines.length || !block.headers) return 'rule';
    if (block.hasClaimKey || block.hasAccountKey) return undefined;
    return isServiceAhead(text, line.next) ? undefined : 'rule';
  }
  if (!MAY_NAME.test(content)) return undefined;
  const key = nameKeyOf(content);
  if (!key) return undefined;
  if (!block.lines.length && block.headers) {
    if (key === 'account' && block.hasClaimKey && !block.hasAccountKey) return undefined;
    if (key === 'claim' && block.hasAccountKey && !block.hasClaimKey) return undefined;
    if (!block.hasClaimKey && !block.hasAccountKey && (block.opened === 'rule' || block.patient)) return undefined;
  }
  return key;
}

/** The name in a heading like `Claim 5`. */
export function headingOf(content: string, origin: number): { key: 'claim' | 'account'; name: At<string> } | undefined {
  if (content.length > 200 || !MAY_NAME.test(content)) return undefined;
  const match = HEADING.exec(content);
  if (!match) return undefined;
  const start = content.lastIndexOf(match[2]!, match[0].length);
  const key = /^claim/i.test(match[1]!) ? 'claim' : 'account';
  return { key, name: { value: match[2]!, start: origin + start, end: origin + start + match[2]!.length } };
}

function nameKeyOf(content: string): 'claim' | 'account' | undefined {
  const isName = (key: Key) => key === 'claim' || key === 'account';
  const segment = readKeys(content).find(({ key }) => isName(key));
  if (segment) return segment.key === 'claim' ? 'claim' : 'account';
  return headingOf(content, 0)?.key;
}

function isServiceAhead(text: string, from: number): boolean {
  let line: TextLine;
  for (let at = from; at < text.length; at = line.next) {
    line = lineFrom(text, at);
    const content = text.slice(line.start, Math.min(line.end, line.start + readableWidth));
    if (content.trim() === '') continue;
    return tableFrom(content) !== undefined || readServiceLine(content, 0, 0, 0).length > 0;
  }
  return false;
}
