/** What is said, on its way: thrown, stored, washed. Only speaker.ts makes words of it. */
import type { Message, Said } from './message.ts';

/** An error that has something to say to the user. Its own message is for a developer: what is said, where there is none. */
export class SaidError extends Error {
  readonly said: Said;

  constructor(said: Said, options?: ErrorOptions, message = storedSaid(said)) {
    super(message, options);
    this.said = said;
  }
}

/** Takes what was thrown; returns what it says to the user, or its own words where it was not made for one. */
export function saidBy(error: unknown): Said {
  if (error instanceof SaidError) return error.said;
  return error instanceof Error ? error.message : String(error);
}

/** Takes what is said; returns the text that is stored of it: words as they are, anything else as JSON. */
export const storedSaid = (said: Said): string => (typeof said === 'string' ? said : JSON.stringify(said));

/** Takes what `storedSaid` returned, or a sentence of an older version; returns what is said. */
export function readSaid(stored: string): Said {
  if (!/^[[{]/u.test(stored)) return stored;
  try {
    const said: unknown = JSON.parse(stored);
    return isSaid(said) ? said : stored;
  } catch {
    return stored;
  }
}

/** Returns whether a value, of JSON, can be said. */
export function isSaid(value: unknown): value is Said {
  if (typeof value === 'string') return true;
  if (Array.isArray(value)) return value.every(isSaid);
  if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string') return false;
  const params = 'params' in value ? value.params : {};
  if (typeof params !== 'object' || params === null) return false;
  return Object.values(params).every((param) => typeof param === 'number' || isSaid(param));
}

/** Takes what is said and what changes a text; returns it with each text changed that is somebody else's. */
export function withTexts(said: Said, change: (text: string) => string): Said {
  if (typeof said === 'string') return change(said);
  if (isList(said)) return said.map((one) => withTexts(one, change));
  if (said.params === undefined) return said;
  const params = Object.entries(said.params).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : withTexts(value, change),
  ]);
  return { ...said, params: Object.fromEntries(params) as NonNullable<Message['params']> };
}

const isList = (said: Exclude<Said, string>): said is readonly Said[] => Array.isArray(said);
