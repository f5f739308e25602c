/** Reads the tables of what an answer does and how long the queue rests, and tries what they speak of. */
import { readFileSync } from 'node:fs';
import { classifyCreate } from '../../electron/crm/classify.ts';
import type { Exchange } from '../../electron/http/exchange.ts';
import type { Outcome } from '../../electron/crm/outcome.ts';
import { noMemory } from '../../electron/store/settings.ts';
import { pauseOf } from '../../electron/sync/pause.ts';
import { openQueue, type Moment, type Queue } from '../../electron/sync/queue.ts';
import { step } from '../../electron/sync/step.ts';

const readme = ['electron/crm/README.md', 'electron/sync/RESTS.md']
  .map((page) => readFileSync(page, 'utf8'))
  .join('\n');
/** As it is read: without the ends of lines. */
export const prose = readme.replace(/\s+/gu, ' ');

/** Returns the cells of the table whose first column has this head. */
export function tableOf(head: string): string[][] {
  const lines = readme.split('\n');
  const begin = lines.findIndex((line) => line.startsWith(`| ${head} `));
  const rows = lines.slice(begin + 2, begin + 2 + lines.slice(begin + 2).findIndex((line) => !line.startsWith('|')));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

export const numbersIn = (text: string) => [...text.matchAll(/\b\d{3}\b/gu)].map(([number]) => Number(number));
export const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

type Headers = { headMs?: number; retryAfter?: string | null };

export function answer(
  status: number,
  contentType: string,
  body: string,
  { headMs = 10, retryAfter = null }: Headers = {},
): Exchange {
  return { kind: 'answer', status, headMs, contentType, retryAfter, headers: {}, body };
}

export const json = (status: number, value: unknown = { message: 'No.' }, more?: Headers) =>
  answer(status, 'application/json', JSON.stringify(value), more);
export const page = (status: number) => answer(status, 'text/html', '<!doctype html><title>Wi-Fi</title>');
export const failed = (phase: 'connection' | 'request', code = 'ECONNRESET'): Exchange => ({
  kind: 'failed',
  phase,
  code,
  message: code,
});

export const at = 1_000_000;
export const clocks = { wall: 1_800_000_000_000, steady: at };
export const moment: Moment = { at, chance: 1, waiting: 9, lookAt: Infinity, free: 9, freeAt: at, most: 2 };
export const well: Queue = { ...openQueue(noMemory, true, 'yes', clocks), key: 'known' };

export const outcomeOf = (exchange: Exchange, base = 'https://crm.example.com'): Outcome =>
  classifyCreate(exchange, { url: new URL(base), key: 'key', now: clocks.wall });

/** Lets a request of this contact end like this. */
export function land(queue: Queue, outcome: Outcome, id = 1) {
  const event = { kind: 'landed', id, outcome, generation: queue.generation, began: at } as const;
  const [after, effects] = step({ ...queue, inFlight: 1 }, event, moment);
  const [settled] = effects.flatMap((effect) => (effect.kind === 'settle' ? [effect] : []));
  return { after, settled, effects, rests: pauseOf(after, clocks)?.reason ?? null };
}
