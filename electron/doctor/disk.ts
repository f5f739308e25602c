/** Is there room on the disk, and can it be written? */
import { randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { log } from '../log/log.ts';
import { trouble, unknown, well } from './finding.ts';

/** With less than this the disk counts as nearly full, in bytes: a day's contacts need a hundredth of it. */
const scarce = 200_000_000;

/** Takes the folder of the outbox; writes a small file there and removes it. Returns the finding. */
export async function lookAtDisk(folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  const room = free === null ? say('examination.diskFreeUnknown') : say('examination.diskFree', { free });
  const problem = await writingProblem(folder);
  const space = say('examination.freeSpace', { folder });
  if (problem === 'ENOSPC' || problem === 'EDQUOT') return trouble('disk', [say('examination.diskFull'), room], space);
  if (problem !== null) {
    const found = [say('examination.diskNotWritable', { code: problem }), room];
    return trouble('disk', found, say('examination.allowWriting', { folder }));
  }
  if (free === null) return unknown('disk', [say('examination.diskWell'), room]);
  if (free < scarce) return trouble('disk', [say('examination.diskNearlyFull'), room], space);
  return well('disk', [say('examination.diskWell'), room]);
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
