/** Puts the files into one zip. */
// Its entry for Node declares `require`, as the build does; nothing of what is different in it is used.
import { strToU8, Zip, ZipDeflate } from 'fflate/browser';
import { setImmediate as others } from 'node:timers/promises';
import type { DiagnosticFile } from '#contract/diagnostics.ts';

/** A zip knows no time before this one, in milliseconds since 1970. */
const earliest = Date.UTC(1980, 0, 2);

/** Takes the files and the time, in milliseconds since 1970; resolves with the zip. The app answers between two files. */
export async function zipOf(files: readonly DiagnosticFile[], now: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  for (const { name, text } of files) {
    const file = new ZipDeflate(name);
    file.mtime = Math.max(now, earliest);
    zip.add(file);
    file.push(strToU8(text), true);
    await others();
  }
  zip.end();
  return Buffer.concat(pieces);
}
