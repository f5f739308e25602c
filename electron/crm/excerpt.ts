/** What may be kept of an answer: its beginning, and nothing that would give the key away. */

/** Longest excerpt of an answer's body, in UTF-16 code units. */
const longestExcerpt = 2_000;

const replacement = '(the API key)';

/** Takes a text that came back and the key that was sent; returns the text with the key replaced, however it is escaped. */
export function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replace(spellingsOf(key), replacement);
}

/**
 * Takes an answer's body, null where none was read, and the key that was sent.
 * Returns what the ledger keeps of the body: its beginning without the key; null where there is nothing in it.
 */
export function excerptOf(body: string | null, key: string): string | null {
  // The key goes first: a cut through it would leave a half that is no longer recognised.
  const text = withoutKey(body ?? '', key).trim();
  if (text === '') return null;
  if (text.length <= longestExcerpt) return text;
  // With the u flag this is the half of a pair only.
  return `${text.slice(0, longestExcerpt - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

const entities: Partial<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** There is one key for many answers. */
let known: { key: string; pattern: RegExp } | null = null;

function spellingsOf(key: string): RegExp {
  if (known?.key !== key) known = { key, pattern: spellings(key) };
  return known.pattern;
}

/** Servers repeat a key as it is or as JSON, a URL or a page has to write it, one character so and the next one so. */
function spellings(key: string): RegExp {
  const characters = Array.from(key, (character) => {
    const code = character.charCodeAt(0);
    const hex = code.toString(16).padStart(2, '0');
    const entity = entities[character];
    const ways = [
      `\\\\?\\x${hex}`,
      `\\\\u00${hex}`,
      `%${hex}`,
      `&#0*${code};`,
      `&#x0*${hex};`,
      ...(entity === undefined ? [] : [`&${entity};`]),
    ];
    return `(?:${ways.join('|')})`;
  });
  return new RegExp(characters.join(''), 'giu');
}
