/** The one way in: whatever a visitor holds out becomes bytes or text, and is read (electron/reading). */
import { textIn, type Proposal, type Reading } from '#reading/reading.ts';
import type { BadgeRule } from '#contract/badge-rule.ts';
import { eventOnDuty } from '#contract/events.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { call } from '../lib/bridge.ts';
import type { Quad } from './card/outline.ts';
import { atMost, isPicture, unpacked } from './pictures.ts';
import { withMore } from './sides.ts';
import type { FoundCode } from './found.ts';
import type { FileQuestion, SeenCard, SeenLine } from './workers.ts';

/** Long sides at which a picture is looked through for codes, in pixels: small first, for most are large enough. */
const sides = [1_600, 4_000];
/** PDF417 is not found where it is tilted by more than a few degrees. */
const turns = [0, -12, -6, 6, 12];

/** How long the longer side of a card's picture is at most, in pixels: letters do not become more legible beyond. */
const cardSide = 2_000;
/** What a contact that was read from a card says of it, in the place of the sort of code. */
const cardSymbology = 'Card';

/** How the event on duty wants codes to be read. Where that cannot be told now, they are read as everywhere else. */
export async function readAtEvent(): Promise<{ rule: BadgeRule | null; readsLicences: boolean }> {
  try {
    const event = eventOnDuty(await call('setup'));
    return { rule: event?.badgeRule ?? null, readsLicences: event?.readsLicences ?? false };
  } catch {
    return { rule: null, readsLicences: false };
  }
}

/** Larger files are read beside the window, in bytes: smaller ones are read before a worker has begun. */
const readInWindow = 100_000;

/** Loads what reads codes while somebody still holds theirs out: the first one does not wait for it. */
export async function makeReady(): Promise<void> {
  const { read } = await import('#reading/read.ts');
  // What is used for the first time takes longest: the numbers of all countries.
  read({ text: 'tel:+493012345678' });
}

/** Reads a file; `onprogress` is told how far that is. @throws SaidError where it cannot be read */
export async function readFile(file: File, onprogress: (done: number, total: number) => void): Promise<Found> {
  if (isPicture(file)) return await readPicture(file);
  const { largestInput, read } = await import('#reading/read.ts');
  if (file.size > largestInput) throw new SaidError(say('reading.tooLarge', { size: file.size, most: largestInput }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const input = { bytes, from: 'text', fileName: file.name, ...(await readAtEvent()) } as const;
  return { reading: file.size > readInWindow ? await readBeside(input, onprogress) : read(input), card: null };
}

async function readBeside(
  input: FileQuestion & { bytes: Uint8Array<ArrayBuffer> },
  onprogress: (done: number, total: number) => void,
): Promise<Reading> {
  const { filesWorker } = await import('./workers.ts');
  const proposals: Proposal[] = [];
  const reading = await filesWorker.ask(input, [input.bytes.buffer], (news) => {
    if ('proposals' in news) proposals.push(...news.proposals);
    else onprogress(news.done, news.total);
  });
  // What it held is not needed again.
  filesWorker.end();
  return { ...reading, proposals };
}

/** Gives up a file that is being read. */
export async function stopReading(): Promise<void> {
  const { filesWorker } = await import('./workers.ts');
  filesWorker.end();
}

/** Reads what somebody pasted or dropped as a text. */
export async function readText(text: string): Promise<Reading> {
  const { read } = await import('#reading/read.ts');
  return read({ text, from: 'text', ...(await readAtEvent()) });
}

/** Reads a code. */
export async function readCode({ bytes, text, symbology }: FoundCode): Promise<Reading> {
  const { read } = await import('#reading/read.ts');
  return read({ bytes, text, symbology, from: 'code', ...(await readAtEvent()) });
}

/** What was read, and the card that it stands on. */
export interface Found {
  reading: Reading;
  /** null: it stands on none. */
  card: SeenCard | null;
}

/** Reads a picture: the codes in it, else the business card. @throws SaidError where there is nothing in it that can be read */
export async function readPicture(file: Blob): Promise<Found> {
  // Nothing needs it larger, and each copy of what a phone takes today would be hundreds of megabytes.
  const picture = await atMost(await unpacked(file), Math.max(...sides));
  const copy = await createImageBitmap(picture);
  const codes = await Promise.all((await codesIn(picture)).map(readCode));
  // Of a badge with several codes the one with a name counts.
  const best = codes.find(hasName) ?? codes.find(({ proposals }) => proposals.length > 0) ?? codes[0];
  if (best !== undefined && (hasName(best) || best.kind === 'refused')) {
    copy.close();
    return { reading: best, card: null };
  }
  const card = await readCard(copy);
  // The dots of a code look like letters, too: only a name beside it makes a card of it.
  if (card !== null && best !== undefined && !hasName(card.reading)) return { reading: best, card: null };
  if (card !== null) return best === undefined ? card : { ...card, reading: withMore(card.reading, best) };
  if (best === undefined) throw new SaidError(say('reading.nothingInPicture'));
  return { reading: best, card: null };
}

const hasName = ({ proposals }: Reading): boolean =>
  proposals.some((proposal) => textIn(proposal, 'lastName') !== '' || textIn(proposal, 'firstName') !== '');

/**
 * Reads a business card, and closes the picture. `outline`: as in `CodesAnswer`. null: nothing of it is legible. @throws SaidError
 * where a part of the reader is missing
 */
export async function readCard(picture: ImageBitmap, outline: Quad | null = null): Promise<Found | null> {
  const { cardsWorker } = await import('./workers.ts');
  const scaled = await atMost(picture, cardSide);
  const card = await cardsWorker.ask({ picture: scaled, outline }, [scaled]);
  if ('missing' in card) throw new SaidError(say('reading.partMissing', { part: card.missing }));
  return card.lines.length === 0 ? null : { reading: await readLines(card.lines), card };
}

/** Reads the lines of a card. What is a guess on paper is none the less one for standing on a card. */
export async function readLines(lines: readonly SeenLine[]): Promise<Reading> {
  const { read } = await import('#reading/read.ts');
  const text = lines.map((line) => line.text).join('\n');
  return { ...read({ text, from: 'text' }), symbology: cardSymbology };
}

async function codesIn(picture: ImageBitmap): Promise<FoundCode[]> {
  const { codesWorker } = await import('./workers.ts');
  try {
    const longest = Math.max(picture.width, picture.height);
    for (const [number, side] of sides.entries()) {
      if (number > 0 && longest <= (sides[number - 1] ?? 0)) break;
      const scaled = await atMost(await createImageBitmap(picture), side);
      for (const turn of turns) {
        const copy = await createImageBitmap(scaled);
        const question = { picture: copy, linear: true, turn, wasUpright: turn !== 0, card: false };
        const { codes } = await codesWorker.ask(question, [copy]);
        if (codes.length > 0) return codes;
      }
      scaled.close();
    }
    return [];
  } finally {
    picture.close();
  }
}
