/** What an entry of the log may be made of, so that no contact and no key can get into it. */

declare const checked: unique symbol;
/** A text that came from outside of this source but is of a harmless form. Made by `version` and `isToken` only. */
export type Token = string & { readonly [checked]: true };

export type Fact = string | number | boolean | null;
export type Facts = Readonly<Record<string, Fact>>;

/**
 * The type itself where each text in it stands in this source: a literal, a union of literals, or a token. For a text that
 * is only known when the app runs it is `never`, which the compiler refuses.
 */
export type Fixed<Value> = Value extends Token
  ? Value
  : Value extends string
    ? // A type with endlessly many texts makes an index signature here, which an empty object satisfies.
      // eslint-disable-next-line @typescript-eslint/no-empty-object-type
      {} extends Record<Value, 1>
      ? never
      : Value
    : Value;

export type FixedFacts<Known extends Facts> = { readonly [Name in keyof Known]: Fixed<Known[Name]> };

const form = /^[\w.:+-]{1,64}$/u;

/** Whether this text is one short word without any space or quotation mark. For texts of the system only. */
export function isToken(text: string): text is Token {
  return form.test(text);
}

/** Takes a version; returns its beginning that is nothing but numbers, or null: `1.2.3-beta` is 1.2.3. */
export function version(text: string): Token | null {
  const numbers = /^\d{1,9}(?:\.\d{1,9}){0,3}(?![\w])/u.exec(text)?.[0] ?? '';
  return isToken(numbers) ? numbers : null;
}

/** Returns a fact as it stands in the log. Whatever its type promises, a text of another form is withheld. */
export function written(fact: Fact): string {
  if (typeof fact === 'string') return isToken(fact) ? fact : '(withheld)';
  return String(fact);
}
