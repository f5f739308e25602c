import { say, type Said } from '#words/message.ts';
import { saidBy, SaidError } from '#words/said.ts';

/**
 * No connection came about, so nothing was sent. It has a `why` and no `code`, since undici goes by codes: when a proxy
 * drops a CONNECT (UND_ERR_SOCKET) it connects again at once, thousands of times a second, and never gives up.
 */
export class NoConnection extends SaidError {
  override name = 'NoConnection';
  /** A code, for whoever looks into it. */
  readonly why: string;

  constructor(why: string, said: Said, cause?: unknown) {
    super(said, { cause });
    this.why = why;
  }
}

/**
 * Takes what was thrown; returns its code, and what is said of it. Where each of several addresses failed: the first code,
 * and a list of all that is said.
 */
export function reasonOf(error: Error): { code: string; message: Said } {
  const inside = error instanceof AggregateError ? error.errors.filter((one) => one instanceof Error) : [];
  const [first = error] = inside;
  const messages = [...new Set(inside.map(({ message }) => message))];
  const all = messages.map((words) => say('network.system', { words }));
  return { code: codeOf(first), message: all.length > 1 ? all : saidBy(first) };
}

function codeOf(error: Error): string {
  if (error instanceof NoConnection) return error.why;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
