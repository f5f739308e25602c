/** A connection to the session's D-Bus, to ask a service something. keytar's own connection cannot be asked. */
import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { callMessage, firstMessage, messageType, type Message, type Method, type Reader } from './wire.ts';

/** The bus or its service cannot be asked, or refuses. */
export class BusProblem extends Error {
  override name = 'BusProblem';
}

export interface Bus {
  /** Calls a method. Takes its arguments and the signature of them; returns the body of the answer. @throws BusProblem */
  call: (to: Method, signature?: string, body?: Buffer) => Promise<Reader>;
  /** Resolves at the next signal of this name (interface.member), which has to be asked for, or when the connection ends. */
  signal: (name: string) => Promise<void>;
  close: () => void;
}

/** Returns the paths of the sockets at which the bus may be, best first. Takes its address, where one is set. */
export function socketsOf(address: string | undefined, runtimeFolder: string | undefined): string[] {
  const usual = runtimeFolder === undefined ? [] : [`${runtimeFolder}/bus`];
  if (address === undefined || address === '') return usual;
  return address.split(';').flatMap((one) => {
    if (!one.startsWith('unix:')) return [];
    const pairs = one
      .slice('unix:'.length)
      .split(',')
      .map((pair) => pair.split('=', 2));
    const { path, abstract, runtime } = Object.fromEntries(pairs) as Partial<Record<string, string>>;
    if (path !== undefined) return [unescaped(path)];
    if (abstract !== undefined) return [`\0${unescaped(abstract)}`];
    return runtime === 'yes' ? usual : [];
  });
}

const unescaped = (value: string) =>
  value.replace(/%([\da-f]{2})/giu, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** Takes the name of a method of the bus itself; returns whom to call for it. */
export const ofBus = (member: string): Method => ({
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member,
});

/** Connects to the bus of this user's session. It keeps no process from ending. @throws BusProblem */
export async function connectBus(env: NodeJS.ProcessEnv = process.env): Promise<Bus> {
  const socket = await firstOpen(socketsOf(env['DBUS_SESSION_BUS_ADDRESS'], env['XDG_RUNTIME_DIR']));
  socket.unref();
  try {
    const bus = await speak(socket);
    await bus.call(ofBus('Hello'));
    return bus;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function firstOpen(paths: readonly string[]): Promise<Socket> {
  let last: unknown;
  for (const path of paths) {
    const socket = connectSocket(path);
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      last = error;
    }
  }
  throw new BusProblem('There is no D-Bus that can be reached', { cause: last });
}

/** Says who is there, and speaks in messages from then on. */
async function speak(socket: Socket): Promise<Bus> {
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString('latin1').startsWith('OK ')) throw new BusProblem('The D-Bus does not let this user in');
  socket.write('BEGIN\r\n');
  return messagesOver(socket);
}

function messagesOver(socket: Socket): Bus {
  const calls = new Map<number, (answer: Message | null) => void>();
  const listeners = new Map<string, () => void>();
  let serial = 0;
  let arrived: Buffer = Buffer.alloc(0);

  function end(): void {
    socket.destroy();
    for (const answer of calls.values()) answer(null);
    for (const heard of listeners.values()) heard();
    calls.clear();
    listeners.clear();
  }

  function take(message: Message): void {
    if (message.answers !== null) {
      calls.get(message.answers)?.(message);
      calls.delete(message.answers);
    }
    listeners.get(message.signal)?.();
    listeners.delete(message.signal);
  }

  socket.on('data', (bytes: Buffer) => {
    arrived = Buffer.concat([arrived, bytes]);
    try {
      for (let first = firstMessage(arrived); first !== null; first = firstMessage(arrived)) {
        arrived = first.rest;
        take(first.message);
      }
    } catch {
      end();
    }
  });
  socket.on('error', end).on('close', end);

  return {
    async call(to, signature = '', body = Buffer.alloc(0)) {
      const number = ++serial;
      const answer = await new Promise<Message | null>((resolve) => {
        if (socket.destroyed) {
          resolve(null);
          return;
        }
        calls.set(number, resolve);
        socket.write(callMessage(number, to, signature, body));
      });
      if (answer === null) throw new BusProblem('The D-Bus has hung up');
      if (answer.type !== messageType.answer) throw new BusProblem(`${to.member}: ${answer.errorName}`);
      return answer.body;
    },
    signal: (name) =>
      new Promise((resolve) => {
        if (socket.destroyed) resolve();
        else listeners.set(name, resolve);
      }),
    close: end,
  };
}
