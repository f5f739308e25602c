import type { Plugin } from 'vite';

/**
 * Writes each character beyond Latin-1 as its escape, which means the same in a string, in a pattern, and in the raw templates
 * that patterns are made of. V8 keeps the text of a script, at two bytes a character as soon as one of them is beyond
 * Latin-1: a single "…" doubles it.
 * @throws where an escape would mean something else: after a backslash
 */
export const narrow = (): Plugin => ({
  name: 'narrow',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      if (/\\[\u0100-\uffff]/.test(chunk.code)) this.error(`${chunk.fileName} has a wide character after a backslash`);
      chunk.code = chunk.code.replace(
        /[\u0100-\uffff]/g,
        (wide) => `\\u${wide.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
});
