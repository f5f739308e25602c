/** The thread of a slow door (slow-door.ts): listens, stands still until it is woken, then leads everybody on. */
import { connect, createServer, type AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { target, gate } = workerData as { target: number; gate: Int32Array };

const door = createServer((visitor) => {
  const onward = connect(target, '127.0.0.1');
  visitor.pipe(onward).pipe(visitor);
  visitor.on('error', () => onward.destroy());
  onward.on('error', () => visitor.destroy());
});
door.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort?.postMessage((door.address() as AddressInfo).port);
  Atomics.wait(gate, 0, 0);
});
