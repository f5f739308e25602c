/**
 * Interim answers (1xx), which some servers and proxies send unasked before the answer itself. undici breaks the
 * connection over `100 Continue`, and the contact that is on its way would be unconfirmed although its answer is there.
 */
import type { Socket } from 'node:net';

/** Larger than this no interim answer is, in bytes: it is left to undici, which refuses it. */
const largest = 16 * 1024;

const interim = /^(?:(?:\r?\n)*HTTP\/1\.\d 1\d\d(?!\d)[^]*?\r?\n\r?\n)+/u;
/** What may still become one. */
const begun = /^(?:\r?\n)*(?:HTTP\/1\.\d 1\d\d(?!\d)|.{0,11}$)/u;

/** Takes a connection on which one answer follows one request; whoever reads from it gets no interim answers from now on. */
export function skipInterim(socket: Socket): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  /** What has come of an answer's beginning; null: it is past. */
  let held: Buffer | null = Buffer.alloc(0);

  // An answer begins after a request was written.
  socket.write = (...args: unknown[]) => {
    held ??= Buffer.alloc(0);
    return write(...args);
  };
  socket.read = (size?: number) => {
    for (;;) {
      const chunk = read(size);
      if (chunk === null || held === null) return chunk;
      const all: Buffer = Buffer.concat([held, chunk]);
      // One character for each byte.
      const text = all.toString('latin1');
      const rest = all.subarray(interim.exec(text)?.[0].length ?? 0);
      held = begun.test(text.slice(all.length - rest.length)) && rest.length < largest ? rest : null;
      if (held === null) return rest;
    }
  };
}
