/** Downloads as electron-updater does, through a gate: while it is shut, nothing is taken from the server. */
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import type { Gate } from './gate.ts';

/** How long a server may be silent while the gate is open, in milliseconds. */
const longestSilence = 60_000;

type Answer = Readable & { statusCode: number; statusMessage: string; headers: Record<string, string | string[]> };

export class HeldExecutor extends ElectronHttpExecutor {
  /** How many bytes may come, in all. */
  readonly #most: () => number;
  readonly #gate: Gate;
  #stop: () => void = () => undefined;

  constructor(gate: Gate, most: () => number) {
    super();
    this.#gate = gate;
    this.#most = most;
  }

  /** Ends what is under way; a cancelled download of electron-updater would go on in the background. */
  stop(): void {
    this.#stop();
  }

  override createRequest(options: unknown, callback: (answer: unknown) => void): Electron.ClientRequest {
    const silence = setTimeout(() => {
      request.emit('error', new Error('The server does not answer'));
      request.abort();
    }, longestSilence);
    const request = super.createRequest(options, (answer: Answer) => {
      clearTimeout(silence);
      const through = new Held(this.#gate, this.#most());
      this.#stop = () => {
        through.stop();
        request.abort();
      };
      callback(held(answer, through));
    });
    this.#stop = () => {
      request.abort();
    };
    for (const end of ['error', 'abort', 'redirect'] as const) {
      request.once(end as 'abort', () => {
        clearTimeout(silence);
      });
    }
    return request;
  }
}

/** Returns the same answer, behind the gate. */
function held(answer: Answer, through: Held): Answer {
  const { statusCode, statusMessage, headers } = answer;
  const fail = (error: Error) => {
    through.destroy(error);
  };
  answer.once('error', fail);
  answer.once('aborted', () => {
    fail(new Error('The download was broken off'));
  });
  through.once('error', () => {
    answer.destroy();
  });
  return Object.assign(answer.pipe(through), { statusCode, statusMessage, headers });
}

/** Lets bytes through while the gate is open. What it does not take stays in the network, which then slows the server down. */
class Held extends Transform {
  readonly #gate: Gate;
  #left: number;
  readonly #silence: NodeJS.Timeout;
  #stopped = false;

  constructor(gate: Gate, most: number) {
    super();
    this.#gate = gate;
    this.#left = most;
    this.#silence = setTimeout(() => {
      if (gate.isOpen()) this.destroy(new Error('The server has fallen silent'));
      else this.#silence.refresh();
    }, longestSilence);
  }

  /** Ends here, so that what it is written to is closed. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#silence);
    this.push(null);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#left -= chunk.length;
    if (this.#left < 0) {
      done(new Error('The server sends more than was announced'));
      return;
    }
    void this.#gate.opened().then(() => {
      if (this.destroyed || this.#stopped) return;
      this.#silence.refresh();
      done(null, chunk);
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#silence);
    done(error);
  }
}
