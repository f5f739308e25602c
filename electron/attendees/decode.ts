/** The text of a file that does not say how it is written. */
import { detect } from 'chardet';

/** How much of a file tells how it is written, in bytes. */
const sampleSize = 64 * 1024;

/** Takes a file's bytes; returns what they most likely are, by its name in the Encoding Standard. */
export function encodingOf(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wideEncoding(bytes.subarray(0, sampleSize)) ?? (isUtf8(bytes) ? 'utf-8' : narrowEncoding(bytes));
}

/** Takes bytes and an encoding; returns their text, without the mark at its beginning. @throws RangeError for no known encoding */
export const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

/** Of what people write, each second byte of UTF-16 is zero: the digits, blanks and separators. */
function wideEncoding(sample: Uint8Array): string | null {
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) * 10 < sample.length) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // What is cut off at its end is UTF-8 all the same.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function narrowEncoding(bytes: Uint8Array): string {
  const telling = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - 2_000);
  const found = detect(bytes.subarray(telling, telling + sampleSize)) ?? '';
  try {
    const { encoding } = new TextDecoder(found);
    if (!encoding.startsWith('utf-')) return encoding;
  } catch {
    // A name that is known to nobody else.
  }
  return 'windows-1252';
}
