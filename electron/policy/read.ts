/** Reads the policy file: trusted only where nobody but an administrator could have written it. */
import { closeSync, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { policyFrom } from './parse.ts';
import type { Place } from './place.ts';
import { brokenPolicy, noPolicy, type Policy } from './policy.ts';

/** Far more than a policy needs, in bytes. */
const mostBytes = 64 * 1024;

/** Takes where the file would be; returns what it says, no policy where there is none, and a broken one with the reason where it cannot be used. */
export function readPolicy(place: Place | null): Policy {
  if (place === null) return noPolicy;
  const { file, owners } = place;
  try {
    const bytes = trustedBytes(file, owners);
    return bytes.ok ? policyFrom(file, bytes.value) : brokenPolicy(file, bytes.problem);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return code === 'ENOENT' ? noPolicy : brokenPolicy(file, `It cannot be read (${code}).`);
  }
}

type Bytes = { ok: true; value: Buffer } | { ok: false; problem: string };

function trustedBytes(file: string, owners: readonly number[]): Bytes {
  const no = (problem: string): Bytes => ({ ok: false, problem });
  const descriptor = openSync(file, 'r');
  try {
    // Of the file that was opened, so that it cannot be exchanged in between.
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return no('It is not a file.');
    // Whoever can write the folder can put another file in its place.
    const distrust = distrustOf('The file', stats, owners) ?? distrustOf('Its folder', statSync(dirname(file)), owners);
    if (distrust !== null) return no(distrust);
    if (stats.size > mostBytes) return no('It is larger than 64 kB.');
    return { ok: true, value: readFileSync(descriptor) };
  } finally {
    closeSync(descriptor);
  }
}

/** Returns why this could be the work of somebody else than an administrator, as a sentence; null: it could not. */
function distrustOf(what: string, { uid, mode }: Stats, owners: readonly number[]): string | null {
  // Its permissions are in lists that Node cannot read; what lies in Program Files is an administrator's.
  if (process.platform === 'win32') return null;
  if (!owners.includes(uid)) return `${what} does not belong to root, so that somebody else could have written it.`;
  if ((mode & 0o022) === 0) return null;
  return `${what} can be written by others than its owner. Take that right away (chmod go-w).`;
}
