/** How much of what is printed on a card was read. */

/** What is printed on a card. */
export interface PrintedCard {
  lines: string[];
  name: string;
  title: string;
  company: string;
  email: string;
  phones: string[];
}

/** Blanks, apostrophes and dashes are not what anybody looks at. */
const flat = (text: string) =>
  text
    .replace(/[ \t]+/gu, ' ')
    .replace(/[’‘`´]/gu, "'")
    .replace(/[—–]/gu, '-');

/** Fewest letters to be changed so that the line stands somewhere in the text: in what order lines are read does not matter. */
export function distance(line: string, text: string): number {
  let before = new Array<number>(text.length + 1).fill(0);
  for (let i = 1; i <= line.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= text.length; j += 1) {
      const change = (before[j - 1] ?? 0) + (line[i - 1] === text[j - 1] ? 0 : 1);
      now.push(Math.min(change, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1));
    }
    before = now;
  }
  return Math.min(...before);
}

/** Takes a card and all that was read of it; returns how many letters are wrong, and how many there are. */
export function letters(card: PrintedCard, read: string): { wrong: number; all: number } {
  const text = flat(read);
  let [wrong, all] = [0, 0];
  for (const line of card.lines) {
    wrong += distance(flat(line), text);
    all += line.length;
  }
  return { wrong, all };
}
