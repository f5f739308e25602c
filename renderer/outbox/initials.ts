/** Takes a name; returns what stands for it in a circle: the first letters of its first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s・·]+/u).map((word) => /\p{L}\p{M}*|\p{N}/u.exec(word)?.[0] ?? '');
  const letters = words.filter((letter) => letter !== '');
  const [first = '', last = ''] = [letters[0], letters.length > 1 ? letters.at(-1) : ''];
  return `${first}${last}`.toLocaleUpperCase();
}
