/**
 * Signs that a text may hold claims, told from its beginning in microseconds: what shows none is never sent to the
 * server, which alone says what a text is. Client and server share this file; it imports nothing.
 */

/** How much of a text is looked at, in characters. */
export const SIGNS_WITHIN = 65_536;

const SEGMENTS = /(?:^|[\r\n])[\s\uFEFF\v]*(?:ISA|MSH|FHS|BHS)[^A-Za-z0-9\s]|^[\s\uFEFF]*(?:GS|ST)[^A-Za-z0-9\s]/;
/** No table and no JSON begins so, whatever the name of the file has made the editor take it for. */
const MISNAMED = /^[\s\uFEFF]*(?:ISA|MSH|FHS|BHS)[^A-Za-z0-9\s]/;
const RESOURCE = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit|ChargeItem|Procedure|Bundle)"/;
const NAMES_CODES = /CPT|HCPC|PROC|PRCDR|PX|SV[12]0|(?:SERVICE|SVC|SRVC)[ _-]?C/i;
const NAMES_SERVICE =
  /DATE|DT\b|_DT|DOS|UNIT|QTY|QUANTITY|CLAIM|CLM|PATIENT|MEMBER|BENE|MRN|MOD|MDFR|CHARGE|CHRG|FROM|ACC(?:OUN)?T|VISIT|ENCOUNTER/i;
const DELIMITERS = [',', '\t', '|', ';'];
/** A header stands among the first lines. */
const MOST_ROWS = 20;
const LONGEST_NAME = 80;

const JSON_LANGUAGES = new Set(['json', 'jsonl', 'jsonc']);
const TABLE_LANGUAGES = /^(?:dynamic )?[ct]sv\b/;

/** Whether the head of a text shows claims; `columns` are names of columns of the user's own. */
export function mayHoldClaims(languageId: string, head: string, columns: readonly string[] = []): boolean {
  if (JSON_LANGUAGES.has(languageId)) return RESOURCE.test(head) || MISNAMED.test(head);
  if (TABLE_LANGUAGES.test(languageId)) return hasHeader(head, columns) || MISNAMED.test(head);
  return SEGMENTS.test(head) || (/^[\s\uFEFF]*[{[]/.test(head) ? RESOURCE.test(head) : hasHeader(head, columns));
}

/** A row among the first that names a code and something else of a service. */
function hasHeader(head: string, columns: readonly string[]): boolean {
  const own = new Set(columns.map((name) => name.trim().toUpperCase()));
  let at = 0;
  for (let row = 0; row < MOST_ROWS && at < head.length; row++) {
    const end = /[\r\n]/.exec(head.slice(at, at + SIGNS_WITHIN))?.index ?? head.length - at;
    const line = head.slice(at, at + end);
    at += end + 1;
    if (!NAMES_CODES.test(line) && own.size === 0) continue;
    for (const delimiter of DELIMITERS) {
      const names = line.split(delimiter).filter((name) => name.length <= LONGEST_NAME);
      if (names.length < 2) continue;
      if (own.size && names.some((name) => own.has(name.replaceAll('"', '').trim().toUpperCase()))) return true;
      if (names.some((name) => NAMES_CODES.test(name)) && names.some((name) => NAMES_SERVICE.test(name))) return true;
    }
  }
  return false;
}

/** A word that may be a procedure code: worth asking about when somebody points at it in running text. */
export function looksLikeCode(word: string): boolean {
  return /^(?:[A-Z]\d{4}|\d{4}[A-Z\d]|[O0]\d{3}[A-Z])$/i.test(word);
}
