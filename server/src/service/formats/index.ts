import type { RuleInfo } from '../model/ruleInfo';
import { claimText } from './claimText';
import { mentionsOnly } from './claimText/mentionsOnly';
import { csvWith } from './csv';
import type { ColumnNames } from './csv/ownColumns';
import { fhirJson } from './fhirJson';
import { brokenJson } from './fhirJson/rules/broken-json';
import type { ClaimFormat } from './format';
import { hl7v2 } from './hl7v2';
import { cutMessage } from './hl7v2/rules/cut-message';
import { x12 } from './x12';
import { STRUCTURE_RULES } from './x12/structure';

/** Every way of writing claims that is read, most certain to detect first; `columns` are a user's own names in tables. */
export function formatsWith(columns: ColumnNames): readonly ClaimFormat[] {
  return [x12, hl7v2, fhirJson, csvWith(columns), claimText];
}

export const FORMATS: readonly ClaimFormat[] = formatsWith({});

/** What the readers check of a format itself. */
export const FORMAT_RULES: readonly RuleInfo[] = [...STRUCTURE_RULES, cutMessage, brokenJson];

/** Running text, in which nothing is a claim. */
export const TEXT: ClaimFormat = mentionsOnly;
