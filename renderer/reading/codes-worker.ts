/** Finds codes, and the outline of a card, in a picture. It runs in a worker, whose policy lets it compile WebAssembly. */
import { prepareZXingModule } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { answerWith } from './answering.ts';
import { lookForCard } from './card/glance.ts';
import { bytesOf, lookThrough } from './codes.ts';
import type { CodesAnswer, CodesQuestion } from './workers.ts';

// Without a place it would be fetched from the network.
prepareZXingModule({ overrides: { locateFile: () => new URL(wasmUrl, self.location.href).href } });

let canvas: OffscreenCanvas | null = null;

function pixelsOf({ picture, turn }: CodesQuestion): ImageData {
  const { width, height } = picture;
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas');
  context.setTransform(1, 0, 0, 1, 0, 0);
  // What is transparent is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  if (turn !== 0) {
    context.translate(width / 2, height / 2);
    context.rotate((turn * Math.PI) / 180);
    context.translate(-width / 2, -height / 2);
  }
  context.drawImage(picture, 0, 0);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

answerWith(async (question: CodesQuestion): Promise<CodesAnswer> => {
  const outline = question.card ? lookForCard(question.picture) : null;
  const found = await lookThrough(pixelsOf(question), question.linear, question.wasUpright);
  const codes = found.map((code) => ({ bytes: bytesOf(code), text: code.text, symbology: code.format }));
  return { codes, outline };
});
