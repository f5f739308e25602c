/**
 * No connection came about, so nothing was sent. It has a `why` and no `code`, since undici goes by codes: when a proxy
 * drops a CONNECT (UND_ERR_SOCKET) it connects again at once, thousands of times a second, and never gives up.
 */
export class NoConnection extends Error {
  override name = 'NoConnection';
  /** A code, for whoever looks into it. */
  readonly why: string;

  constructor(why: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

/** Takes what was thrown; returns its code and its words. Where each of several addresses failed: the first code, and all the words. */
export function reasonOf(error: Error): { code: string; message: string } {
  const inside = error instanceof AggregateError ? error.errors.filter((one) => one instanceof Error) : [];
  const reasons = inside.length === 0 ? [error] : inside;
  const [first = error] = reasons;
  return { code: codeOf(first), message: [...new Set(reasons.map(({ message }) => message))].join('; ') };
}

function codeOf(error: Error): string {
  if (error instanceof NoConnection) return error.why;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
