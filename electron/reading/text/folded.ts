/** Words reduced to what an e-mail address or a host makes of them. */

/** Takes a text; returns its letters and digits without accents, in lower case: `Großmüller` becomes `grossmuller`. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/[łŁ]/gu, 'l')
    .replace(/[øØ]/gu, 'o')
    .replace(/[æÆ]/gu, 'ae')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replace(/ı/gu, 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Takes a folded text; returns it with `ue` and `u` alike, as umlauts are written in addresses. */
export const withoutUmlautE = (text: string): string => text.replace(/([aou])e/gu, '$1');

/** Takes two texts; returns how many letters have to be changed, added or left out to make one the other. Up to 200 letters. */
export function distance(a: string, b: string): number {
  const [from, to] = [Array.from(a).slice(0, 200), Array.from(b).slice(0, 200)];
  let row = to.map((_letter, index) => index + 1);
  from.forEach((letter, index) => {
    let corner = index;
    let left = index + 1;
    row = row.map((above, column) => {
      left = Math.min(above + 1, left + 1, corner + (letter === to[column] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return row.at(-1) ?? from.length;
}
