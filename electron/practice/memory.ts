/** What the practice CRM keeps on the disk, so that after a restart it still has what it took, and is at the same address. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ReceivedContact } from '#contract/practice.ts';
import { log } from '../log/log.ts';

const receivedSchema = v.object({ crmId: v.string(), receivedAt: v.number(), name: v.string(), body: v.string() });
const lineSchema = v.union([v.object({ port: v.number() }), receivedSchema]);

/** Takes the folder of the practice outbox; returns what is kept in a file there, line by line. */
export function practiceMemory(folder: string) {
  const file = join(folder, 'crm.jsonl');

  /** Without it practice goes on as well, until the next start. */
  function write(how: () => void): void {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      how();
    } catch (error) {
      log.error('What the practice CRM received could not be kept', error);
    }
  }

  const add = (line: v.InferInput<typeof lineSchema>) => {
    write(() => {
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    });
  };

  return {
    /** Returns the port that it was at last, 0 where it was at none, and what it has, the newest first. A line that was cut off is none. */
    read(): { port: number; received: ReceivedContact[] } {
      const received: ReceivedContact[] = [];
      let port = 0;
      for (const line of linesOf(file)) {
        const read = v.safeParse(v.pipe(v.string(), v.parseJson(), lineSchema), line);
        if (!read.success) continue;
        if ('port' in read.output) port = read.output.port;
        else received.unshift(read.output);
      }
      return { port, received };
    },

    keepPort: (port: number): void => {
      add({ port });
    },

    keep: (one: ReceivedContact): void => {
      add(one);
    },

    /** Forgets all but the port. */
    empty: (port: number): void => {
      write(() => {
        writeFileSync(file, `${JSON.stringify({ port })}\n`, { mode: 0o600 });
      });
    },
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    // There is none yet.
    return [];
  }
}
