/** Is there room on the disk, and can it be written? */
import { randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#contract/doctor.ts';
import { log } from '../log/log.ts';
import { trouble, unknown, well } from './finding.ts';
import { sizeWords } from './words.ts';

/** With less than this the disk counts as nearly full, in bytes: a day's contacts need a hundredth of it. */
const scarce = 200_000_000;

/** Takes the folder of the outbox; writes a small file there and removes it. Returns the finding. */
export async function lookAtDisk(folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  const room = free === null ? 'How much is free is not known' : `${sizeWords(free)} are free`;
  const problem = await writingProblem(folder);
  const space = `Free some space on the disk of ${folder}.`;
  if (problem === 'ENOSPC' || problem === 'EDQUOT') return trouble('disk', `The disk is full: ${room}.`, space);
  if (problem !== null) {
    return trouble(
      'disk',
      `Fieldpost may not write in its folder (${problem}). ${room}.`,
      `Allow your user to write in ${folder}.`,
    );
  }
  if (free === null) return unknown('disk', `The disk can be written. ${room}.`);
  if (free < scarce) return trouble('disk', `The disk is nearly full: ${room}. It can be written.`, space);
  return well('disk', `The disk can be written, and ${room}.`);
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Returns the code of what kept a file from being written, or null. */
async function writingProblem(folder: string): Promise<string | null> {
  const file = join(folder, `connection-doctor-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(Buffer.alloc(4_096));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await rm(file, { force: true }).catch((error: unknown) => {
      log.error('A trial file could not be removed', error);
    });
  }
}
