/** Tesseract, without what it brings along for itself: its workers and caches are not needed, and would fetch from the network. */
import type { Grey } from './strips.ts';

/** What is used of its core (tesseract.js-core). */
interface Core {
  FS: { writeFile: (path: string, data: Uint8Array) => void; unlink: (path: string) => void };
  TessBaseAPI: new () => Api;
}

interface Api {
  Init: (path: null, languages: string, engine: number) => number;
  SetVariable: (name: string, value: string) => void;
  /** Reads the file `/input`; 1: it could not. */
  SetImageFile: (orientation: number, angle: number) => number;
  Recognize: (monitor: null) => number;
  GetJSONText: (page: number) => string;
  Clear: () => void;
}

export type CoreFactory = (settings: { wasmBinary: ArrayBuffer }) => Promise<Core>;

interface Bounds {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

interface Piece {
  text: string;
  /** 0 to 100. */
  confidence: number;
  bbox: Bounds;
}

/** A word on a page. */
export interface Word extends Piece {
  symbols: Piece[];
}

interface Page {
  blocks: { paragraphs: { lines: { words: Word[] }[] }[] }[];
}

/** LSTM only: the data have nothing else. */
const engine = 1;
/** One block of lines, which is what the page of strips is. */
const oneBlock = '6';

export class Tesseract {
  readonly #core: Core;
  readonly #api: Api;

  private constructor(core: Core, api: Api) {
    this.#core = core;
    this.#api = api;
  }

  /** Takes its core and the data of its languages, by their names; starts it. @throws Error where it cannot be started */
  static async start(
    makeCore: CoreFactory,
    wasm: ArrayBuffer,
    languages: ReadonlyMap<string, Uint8Array>,
  ): Promise<Tesseract> {
    const core = await makeCore({ wasmBinary: wasm });
    for (const [name, data] of languages) core.FS.writeFile(`./${name}.traineddata`, data);
    const api = new core.TessBaseAPI();
    if (api.Init(null, [...languages.keys()].join('+'), engine) !== 0) throw new Error('Tesseract did not start');
    api.SetVariable('tessedit_pageseg_mode', oneBlock);
    api.SetVariable('preserve_interword_spaces', '1');
    api.SetVariable('user_defined_dpi', '300');
    // It would learn the words of this card for the next one.
    api.SetVariable('tessedit_enable_doc_dict', '0');
    return new Tesseract(core, api);
  }

  /** Takes a page, and which letters there are on it; empty: any. Returns its words, from top to bottom. */
  words(page: Grey, letters = ''): Word[] {
    this.#api.SetVariable('tessedit_char_whitelist', letters);
    this.#core.FS.writeFile('/input', portable(page));
    if (this.#api.SetImageFile(1, 0) === 1) throw new Error('Tesseract did not take the picture');
    this.#api.Recognize(null);
    const { blocks } = JSON.parse(this.#api.GetJSONText(0)) as Page;
    this.#api.Clear();
    return blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)));
  }
}

/** A portable grey map: the one form of a picture that needs no packing. */
function portable({ width, height, data }: Grey): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${String(width)} ${String(height)}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}
