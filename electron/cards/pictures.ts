/**
 * Pictures of the cards that contacts were read from: one file for each, in the outbox's folder, by the contact's UUID. They are
 * written once and never changed, so that no recovery has to bring them together; they move with the folder, and no request, list
 * or search carries them. What the disk does to the contacts it does to them: they are no more and no less protected.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeWhole } from '../system/write-whole.ts';

/** Takes an outbox's folder and a contact's UUID; returns the file of its picture; null: that is no UUID of ours. */
const pictureFile = (folder: string, uuid: string): string | null =>
  /^[\w-]{1,64}$/u.test(uuid) ? join(folder, 'cards', `${uuid}.jpg`) : null;

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Keeps a picture, as JPEG, in the place of the one before. Resolves with whether it was one. @throws (rejects) what the disk says */
export async function keepPicture(folder: string, uuid: string, bytes: Uint8Array): Promise<boolean> {
  const file = pictureFile(folder, uuid);
  if (file === null || !isJpeg(bytes)) return false;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(file, bytes);
  return true;
}

/** Resolves with a contact's picture, or null: it has none that can be read. */
export async function pictureOf(folder: string, uuid: string): Promise<Uint8Array | null> {
  const file = pictureFile(folder, uuid);
  if (file === null) return null;
  const bytes = await readFile(file).catch(() => null);
  return bytes !== null && isJpeg(bytes) ? bytes : null;
}

/** Moves a contact's picture, if it has one, into another outbox's folder. @throws (rejects) what the disk says; it is where it was then */
export async function movePicture(from: string, to: string, uuid: string): Promise<void> {
  const picture = await pictureOf(from, uuid);
  if (picture !== null && (await keepPicture(to, uuid, picture))) forgetPicture(from, uuid);
}

/** Removes a contact's picture, if it has one. @throws what the disk says */
export function forgetPicture(folder: string, uuid: string): void {
  const file = pictureFile(folder, uuid);
  if (file !== null) rmSync(file, { force: true });
}
