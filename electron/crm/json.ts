/** Reads the body of an answer as JSON, whatever a server may do to it. */

/**
 * Takes an answer's content type and its body; returns the JSON in it, undefined where there is none, or where it is said
 * to be something else. A whole number that JavaScript would round comes as a text: it is an id, and no digit of it may go.
 */
export function jsonIn(contentType: string, body: string | null): unknown {
  // Without a type the body may speak for itself (RFC 9110, 8.3). Many a server calls whatever it says plain text.
  if (body === null || !/^[^;]*\bjson\b|^text\/plain\b|^$/iu.test(contentType.trim())) return undefined;
  try {
    // A reader may ignore the mark that some servers begin with (RFC 8259, 8.1).
    const json = body.replace(/^\uFEFF/u, '');
    return longNumber.test(json) ? JSON.parse(json, keepingDigits) : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Shorter ones are not rounded. */
const longNumber = /\d{16}/u;

function keepingDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? '';
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/u.test(source) ? source : value;
}

/** Takes anything and a name; returns the member of that name, undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Takes what should be an id; returns it as a text, or null where it is none. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
