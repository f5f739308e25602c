import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });

/** Returns a picture of a code, as PNG. */
export async function barcode(
  content: string | Uint8Array,
  format: WriterOptions['format'] = 'QRCode',
): Promise<Buffer> {
  const { image, error } = await writeBarcode(content, { format, scale: 6 });
  if (image === null) throw new Error(error);
  return Buffer.from(await image.arrayBuffer());
}
