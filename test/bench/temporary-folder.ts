import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undoAtEnd } from '../../build/runtime/cleanup.ts';

/** Runs the work with a new folder, which is gone afterwards, however this process ends. */
export async function withTemporaryFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'));
  const remove = undoAtEnd(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    return await work(folder);
  } finally {
    remove();
  }
}
