import type { Cursor } from './cursor';
import { componentUsed, type Delimiters } from './delimiters';
import type { Layout, NewDelimiters } from './layout';
import { Pieces } from './replacements';
import { packed } from './segmentIds';
import { endsByLine, walkSegments } from './walk';

type Role = 'element' | 'component' | 'repetition' | 'segment';

const ROLES: readonly Role[] = ['element', 'component', 'repetition', 'segment'];
const NAMES: Readonly<Record<Role, string>> = {
  element: 'element separator',
  component: 'component separator',
  repetition: 'repetition separator',
  segment: 'segment terminator',
};

/**
 * Letters, digits and white space separate nothing; marks that a reader skips could be lost; what is not ASCII is one byte
 * in one encoding and two in another.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFIT = /[A-Za-z0-9\s\0\x1a\x7f]|[^\0-\x7f]/;
/** What may be taken instead, the usual ones first. */
const USUAL = [...'*:~^|>!+;<{}[]@`\\'];

/** Where a composite stands that nearly every claim has: it shows the component separator that is used. */
const COMPOSITES: ReadonlyMap<number, number> = new Map([
  [packed('CLM'), 5],
  [packed('HI'), 1],
  [packed('SV1'), 1],
  [packed('SV2'), 2],
  [packed('SV3'), 1],
  [packed('SV5'), 1],
  [packed('SVC'), 1],
]);

/** How one interchange is written with other delimiters. */
interface Spelling {
  readonly old: Delimiters;
  readonly now: Readonly<Record<Role, string | undefined>>;
  /** What stands in place of an old delimiter that changes. */
  readonly table: ReadonlyMap<string, string>;
  readonly changing: RegExp;
  /** The new delimiters: none may be data in the ISA; elsewhere those may that are replaced themselves. */
  readonly fresh: RegExp;
  readonly freshInIsa: RegExp;
}

/** Writes every interchange with other delimiters; refused where a new one occurs in data. Line ends stay. */
export function respell(text: string, wanted: NewDelimiters): Layout {
  for (const role of ROLES) {
    const given = wanted[role];
    if (given !== undefined && (given.length !== 1 || UNFIT.test(given))) {
      return { refused: `the ${NAMES[role]} must be one ASCII character that is no letter, digit or white space` };
    }
  }
  const pieces = new Pieces();
  let taken = 0;
  let refused: Layout | undefined;
  let spelling: Spelling | undefined;
  walkSegments(text, ({ start, end, next, cut, isa, opens, delimiters, cursor }) => {
    if (opens) {
      const made = spellingOf(delimiters, wanted);
      if (typeof made === 'string') {
        refused = { refused: made, at: start };
        return false;
      }
      spelling = made;
    }
    if (!spelling) return true;
    const { old, now, table, changing, fresh } = spelling;
    const own = text.slice(start, end);
    if (cursor.isComment) {
      const ending = own.indexOf(now.segment!);
      if (ending < 0) return true;
      refused = { refused: `‘${now.segment}’ would end the comment line that it occurs in`, at: start + ending };
      return false;
    }
    const used = now.component === old.component ? undefined : undeclaredIn(cursor, old.component);
    if (used !== undefined) {
      const found = `the composites use ‘${used}’ as component separator, but ISA16 declares ‘${old.component}’`;
      refused = { refused: `${found}; make them agree first`, at: start };
      return false;
    }
    const parts = isa ? own.split(old.element).length - 1 : COMPONENT;
    if (parts !== COMPONENT) {
      refused = { refused: `the ISA has ${parts} elements instead of ${COMPONENT}; put it right first`, at: start };
      return false;
    }
    const clash = isa ? clashInIsa(own, spelling) : own.search(fresh);
    if (clash >= 0) {
      refused = { refused: clashText(text, own[clash]!, now), at: start + clash };
      return false;
    }
    pieces.add(text.slice(taken, start));
    pieces.add(isa ? isaWith(own, spelling) : own.replace(changing, (one) => table.get(one) ?? one));
    if (!cut) pieces.add(now.segment!);
    // The line end stays a line end, though it ends no segment any more.
    if (!cut && endsByLine(old) && now.segment !== old.segment) pieces.add(old.segment);
    taken = next;
    return true;
  });
  if (refused) return refused;
  pieces.add(text.slice(taken));
  return { text: pieces.joined() };
}

