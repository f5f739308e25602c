/** How large a picture is, and whether it is all there, by the beginning and the end of its file: nothing of it is unpacked for that. */

export interface Size {
  width: number;
  height: number;
}

/** Takes the beginning of a PNG, JPEG, GIF, BMP, WebP or AVIF; returns how large its picture is, or null where it does not say. */
export function sizeIn(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
  try {
    if (starts(0x89, 0x50, 0x4e, 0x47)) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (starts(0xff, 0xd8)) return sizeInJpeg(view);
    if (starts(0x47, 0x49, 0x46)) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (starts(0x42, 0x4d)) return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    if (brandOf(bytes) !== '') return sizeInBoxes(view, 0, view.byteLength);
    if (starts(0x52, 0x49, 0x46, 0x46) && bytes[12] === 0x56) return sizeInWebp(view, bytes[15] ?? 0);
  } catch {
    // It ends before it says.
  }
  return null;
}

/**
 * Takes the beginning and the end of a picture's file, and how long that is, in bytes; returns whether it is known to be cut off.
 * What is there of one could be unpacked, and would take as much time and memory as all of it.
 */
export function isCutOff(head: Uint8Array, tail: Uint8Array, length: number): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const kind = textAt(head, 0);
  const ends = (...mark: number[]) => tail.some((_, at) => mark.every((byte, place) => tail[at + place] === byte));
  if (kind === '\x89PNG') return !ends(0x49, 0x45, 0x4e, 0x44);
  // In what a JPEG is made of there is no such mark; behind it there may be anything.
  if (kind.startsWith('\xff\xd8')) return !ends(0xff, 0xd9);
  if (kind === 'RIFF') return view.getUint32(4, true) + 8 > length;
  if (kind.startsWith('BM')) return view.getUint32(2, true) > length;
  if (brandOf(head) === '') return false;
  let at = 0;
  while (at + 8 <= head.length && at < length && view.getUint32(at) >= 8) at += view.getUint32(at);
  // A box begins with eight bytes.
  return at > length || (at < length && at + 8 > length);
}

function sizeInJpeg(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    const marker = view.getUint8(at + 1);
    // Between two parts there may be anything, and any number of 0xff before a marker; some markers have no part.
    if (view.getUint8(at) !== 0xff || marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += 2;
      continue;
    }
    // Frames, but for tables that are numbered among them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sizeInWebp(view: DataView, kind: number): Size {
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  // `X`: the long form; `L`: without loss; ` `: with.
  if (kind === 0x58) return { width: three(24) + 1, height: three(27) + 1 };
  if (kind === 0x4c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

const textAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Of a file that consists of boxes, the kinds that it says it is, each four letters; empty: it is no such file. */
function brandOf(bytes: Uint8Array): string {
  if (textAt(bytes, 4) !== 'ftyp') return '';
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return String.fromCharCode(...bytes.subarray(8, Math.min(end, 200)));
}

/** Whether the beginning of a file is that of a HEIC picture, as iPhones take them: Chromium cannot open it. */
export function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false;
  const brands = brandOf(bytes);
  return brands !== '' && !brands.includes('avi') && /hei[cxms]|hev[cmsx]|mif1|msf1/u.test(brands);
}

/** What has boxes in it, and how many bytes stand before those. */
const outerBoxes: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0, moov: 0, trak: 0 };

/** The largest size in the boxes of an AVIF picture, for it may have a small picture of itself. null: there is none. */
function sizeInBoxes(view: DataView, from: number, to: number): Size | null {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let largest: Size | null = null;
  for (let at = from; at + 8 <= to;) {
    const length = view.getUint32(at);
    const kind = textAt(bytes, at + 4);
    // 0: up to the end. What is larger than 4 GB, which 1 says, is no picture.
    const end = length === 0 ? to : Math.min(to, at + length);
    if (length !== 0 && length < 8) return largest;
    const before = outerBoxes[kind];
    // Its largest size may stand in what is missing.
    if (before !== undefined && at + length > to) throw new RangeError('It ends before it says');
    // The size of a film stands at the end of its head, in parts of 1/65536.
    const found =
      before !== undefined
        ? sizeInBoxes(view, at + 8 + before, end)
        : kind === 'ispe'
          ? { width: view.getUint32(at + 12), height: view.getUint32(at + 16) }
          : kind === 'tkhd'
            ? { width: view.getUint16(end - 8), height: view.getUint16(end - 4) }
            : null;
    if (found !== null && found.width * found.height > (largest?.width ?? 0) * (largest?.height ?? 0)) largest = found;
    at = end;
  }
  return largest;
}
