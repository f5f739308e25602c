/** Takes a zip apart, piece by piece, and never further than it may grow. */
// Its entry for Node declares `require`, as the build does; nothing of what is different in it is used.
import { Inflate } from 'fflate/browser';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';

/** Most that all files of a zip unpack to, in bytes. */
export const mostUnpacked = 100_000_000;
/** How much is unpacked at once, in packed bytes: it can become a thousand times as much. */
const piece = 4 * 1024;

interface Entry {
  packed: Uint8Array;
  isDeflated: boolean;
}

export interface Zip {
  has: (name: string) => boolean;
  /** Yields the text of a file of UTF-8 in pieces; none where it is missing. @throws SaidError */
  text: (name: string) => Generator<string, void, undefined>;
}

const tooLarge = () => new SaidError(say('attendees.unpacksTooLarge', { most: mostUnpacked }));
const broken = () => new SaidError(say('attendees.brokenWorkbook'));

/** Takes a zip's bytes; returns it, its directory read. @throws SaidError where it is none, or unpacks to too much */
export function zipOf(bytes: Uint8Array): Zip {
  const entries = directoryOf(bytes);
  // The directory can lie: what really comes out is counted as well.
  let unpacked = 0;
  const counted = (chunk: Uint8Array): Uint8Array => {
    unpacked += chunk.length;
    if (unpacked > mostUnpacked) throw tooLarge();
    return chunk;
  };
  return {
    has: (name) => entries.has(name),
    *text(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      const decoder = new TextDecoder();
      for (const chunk of chunksOf(entry)) yield decoder.decode(counted(chunk), { stream: true });
      yield decoder.decode();
    },
  };
}

function* chunksOf({ packed, isDeflated }: Entry): Generator<Uint8Array, void, undefined> {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  for (let at = 0; at < packed.length; at += piece) {
    const part = packed.subarray(at, at + piece);
    if (isDeflated) {
      try {
        inflate.push(part, at + piece >= packed.length);
      } catch {
        throw broken();
      }
      yield* ready.splice(0);
    } else yield part;
  }
}

function directoryOf(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  let sum = 0;
  try {
    const end = endOf(view);
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    for (let number = 0; number < count; number++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw broken();
      sum += view.getUint32(at + 24, true);
      const nameLength = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const local = view.getUint32(at + 42, true);
      const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = bytes.subarray(begin, begin + view.getUint32(at + 20, true));
      entries.set(name, { packed, isDeflated: view.getUint16(at + 10, true) === 8 });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch {
    // It ends before it says, or points to where nothing is.
    throw broken();
  }
  if (sum > mostUnpacked) throw tooLarge();
  return entries;
}

/** At the end of a zip stands where its directory is, and a comment of any length behind that. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw broken();
}
