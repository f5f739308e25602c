/** A child that answers each message with one. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { undoAtEnd } from '../../../build/runtime/cleanup.ts';

export interface Child {
  /** Resolves with the next message. Rejects where the child has ended instead. */
  heard: () => Promise<unknown>;
  tell: (what: number) => void;
  end: () => void;
}

export function startChild(file: string, args: readonly string[]): Child {
  const child = fork(file, args, { stdio: ['ignore', 2, 2, 'ipc'] });
  const end = undoAtEnd(() => {
    child.kill('SIGKILL');
  });
  return {
    heard: async () => {
      const over = new AbortController();
      const message = once(child, 'message', over).then(([what]: unknown[]) => what);
      const ended = once(child, 'exit', over).then(() => {
        throw new Error(`${file} ended without an answer.`);
      });
      try {
        return await Promise.race([message, ended]);
      } finally {
        message.catch(() => undefined);
        ended.catch(() => undefined);
        over.abort();
      }
    },
    tell: (what) => {
      child.send(what);
    },
    end,
  };
}