function clashText(text: string, clash: string, now: Spelling['now']): string {
  const role = ROLES.find((one) => now[one] === clash)!;
  const free = USUAL.find((one) => !text.includes(one));
  const remedy = free === undefined ? 'choose another' : `‘${free}’ does not occur in the text`;
  return `‘${clash}’ occurs in data and can't become the ${NAMES[role]}; ${remedy}`;
}

/** The component separator of a composite, where it is not the declared one. */
function undeclaredIn(cursor: Cursor, declared: string): string | undefined {
  const index = COMPOSITES.get(cursor.id);
  if (index === undefined) return undefined;
  const used = componentUsed(cursor.value(index), declared);
  return used === declared ? undefined : used;
}

/** Undefined where nothing changes; a text says why it can't be done. */
function spellingOf(old: Delimiters, wanted: NewDelimiters): Spelling | string | undefined {
  const now = Object.fromEntries(
    ROLES.map((role) => [role, old[role] === undefined ? undefined : (wanted[role] ?? old[role])]),
  ) as Spelling['now'];
  const roles = ROLES.filter((role) => now[role] !== undefined);
  for (const role of roles) {
    const same = roles.find((other) => other !== role && now[other] === now[role]);
    if (same) return `‘${now[role]}’ can't be both ${NAMES[role]} and ${NAMES[same]}`;
  }
  const changed = roles.filter((role) => now[role] !== old[role]);
  if (changed.length === 0) return undefined;
  if (old.guessed && changed.includes('component')) {
    return `no ISA says what the component separator is; leave it as ‘${old.component}’, or add the ISA first`;
  }
  const before = new Set(roles.map((role) => old[role]!));
  const after = changed.map((role) => now[role]!);
  return {
    old,
    now,
    table: new Map(changed.map((role) => [old[role]!, now[role]!])),
    changing: oneOf(changed.map((role) => old[role]!)),
    fresh: oneOf(after.filter((one) => !before.has(one))),
    freshInIsa: oneOf(after),
  };
}

function oneOf(characters: readonly string[]): RegExp {
  if (characters.length === 0) return /(?!)/g;
  return new RegExp(
    `[${characters.map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}]`,
    'g',
  );
}

const REPETITION = 11;
const COMPONENT = 16;

/** The id and the sixteen elements of an ISA; the last goes to the terminator. */
function elementsOf(isa: string, element: string): string[] {
  const all = isa.split(element);
  return [...all.slice(0, COMPONENT), all.slice(COMPONENT).join(element)];
}

function clashInIsa(isa: string, { old, freshInIsa }: Spelling): number {
  let at = 0;
  for (const [index, value] of elementsOf(isa, old.element).entries()) {
    const clash = value.search(freshInIsa);
    const declares = index === COMPONENT || (index === REPETITION && old.repetition !== undefined);
    if (clash >= 0 && !declares) return at + clash;
    at += value.length + 1;
  }
  return -1;
}

/** The component separator that ISA16 leaves out is written there once it is another. */
function isaWith(isa: string, { old, now }: Spelling): string {
  const all = elementsOf(isa, old.element);
  if (old.repetition !== undefined) all[REPETITION] = all[REPETITION]!.replace(old.repetition, () => now.repetition!);
  const last = all[COMPONENT]!;
  if (last !== '') all[COMPONENT] = now.component + last.slice(1);
  else if (now.component !== old.component) all[COMPONENT] = now.component!;
  return all.join(now.element!);
}
