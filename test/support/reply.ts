/** What the fault server writes for each fault. */
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { dressed, errorBody, type Manners } from './answers.ts';
import { gigabyte, gzipBomb, type Fault } from './faults.ts';
import { httpAnswer } from './servers.ts';
import { pour } from './wire.ts';
import type { Line } from './entrances.ts';

/** What was said where nothing else was to be said. */
export const usualWords = 'So it is';

/**
 * Answers a request. `said`: the CRM's own answer; null: it has not handled it. Resolves when all is written that will be.
 */
export async function reply(line: Line, fault: Fault, said: string | null, manners: Manners): Promise<void> {
  const { stream } = line;
  const own = said ?? 'HTTP/1.1 200 OK\r\n';
  switch (fault.kind) {
    case 'none':
      return written(stream, own);
    case 'break-request':
      return;
    case 'break-answer':
      await written(stream, own.slice(0, fault.after));
      line.end(fault.how);
      return;
    case 'status': {
      const { status, retryAfter, delay, says = usualWords, shape = 'message' } = fault;
      if (delay !== undefined) await wait(delay);
      const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
      return written(stream, dressed(manners, status, errorBody(says, shape), headers));
    }
    case 'page':
      return written(
        stream,
        httpAnswer(fault.status, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
      );
    case 'redirect':
      return written(stream, httpAnswer(fault.status, '', { location: 'contacts?credentialId=followed' }));
    case 'late':
      await wait(fault.milliseconds);
      return written(stream, own);
    case 'twice':
      return written(stream, own + own);
    case 'bad-json':
      return written(stream, httpAnswer(200, '{"contact":{"id":'));
    case 'no-id':
      return written(stream, httpAnswer(200, '{"contact":{"id":""}}'));
    case 'gzip-bomb': {
      const headers = { 'content-encoding': 'gzip', 'content-length': String(gzipBomb.length) };
      await written(stream, httpAnswer(200, '', headers));
      return written(stream, gzipBomb);
    }
    case 'gigabyte':
      await written(stream, httpAnswer(200, '', { 'content-length': String(gigabyte) }));
      return pour(stream, gigabyte);
  }
}

/** Whether the other side still takes it is its own affair. */
function written(stream: Duplex, text: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => {
      resolve();
    });
  });
}
