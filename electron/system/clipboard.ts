/** What lies on the clipboard. */
import { clipboard, type NativeImage } from 'electron';
import type { Clipboard } from '#contract/reading.ts';

/** As Electron had it before its clipboard answered with promises. */
interface OlderClipboard {
  readImage?: () => NativeImage;
}

const png = 'image/png';

/** Reads the clipboard. What cannot be read counts as not there. */
export async function readClipboard(): Promise<Clipboard> {
  const [text, picture] = await Promise.all([read(() => clipboard.readText(), ''), read(readPicture, null)]);
  return { text, picture };
}

async function readPicture(): Promise<Uint8Array | null> {
  const { readImage } = clipboard as unknown as OlderClipboard;
  if (readImage !== undefined) {
    const image = readImage();
    return image.isEmpty() ? null : new Uint8Array(image.toPNG());
  }
  if (!(await clipboard.has(png))) return null;
  const item = (await clipboard.read()).find(({ types }) => types.includes(png));
  return item === undefined ? null : new Uint8Array(await (await item.getType(png)).arrayBuffer());
}

/** Of older versions the answer is there at once. */
async function read<Value>(question: () => Value | Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await question();
  } catch {
    return otherwise;
  }
}
