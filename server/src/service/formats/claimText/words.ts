/** What a label in a service line announces. */
export type LabelKind = 'modifiers' | 'units' | 'charge' | 'pointers' | 'place' | 'dates' | 'provider' | 'times';

const LABELS: ReadonlyMap<string, LabelKind> = new Map<string, LabelKind>([
  ...(['mod', 'mods', 'modifier', 'modifiers'] as const).map((word) => [word, 'modifiers'] as const),
  ...(['unit', 'units', 'qty', 'quantity'] as const).map((word) => [word, 'units'] as const),
  ...(['charge', 'charges', 'fee', 'amount', 'amt', 'usd'] as const).map((word) => [word, 'charge'] as const),
  ...(['dx', 'ptr', 'ptrs', 'pointer', 'pointers', 'diag', 'diagnosis', 'diagnoses', 'icd'] as const).map(
    (word) => [word, 'pointers'] as const,
  ),
  ...(['pos', 'place'] as const).map((word) => [word, 'place'] as const),
  ...(['dos', 'date', 'on', 'from', 'to', 'thru', 'through'] as const).map((word) => [word, 'dates'] as const),
  ...(['npi', 'rendering'] as const).map((word) => [word, 'provider'] as const),
  ['x', 'times'],
]);

export function labelKindOf(word: string): LabelKind | undefined {
  return LABELS.get(word.toLowerCase());
}

const MEASURES = wordSet(`min mins minute minutes mg mcg ml cc g gm kg lb lbs oz cm mm sq sqcm sqft m ft in inch inches
  unit units iu meq day days week weeks month months year years yo yrs hr hrs hour hours dose doses vial vials view
  views level levels lesion lesions time times percent tablets tabs caps fr gauge`);

const FUNCTION_WORDS = wordSet(`was were is are has have had will would should may can could been being be also which
  that this these those he she it they we you i there does did do not but if because than then per of or`);

/** A word that makes the number before it a quantity: `25 minutes`, `50000 units`. */
export function isMeasure(word: string): boolean {
  return MEASURES.has(word.toLowerCase());
}

/** A word that goes on a sentence, as no description of a service begins. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word.toLowerCase());
}

const ADDRESS =
  /\b(?:street|avenue|ave|road|rd|blvd|boulevard|suite|lane|highway|hwy|parkway|pkwy|apt|p\.?o\.? box|drive)\b|\bst\.?[ \t]*(?:,|$)|,[ \t]*[A-Z]{2}\.?(?:[ \t]+\d{5}(?:-\d{4})?)?[ \t]*$/i;

/** A street or a town and its state: the five digits before it are a house number or a ZIP code. */
export function looksLikeAddress(rest: string): boolean {
  return ADDRESS.test(rest);
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
