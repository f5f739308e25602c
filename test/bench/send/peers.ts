/** How contacts would be sent without Fieldpost: queues of others, as durable as ours. */
import Database from 'better-sqlite3';
import PQueue from 'p-queue';
import { better, defineQueue, defineWorker } from 'plainjob';
import { join } from 'node:path';
import type { Contact } from '#contract/contact.ts';
import { inFlight, type Contestant, type Ground } from './contestant.ts';
import { bodiesOf, posting } from './requests.ts';

/** p-queue beside a plain table, as one writes it in an afternoon: a commit before each request, and one after it. */
export function pQueue({ folder, baseUrl }: Ground): Contestant {
  const post = posting(baseUrl);
  const database = new Database(join(folder, 'p-queue.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE contact (id INTEGER PRIMARY KEY, body TEXT NOT NULL, state TEXT NOT NULL)');
  const insert = database.prepare<[string]>(`INSERT INTO contact (body, state) VALUES (?, 'waiting')`);
  const waiting = database.prepare<[], { id: number; body: string }>(
    `SELECT id, body FROM contact WHERE state = 'waiting' ORDER BY id`,
  );
  const move = database.prepare<[string, number]>('UPDATE contact SET state = ? WHERE id = ?');
  return {
    load: database.transaction((contacts: readonly Contact[]) => {
      for (const body of bodiesOf(contacts)) insert.run(body);
    }),
    send: async () => {
      const queue = new PQueue({ concurrency: inFlight });
      await queue.addAll(
        waiting.all().map(({ id, body }) => async () => {
          move.run('sending', id);
          await post(body);
          move.run('delivered', id);
        }),
      );
    },
  };
}

/** plainjob, a job queue in SQLite with a claim and a completion for each job. By itself it runs with synchronous = NORMAL. */
export function plainjob({ folder, baseUrl }: Ground): Contestant {
  const post = posting(baseUrl);
  const database = new Database(join(folder, 'plainjob.sqlite'));
  const nothing = () => undefined;
  const logger = { error: nothing, warn: nothing, info: nothing, debug: nothing };
  const queue = defineQueue({ connection: better(database), logger, serializer: String });
  database.pragma('synchronous = FULL');
  let jobs = 0;
  return {
    load: (contacts) => {
      jobs = queue.addMany('contact', bodiesOf(contacts)).ids.length;
    },
    send: async () => {
      let failure: string | undefined;
      const ended = () => {
        if (--jobs === 0) for (const worker of workers) void worker.stop();
      };
      const workers = Array.from({ length: inFlight }, () =>
        defineWorker('contact', ({ data }) => post(data), {
          queue,
          logger,
          onCompleted: ended,
          onFailed: (_job, error) => {
            failure ??= error;
            ended();
          },
        }),
      );
      await Promise.all(workers.map((worker) => worker.start()));
      if (failure !== undefined) throw new Error(failure);
    },
  };
}
