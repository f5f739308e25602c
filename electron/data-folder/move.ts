/**
 * Moves the data from the folder it was in to the one it shall be in. At any moment, also where it is cut off, the outbox is
 * whole in one of them, and an older version finds either that one or a file in its place, and says that it cannot open it.
 *
 * On one disk the outbox is renamed. From one disk to another it is first put aside, so that nobody works with it, then
 * copied under another name, and only then gets its own.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { disk as realDisk, type Disk } from './disk.ts';

/** What comes along, as far as it can; nothing depends on it. */
const companions = ['preferences.json', 'logs', 'practice'];

export const outboxIn = (folder: string) => join(folder, 'outbox');
/** In the old folder: the outbox that is put aside. The name says by whom, since several computers may share the folder. */
export const isAside = (name: string) => /^outbox\.moving-[\da-f]{8}$/u.test(name);
/** In the new folder: the name that this computer puts it aside under. */
export const claimIn = (folder: string) => join(folder, 'moving.txt');

/**
 * Takes the folder in which the outbox is now; returns what is written in its place, so that an older version does not
 * begin a new one there.
 */
export type Note = (folder: string) => string;

/**
 * Moves what is in the folder `from` to the folder `to`, which is there and holds no outbox. Returns whether there was one.
 * @throws where it could not be moved, or nobody can tell: `from` is as it was then
 */
export function moveData(from: string, to: string, note: Note, disk: Disk = realDisk): boolean {
  const claim = disk.kind(claimIn(to)) === null ? '' : disk.read(claimIn(to));
  // Where the power went while it was written, nothing was put aside yet.
  const unfinished = isAside(claim) ? join(from, claim) : null;
  if (unfinished !== null && disk.kind(unfinished) === 'folder') {
    copyOver(unfinished, from, to, note, disk);
    return true;
  }
  if (disk.kind(outboxIn(from)) !== 'folder') {
    // A server that is not there looks like a folder that is not there.
    if (unfinished !== null || disk.kind(dirname(from)) !== 'folder') throw new Error('The old folder is out of reach');
    return false;
  }
  // Where another program has the database open, Windows refuses this, too, and nothing is begun.
  const database = join(outboxIn(from), 'outbox.sqlite');
  if (disk.kind(database) === 'file') disk.rename(database, database);
  const brought = companions.filter((name) => bring(join(from, name), join(to, name), disk));
  try {
    disk.rename(outboxIn(from), outboxIn(to));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    copyOver(putAside(from, to, disk), from, to, note, disk);
  }
  // It is moved. Whatever fails from here on is made up for at the next start (leftovers.ts), or costs nothing.
  try {
    if (disk.kind(outboxIn(from)) === null) disk.write(outboxIn(from), note(to));
    for (const name of brought) disk.remove(join(from, name));
  } catch {
    return true;
  }
  return true;
}

/** Takes the outbox out of the way of an older version; where one has it open, Windows refuses. Returns where it is. */
function putAside(from: string, to: string, disk: Disk): string {
  const name = `outbox.moving-${randomUUID().slice(0, 8)}`;
  disk.write(claimIn(to), name);
  const aside = join(from, name);
  try {
    disk.rename(outboxIn(from), aside);
  } catch (error) {
    disk.remove(claimIn(to));
    throw error;
  }
  return aside;
}

/** Copies the outbox that was put aside. It stays there until the next start, when the copy is known to be on the disk. */
function copyOver(aside: string, from: string, to: string, note: Note, disk: Disk): void {
  const part = `${outboxIn(to)}.part`;
  try {
    if (disk.kind(outboxIn(from)) === null) disk.write(outboxIn(from), note(to));
    disk.remove(part);
    copyTree(aside, part, disk);
    disk.rename(part, outboxIn(to));
  } catch (error) {
    putBack(aside, from, to, note, disk);
    throw error;
  }
}

/** @throws where that cannot be done now: it is tried again at the next start, and until then nothing is begun in its place. */
function putBack(aside: string, from: string, to: string, note: Note, disk: Disk): void {
  disk.remove(`${outboxIn(to)}.part`);
  const place = outboxIn(from);
  if (disk.kind(place) === 'file') disk.remove(place);
  try {
    disk.rename(aside, place);
  } catch (error) {
    if (disk.kind(place) === null) disk.write(place, note(to));
    throw error;
  }
  disk.remove(claimIn(to));
}

/** Returns whether all of it was copied. What is there of an attempt before is older, and is replaced. */
function bring(from: string, to: string, disk: Disk): boolean {
  try {
    if (disk.kind(from) === null) return false;
    disk.remove(to);
    if (disk.kind(from) === 'folder') copyTree(from, to, disk);
    else disk.copyFile(from, to);
    return true;
  } catch {
    return false;
  }
}

function copyTree(from: string, to: string, disk: Disk): void {
  disk.makeFolder(to);
  for (const name of disk.list(from)) {
    const [source, copy] = [join(from, name), join(to, name)];
    if (disk.kind(source) === 'folder') copyTree(source, copy, disk);
    else disk.copyFile(source, copy);
  }
}
