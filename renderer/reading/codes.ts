/** Looks through a picture for codes: which ones, and how hard. */
import { readBarcodes, type ReadInputBarcodeFormat, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';

/** As a canvas gives it. */
interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
  colorSpace: 'srgb' | 'display-p3';
}

const flat: ReadInputBarcodeFormat[] = ['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec', 'PDF417'];
const linear: ReadInputBarcodeFormat[] = ['Code128', 'Code39', 'Code93', 'Codabar', 'EAN13', 'EAN8', 'ITF', 'UPCA'];

/**
 * Takes a picture, and whether codes of one dimension are looked for too; returns the codes in it. Where none is seen, the picture
 * is looked through once more without its noise: in poor light that is what hides them. `wasUpright`: it was looked through before
 * it was turned, and only what a tilt hides is looked for.
 */
export async function lookThrough(picture: Picture, alsoLinear: boolean, wasUpright = false): Promise<ReadResult[]> {
  if (wasUpright) {
    const formats: ReadInputBarcodeFormat[] = ['PDF417', ...(alsoLinear ? linear : [])];
    return valid(picture, { formats, tryHarder: true, maxNumberOfSymbols: 8 });
  }
  const formats = [...flat, ...(alsoLinear ? linear : [])];
  const found = await valid(picture, { formats, tryHarder: true, maxNumberOfSymbols: 8 });
  if (found.length > 0) return found;
  return valid(smoothed(picture), { formats: flat, tryHarder: true, maxNumberOfSymbols: 1 });
}

/**
 * Takes what was found in a code; returns its bytes. Where the code says its charset, its text is right, and its bytes would be taken
 * for those of another one.
 */
export const bytesOf = ({ bytes, text, hasECI }: Pick<ReadResult, 'bytes' | 'text' | 'hasECI'>): Uint8Array =>
  hasECI ? new TextEncoder().encode(text) : bytes;

const valid = async (picture: Picture, options: ReaderOptions): Promise<ReadResult[]> =>
  (await readBarcodes(picture, options)).filter(({ isValid }) => isValid);

/** Used for picture after picture: a camera's would leave megabytes of garbage each. */
let kept: { along: Uint16Array; grey: Picture['data'] } | null = null;

/** Each pixel with a part of its neighbours' light (1 2 1, along and across), in grey. It holds until the next one. */
function smoothed({ width, height, data }: Picture): Picture {
  if (kept?.grey.length !== data.length) {
    kept = { along: new Uint16Array(width * height), grey: new Uint8ClampedArray(data.length) };
  }
  const { along, grey } = kept;
  for (let at = 1; at < along.length - 1; at += 1) {
    along[at] = brightness(data, at - 1) + 2 * brightness(data, at) + brightness(data, at + 1);
  }
  grey.fill(255);
  for (let at = width; at < along.length - width; at += 1) {
    const light = ((along[at - width] ?? 0) + 2 * (along[at] ?? 0) + (along[at + width] ?? 0)) / 16;
    grey[at * 4] = light;
    grey[at * 4 + 1] = light;
    grey[at * 4 + 2] = light;
  }
  return { width, height, data: grey, colorSpace: 'srgb' };
}

const brightness = (data: Picture['data'], at: number): number =>
  ((data[at * 4] ?? 0) * 77 + (data[at * 4 + 1] ?? 0) * 151 + (data[at * 4 + 2] ?? 0) * 28) >> 8;
