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

/** Takes what was thrown; returns its code and its words. */
export function reasonOf(error: Error): { code: string; message: string } {
  // With several addresses to try, the reasons are inside.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const reason = first instanceof Error ? first : error;
  if (reason instanceof NoConnection) return { code: reason.why, message: reason.message };
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : reason.name;
  return { code, message: reason.message };
}
