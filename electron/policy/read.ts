/** Reads the policy file: trusted only where nobody but an administrator could have written it. */
import { closeSync, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { say, type Message } from '#words/message.ts';
import { policyFrom } from './parse.ts';
import type { Place } from './place.ts';
import { brokenPolicy, noPolicy, type Policy } from './policy.ts';

/** Far more than a policy needs, in bytes. */
const mostBytes = 64_000;

/** Takes where the file would be; returns what it says, no policy where there is none, and a broken one with the reason where it cannot be used. */
export function readPolicy(place: Place | null): Policy {
  if (place === null) return noPolicy;
  const { file, owners } = place;
  try {
    const bytes = trustedBytes(file, owners, mostBytes);
    return bytes.ok ? policyFrom(file, bytes.value, owners) : brokenPolicy(file, bytes.problem);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' ? noPolicy : brokenPolicy(file, say('policyFile.unreadable', { code }));
  }
}

export type Bytes = { ok: true; value: Buffer } | { ok: false; problem: Message };

/**
 * Takes a file, whose it may be, by number, and the most bytes it can have; returns what is in it, or why nobody knows who wrote it.
 * @throws where it cannot be read
 */
export function trustedBytes(file: string, owners: readonly number[], most: number): Bytes {
  const no = (problem: Message): Bytes => ({ ok: false, problem });
  const descriptor = openSync(file, 'r');
  try {
    // Of the file that was opened, so that it cannot be exchanged in between.
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return no(say('policyFile.noFile'));
    // Whoever can write the folder can put another file in its place.
    const distrust = distrustOf('file', stats, owners) ?? distrustOf('folder', statSync(dirname(file)), owners);
    if (distrust !== null) return no(distrust);
    if (stats.size > most) return no(say('policyFile.tooLarge', { most }));
    return { ok: true, value: readFileSync(descriptor) };
  } finally {
    closeSync(descriptor);
  }
}

/** Returns why this could be the work of somebody else than an administrator, null: it could not. */
function distrustOf(what: 'file' | 'folder', { uid, mode }: Stats, owners: readonly number[]): Message | null {
  // Its permissions are in lists that Node cannot read; what lies in Program Files is an administrator's.
  if (process.platform === 'win32') return null;
  if (!owners.includes(uid)) return say(what === 'file' ? 'policyFile.notRoots' : 'policyFile.folderNotRoots');
  if ((mode & 0o022) === 0) return null;
  return say(what === 'file' ? 'policyFile.writable' : 'policyFile.folderWritable');
}
