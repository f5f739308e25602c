/** The words of a pseudo-language: English that can still be read, with other letters and a third longer. */
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const others = 'åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ';

/** Takes a template; returns it in that language. What stands in braces is left as it is. */
export function accented(template: string): string {
  const spelled = template
    .split(/(\{[^}]*\})/u)
    .map((part) =>
      part.startsWith('{') ? part : part.replace(/[A-Za-z]/gu, (letter) => others[letters.indexOf(letter)] ?? letter),
    )
    .join('');
  const length = template.replace(/\{[^}]*\}/gu, '').length;
  return `[${spelled}${' ~'.repeat(Math.ceil(length / 6))}]`;
}
