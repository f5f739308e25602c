/** What Caps Lock does to a text that was meant otherwise: `Weber` becomes `wEBER`. */

/** Takes a text; returns it with capitals for small letters and the other way round. */
export function swapCase(text: string): string {
  return Array.from(text, (letter) => {
    const upper = letter.toUpperCase();
    const swapped = letter === upper ? letter.toLowerCase() : upper;
    // `ß` has no capital of its own on a keyboard.
    return swapped.length === letter.length ? swapped : letter;
  }).join('');
}

/** Takes names; returns whether they were typed with Caps Lock: at least one such, and none as names are written. */
export function hasSwappedCase(names: string): boolean {
  const words = names.match(/[\p{L}\p{M}]{2,}/gu) ?? [];
  const isSwapped = (word: string) => /^\p{Ll}\p{Lu}{2,}$/u.test(word);
  return words.some(isSwapped) && !words.some((word) => /^\p{Lu}\p{Ll}+$/u.test(word));
}
