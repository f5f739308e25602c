import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

export interface SlowDoor {
  port: number;
  /** From now on whoever knocks is let in; who knocked before knocks again a second later, as TCP does. */
  open: () => void;
}

/**
 * Starts a door on loopback, for this test only, that leads to this port: a connection to it does not come about until it
 * is opened, and is not refused either. Linux drops a SYN where too many others are waiting to be accepted.
 */
export async function slowDoor(target: number): Promise<SlowDoor> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./slow-door-thread.ts', import.meta.url), { workerData: { target, gate } });
  const open = () => {
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
  };
  const [port] = (await once(thread, 'message')) as [number];
  const waiting = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  onTestFinished(async () => {
    for (const socket of waiting) socket.destroy();
    open();
    await thread.terminate();
  });
  for (const socket of waiting)
    await once(
      socket.on('error', () => undefined),
      'connect',
    );
  return { port, open };
}
