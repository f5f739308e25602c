/** What may become of an outbox's files while it is closed, and how many of its contacts are to be there again. */
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../../../electron/store/backups.ts';
import { databaseIn } from '../../../electron/store/database.ts';
import { copyIn, segmentsIn } from '../../../electron/store/segments.ts';
import type { Kind } from '../seeded-outbox.ts';

export interface Loss {
  what: string;
  /** What the outbox was before. */
  kind: Kind;
  /** Whether what was saved since the last backup is to be there again, too. */
  isWhole: boolean;
  strike: (folder: string) => void;
}

export const losses = {
  damaged: {
    what: 'database damaged by 8 kB',
    kind: 'used',
    isWhole: true,
    strike: (folder) => {
      damage(databaseIn(folder), 1 / 3);
    },
  },
  gone: { what: 'database gone', kind: 'used', isWhole: true, strike: removeDatabase },
  backup: {
    what: 'database and second copy gone',
    kind: 'used',
    isWhole: false,
    strike: (folder) => {
      removeDatabase(folder);
      rmSync(copyIn(folder), { recursive: true });
    },
  },
  copy: {
    what: 'database gone, no backup: all from the second copy',
    kind: 'copied',
    isWhole: true,
    strike: removeDatabase,
  },
  both: {
    what: 'database and second copy damaged by 8 kB each, no backup',
    kind: 'copied',
    isWhole: true,
    strike: (folder) => {
      damage(databaseIn(folder), 1 / 3);
      for (const { file } of segmentsIn(folder)) damage(file, 2 / 3);
    },
  },
  all: {
    what: 'database, second copy and backup damaged by 8 kB each',
    kind: 'used',
    isWhole: true,
    strike: (folder) => {
      damage(databaseIn(folder), 1 / 3);
      for (const { file } of segmentsIn(folder)) damage(file, 0.9);
      for (const { file } of backupsIn(folder)) damage(file, 2 / 3);
    },
  },
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;

/** What a bad sector, or another program, leaves there: at this part of the file, 0 to 1. */
function damage(file: string, part: number): void {
  const descriptor = openSync(file, 'r+');
  try {
    const start = Math.floor((fstatSync(descriptor).size * part) / 4096) * 4096;
    const bytes = Buffer.alloc(8192);
    const length = readSync(descriptor, bytes, 0, bytes.length, start);
    for (let index = 0; index < length; index++) bytes[index] = (bytes[index] ?? 0) ^ 0x5a;
    writeSync(descriptor, bytes, 0, length, start);
  } finally {
    closeSync(descriptor);
  }
}

function removeDatabase(folder: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `outbox.sqlite${end}`), { force: true });
}
