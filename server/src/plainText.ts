/** Markdown without its marks, for editors that show none: one line a line, the cells of a table's row one behind the other. */
export function plainText(markdown: string): string {
  const lines = markdown.split(/\r?\n/).flatMap((line) => {
    if (!isRow(line)) return [RULE.test(line) ? '' : plainLine(line.replace(/^#{1,6}\s+/, ''))];
    const told = plainCells(line).filter(Boolean);
    return IS_DIVIDER.test(line) || told.length === 0 ? [] : [told.join(': ')];
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const IS_DIVIDER = /^[\s|:-]+$/;

export function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

export function plainCells(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plainLine(cell.trim()));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** A character that is escaped, or a span of code. */
const LITERAL = /\\([\\`*_{}[\]()#+\-.!|<>~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)/g;

/** The text of a line without its marks. Underscores inside words, escaped characters and code are text. */
export function plainLine(markdown: string): string {
  const literals: string[] = [];
  const text = markdown
    .replace(/\s+/g, ' ')
    .replace(LITERAL, (_, escaped?: string, _marks?: string, code = '') => {
      return `\u0000${literals.push(escaped ?? codeOf(code)) - 1}\u0000`;
    })
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, (_, label: string, to: string) => linkText(label, to))
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name]!);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL can't stand in the text, so it marks the kept places
  return text.replace(/\u0000(\d+)\u0000/g, (_, index: string) => literals[Number(index)]!).trim();
}

/** A blank on both sides parts marks from a mark in the code; the border of a cell is escaped in code too. */
function codeOf(code: string): string {
  return code.replace(/^ (.*\S.*) $/, '$1').replace(/\\\|/g, '|');
}

/** A link into the editor (a command) says nothing where it can't be clicked. */
function linkText(label: string, to: string): string {
  return /^https?:/.test(to) && to !== label ? `${label} (${to})` : label;
}
