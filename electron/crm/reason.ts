/** The reason out of an error's body, as a person reads it. No two APIs put it in the same place. */
import { withoutKey } from './excerpt.ts';

/** Longest reason that is kept, in characters. */
const longest = 300;
/** Deeper than this no API hides its reason. */
const deepest = 6;

/** Under what names words for people are found, the most telling first; without capitals and signs (see `spelled`). */
const telling = ['message', 'errormessage', 'errordescription', 'errormsg', 'faultstring', 'detail', 'msg']
  .concat(['description', 'reason', 'errors', 'messages', 'error'])
  .concat(['title', 'text', 'value']);
/** What such words may be wrapped in. A text right in one of these says nothing to people. */
const wrappers = ['fault', 'data', 'response', 'body', 'result', 'details', 'status', 'meta', 'cause'];
/** What says of which field an entry speaks. */
const fields = ['field', 'param', 'property'];

/** Takes what an answer says, as JSON or as plain text, and the key that was sent; returns the reason, shortened, or null. */
export function reasonIn(said: unknown, key: string): string | null {
  const found = reason(said, 0);
  if (found === null) return null;
  const text = withoutKey(found, key).replace(/\s+/gu, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Takes a name; returns what all its spellings have in common: `error_message`, `errorMessage` and `ErrorMessage` are one. */
export const spelled = (name: string): string => name.toLowerCase().replace(/[^a-z]/gu, '');

function reason(said: unknown, depth: number): string | null {
  if (typeof said === 'string') return said.trim() === '' ? null : said.trim();
  if (typeof said !== 'object' || said === null || depth > deepest) return null;
  if (Array.isArray(said)) return all(said.map((one) => reason(one, depth + 1)));
  const members = new Map(Object.entries(said).map(([name, member]) => [spelled(name), member as unknown]));
  const under = (name: string) => {
    const member = members.get(name);
    return name === 'errors' && isByField(member) ? byField(member, depth + 1) : reason(member, depth + 1);
  };
  const main = firstOf(telling, under);
  // "Validation failed" alone helps nobody.
  if (main !== null) return ofItsField(members, all([main, under('errors')]));
  const wrapped = wrappers.filter((name) => typeof members.get(name) === 'object');
  return firstOf(wrapped, under) ?? (depth === 0 && !isByField(said) ? null : byField(said, depth + 1));
}

function firstOf(names: string[], under: (name: string) => string | null): string | null {
  for (const name of names) {
    const found = under(name);
    if (found !== null) return found;
  }
  return null;
}

/** `{"emailAddresses":["is invalid"]}`: each field with what is wrong with it. */
function isByField(said: unknown): said is object {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return false;
  return Object.values(said).every((member) => Array.isArray(member) && member.every((one) => typeof one === 'string'));
}

function byField(said: object, depth: number): string | null {
  return all(
    Object.entries(said).map(([name, member]) => {
      const found = reason(member, depth);
      return found === null ? null : `${name}: ${found}`;
    }),
  );
}

function ofItsField(members: Map<string, unknown>, text: string | null): string | null {
  const field = fields.map((name) => members.get(name)).find((name) => typeof name === 'string' && name !== '');
  return typeof field !== 'string' || text === null || text.includes(field) ? text : `${field}: ${text}`;
}

/** All of them as one, without what is said twice. */
function all(found: (string | null)[]): string | null {
  const said: string[] = [];
  for (const one of found) if (one !== null && !said.some((other) => other.includes(one))) said.push(one);
  return said.length === 0 ? null : said.join('; ');
}
