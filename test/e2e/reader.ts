/** Reads a screen in a pseudo-language: whatever is plain English there is not in the catalogue, and what is cut off shows. */
import type { Page } from '@playwright/test';

/** What is written in plain letters whatever the words are. */
const proper = [
  'Fieldpost',
  // Names of technical things, which come as they are into a sentence.
  ...['CRM', 'HTTP', 'JSON', 'CSV', 'DNS', 'TLS', 'API', 'URL', 'ID', 'SQLite', 'kB', 'MB', 'GET', 'POST', 'UTC'],
  // Months and halves of a day, as `Intl` writes them in the language of dates and numbers.
  ...['AM', 'PM', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ...[
    'January',
    'February',
    'March',
    'April',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
];

/** Runs in the page, on what is on top there; takes the words and the phrases that may be plain. */
const reading = String.raw`(allowed, phrases) => {
  const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const found = new Set();
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const inShort = (text) => text.replace(/\s+/gu, ' ').trim().slice(0, 90);

  function readWords(text) {
    // Addresses, names of files and identifiers are nobody's words.
    const own = phrases.reduce((left, phrase) => left.replaceAll(phrase, ' '), text);
    const bare = own.replace(/\S*(?:[/\\@_]|\w\.\w)\S*|\b[\w-]*\d[\w-]*\b/gu, ' ');
    const words = (bare.match(/[A-Za-z]{2,}/gu) ?? []).filter((word) => !allowed.includes(word));
    if (words.length > 0) found.add('English: ' + inShort(text));
  }

  function readCut(node, element) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    for (let at = element; at !== null && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      const isEllipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      // What can be scrolled to is not cut off.
      if (isEllipsis || /auto|scroll/u.test(style.overflowX + style.overflowY)) return;
      const clips = at === document.body || /hidden|clip/u.test(style.overflowX) || at.matches('button, select, dialog');
      if (!clips || style.display === 'inline') continue;
      const edge = at.getBoundingClientRect();
      const isOut = ({ left, right, top, bottom }) =>
        left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 2 || bottom > edge.bottom + 2;
      if (boxes.some(isOut)) {
        found.add('cut off: ' + inShort(node.data));
        return;
      }
    }
  }

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.closest('script, style') !== null) continue;
    const isOption = element.matches('option');
    if (!shown(isOption ? element.closest('select') : element)) continue;
    // What somebody typed or sent, languages by their own names, and words that are the same in every language.
    if (element.closest('bdi, pre, textarea, [lang]:not(html), [translate="no"]') === null) readWords(node.data);
    if (!isOption && element.closest('.visually-hidden') === null && getComputedStyle(element).clipPath === 'none') {
      readCut(node, element);
    }
  }
  for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
    for (const element of root.querySelectorAll('[' + name + ']')) {
      if (shown(element)) readWords(element.getAttribute(name));
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add('wider than the window');
  return [...found];
}`;

/** Takes the phrases of the test's own data; returns what is wrong with the screen as it is, each with its text. */
export async function readScreen(page: Page, data: readonly string[]): Promise<string[]> {
  return page.evaluate<string[]>(`(${reading})(${JSON.stringify(proper)}, ${JSON.stringify(data)})`);
}
