/** Makes the workers that read pictures and large files. Each is made when it is first needed, and ends when it was not needed for a minute. */
import cardsUrl from './cards-worker.ts?worker&url';
import codesUrl from './codes-worker.ts?worker&url';
import type { Quad } from './card/outline.ts';
import filesUrl from './files-worker.ts?worker&url';
import type { Input } from '#reading/read.ts';
import type { Proposal, Reading } from '#reading/reading.ts';
import type { FoundCode, FoundLine } from './found.ts';

declare global {
  interface Window {
    /** Not in TypeScript's library yet (https://w3c.github.io/trusted-types/dist/spec/). */
    trustedTypes?: {
      createPolicy: (
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ) => { createScriptURL: (url: string) => unknown };
    };
  }
}

/** How long a worker stays without work, in milliseconds: it holds tens of megabytes. */
const stay = 60_000;

const policy = window.trustedTypes?.createPolicy('worker-url', {
  createScriptURL: (url: string) => {
    if (new URL(url, location.href).origin !== location.origin) throw new Error('Not one of our own workers');
    return url;
  },
});

interface Pending {
  onnews: (news: never) => void;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/** A worker that answers questions, each with its number. What it throws rejects. */
export class Asked<Question extends object, Answer, News = never> {
  readonly #url: string;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(url: string) {
    this.#url = url;
  }

  /** Asks, and hands over what is in `transfer`. What is told on the way goes to `onnews`. Rejects where the worker fails. */
  ask(
    question: Question,
    transfer: Transferable[] = [],
    onnews: (news: News) => void = () => undefined,
  ): Promise<Answer> {
    clearTimeout(this.#ending);
    const worker = (this.#worker ??= this.#start());
    const number = ++this.#last;
    return new Promise<Answer>((resolve, reject) => {
      this.#pending.set(number, { resolve, reject, onnews });
      worker.postMessage({ number, question }, transfer);
    }).finally(() => {
      this.#pending.delete(number);
      if (this.#pending.size === 0) this.#ending = setTimeout(this.end, stay);
    });
  }

  /** Ends it now. What is under way rejects. */
  readonly end = (): void => {
    clearTimeout(this.#ending);
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#pending.values()) reject(new Error('The reading was ended'));
  };

  #start(): Worker {
    const url = policy?.createScriptURL(this.#url) ?? this.#url;
    const worker = new Worker(url as unknown as string, { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<{ number: number; answer?: never; error?: string; news?: unknown }>) => {
      const pending = this.#pending.get(data.number);
      if (data.news !== undefined) pending?.onnews(data.news as never);
      else if (data.error !== undefined) pending?.reject(new Error(data.error));
      else pending?.resolve(data.answer as never);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.end();
    };
    return worker;
  }
}

export interface CodesQuestion {
  picture: ImageBitmap;
  /** Also the codes of one dimension. */
  linear: boolean;
  /** By how many degrees it is turned first: codes of PDF417 are not found where they are tilted. */
  turn: number;
  /** Whether the same picture was looked through before, as it is: only what a tilt hides is looked for then. */
  wasUpright: boolean;
  /** Also the outline of a card. */
  card: boolean;
}

export interface CodesAnswer {
  codes: FoundCode[];
  /** The corners of the card, as parts of the picture's width and height; null: none was found, or looked for. */
  outline: Quad | null;
}

export const codesWorker = new Asked<CodesQuestion, CodesAnswer>(codesUrl);

export interface CardQuestion {
  /** null: get ready, for there will be one soon. */
  picture: ImageBitmap | null;
  /** As in `CodesAnswer`: only what is in it is read. */
  outline: Quad | null;
}

/** A line of a card, with its picture. */
export interface SeenLine extends FoundLine {
  /** Upright. */
  strip: ImageBitmap;
}

export interface SeenCard {
  /** In the order in which they are read. */
  lines: SeenLine[];
  /** The card, upright; null: there is no text in the picture. */
  picture: ImageBitmap | null;
}

/** missing: the file of the app that is not there, or not whole. */
export type CardAnswer = SeenCard | { missing: string };

export const cardsWorker = new Asked<CardQuestion, CardAnswer>(cardsUrl);

/** A file, as it is read. */
export type FileQuestion = Pick<Input, 'bytes' | 'from' | 'fileName' | 'rule' | 'readsLicences'>;
/** How far it is, and the contacts in it, portion by portion. */
export type FileNews = { done: number; total: number } | { proposals: Proposal[] };
export type FileAnswer = Omit<Reading, 'proposals'>;

export const filesWorker = new Asked<FileQuestion, FileAnswer, FileNews>(filesUrl);
