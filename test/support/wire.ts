/** Bytes on a connection: breaking it off after any one of them, and telling whether a request has begun to arrive. */
import type { Socket } from 'node:net';
import { duplexPair, type Duplex } from 'node:stream';
import type { Break, ConnectionFault } from './faults.ts';

/** Ends what is spoken over a socket: `talk` is the socket itself, or TLS. What still comes in is read. */
export function breakOff(socket: Socket, talk: Duplex, how: Break): void {
  if (how === 'reset') socket.resetAndDestroy();
  else if (how === 'close') talk.end();
}

/**
 * Takes a socket; returns a stream that goes over it until so many bytes went, in either direction. `arrived` is called
 * with all that comes in, also after that; `broken` when it is broken off.
 */
export function tapped(
  socket: Socket,
  fault: ConnectionFault,
  arrived: (bytes: Buffer) => void,
  broken: () => void,
): Duplex {
  const [near, far] = duplexPair();
  let left = fault.kind === 'none' ? Infinity : fault.after;
  let isBroken = false;
  const pass = (from: Duplex, to: Duplex) => (bytes: Buffer) => {
    if (isBroken) return;
    if (bytes.length <= left) {
      left -= bytes.length;
      if (to.write(bytes)) return;
      from.pause();
      to.once('drain', () => {
        from.resume();
      });
      return;
    }
    isBroken = true;
    broken();
    // What a hung connection does not take need not be made.
    far.pause();
    to.write(bytes.subarray(0, left), () => {
      breakOff(socket, socket, fault.kind === 'none' ? 'close' : fault.how);
    });
  };
  const inward = pass(socket, far);
  socket
    .on('data', (bytes) => {
      arrived(bytes);
      inward(bytes);
    })
    .on('end', () => far.end())
    .on('close', () => far.destroy());
  far
    .on('data', pass(far, socket))
    .on('error', () => undefined)
    .on('end', () => socket.end());
  return near.on('close', () => {
    socket.destroySoon();
  });
}

/** TLS 1.3 record types and sizes that are no request: an alert has this many bytes, its head not counted. */
const applicationData = 23;
const alert = 19;

/**
 * Reads the client's side of a TLS 1.3 connection from outside. Returns what takes its next bytes and returns how many of
 * them are of a request: all but the handshake and what ends it.
 */
export function requestBytesInTls(): (bytes: Buffer) => number {
  let head = Buffer.alloc(0);
  let left = 0;
  let counts = false;
  let finished = false;
  return (bytes) => {
    let rest = bytes;
    let found = 0;
    while (rest.length > 0) {
      if (left === 0) {
        const missing = 5 - head.length;
        head = Buffer.concat([head, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (head.length < 5) break;
        left = head.readUInt16BE(3);
        const isData = head[0] === applicationData;
        // The first encrypted record is the end of the handshake.
        counts = isData && finished && left !== alert;
        finished ||= isData;
        head = Buffer.alloc(0);
      }
      const taken = rest.subarray(0, left);
      left -= taken.length;
      rest = rest.subarray(taken.length);
      if (counts) found += taken.length;
    }
    return found;
  };
}

/** Sends so many bytes as fast as the other side takes them, and holds none of them. */
export async function pour(stream: Duplex, bytes: number): Promise<void> {
  const piece = Buffer.alloc(64 * 1024, ' ');
  for (let sent = 0; sent < bytes && !stream.destroyed; sent += piece.length) {
    if (stream.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        stream.off('drain', goOn).off('close', goOn);
        resolve();
      };
      stream.on('drain', goOn).on('close', goOn);
    });
  }
}
