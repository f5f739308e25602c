/** The one way in: whatever a visitor holds out becomes bytes or text, and is read (electron/reading). */
import type { BadgeRule } from '#contract/badge-rule.ts';
import { eventOnDuty } from '#contract/events.ts';
import type { Reading } from '#reading/reading.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { call } from '../lib/bridge.ts';
import { atMost, isPicture, unpacked } from './pictures.ts';
import type { FoundCode } from './workers.ts';

/** Long sides at which a picture is looked through for codes, in pixels: small first, for most are large enough. */
const sides = [1_600, 4_000];
/** PDF417 is not found where it is tilted by more than a few degrees. */
const turns = [0, -12, -6, 6, 12];

/** How badges of the event on duty are read; null: nobody taught it, or that cannot be told now. */
async function ruleOnDuty(): Promise<BadgeRule | null> {
  try {
    return eventOnDuty(await call('setup'))?.badgeRule ?? null;
  } catch {
    return null;
  }
}

/** Reads a file. @throws SaidError where it cannot be read */
export async function readFile(file: File): Promise<Reading> {
  if (isPicture(file)) return await readPicture(file);
  const { largestInput, read } = await import('#reading/read.ts');
  if (file.size > largestInput) throw new SaidError(say('reading.tooLarge', { size: file.size, most: largestInput }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  return read({ bytes, from: 'text', fileName: file.name, rule: await ruleOnDuty() });
}

/** Reads what somebody pasted or dropped as a text. */
export async function readText(text: string): Promise<Reading> {
  const { read } = await import('#reading/read.ts');
  return read({ text, from: 'text', rule: await ruleOnDuty() });
}

/** Reads a code. */
export async function readCode({ bytes, text, symbology }: FoundCode): Promise<Reading> {
  const { read } = await import('#reading/read.ts');
  return read({ bytes, text, symbology, from: 'code', rule: await ruleOnDuty() });
}

/** Reads a picture: the codes in it. @throws SaidError where there is nothing in it that can be read */
export async function readPicture(file: Blob): Promise<Reading> {
  const found = await codesIn(await unpacked(file));
  const [first] = found;
  if (first === undefined) throw new SaidError(say('reading.nothingInPicture'));
  const readings = await Promise.all(found.map(readCode));
  // Of a badge with several codes the one with a name counts.
  return readings.find(({ proposals }) => proposals.length > 0) ?? readings[0] ?? (await readCode(first));
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
        const found = await codesWorker.ask({ picture: copy, linear: true, turn }, [copy]);
        if (found.length > 0) return found;
      }
      scaled.close();
    }
    return [];
  } finally {
    picture.close();
  }
}
