/**
 * Both are the same code, written otherwise: in another case, with a dot or blanks, with zeros in front or without, with a
 * letter for the digit that it looks like. What words beside it say of it stays true when one takes the other's place.
 */
export function isSameCode(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/^0+/, '');
}
