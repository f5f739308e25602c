/** What can befall the files of a closed outbox, each by chance; several at once. */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { contactWith } from './contacts.ts';
import type { History } from './recovery-history.ts';

/** An outbox's files, to be damaged. */
export interface Victim {
  folder: string;
  chance: () => number;
  /** Another outbox: some of its contacts have the same numbers. */
  foreign: History;
  before: string | null;
  /** UUIDs, by name, and ids of what a script has put there. */
  scripted: Map<string, number>;
}

type Damage = (victim: Victim) => void;

const databaseOf = ({ folder }: Victim) => join(folder, 'outbox.sqlite');
const logOf = ({ folder }: Victim) => join(folder, 'outbox.sqlite-wal');
const segmentsOf = ({ folder }: Victim) => filesIn(join(folder, 'changes'), '.log');
const backupsOf = ({ folder }: Victim) => filesIn(join(folder, 'backups'), '.sqlite');

function filesIn(folder: string, end: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(end));
  return names.sort().map((name) => join(folder, name));
}

/** What can happen to any file, by name. */
const wounds: Record<string, (file: string, chance: () => number) => void> = {
  'some bytes flipped': (file, chance) => {
    const bytes = readFileSync(file);
    for (let n = 1 + chance() * 12; n > 0; n--) {
      const at = Math.floor(chance() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
    }
    writeFileSync(file, bytes);
  },
  'pages spoilt': (file, chance) => {
    const bytes = readFileSync(file);
    for (let n = 1 + chance() * 6; n > 0; n--) {
      const at = Math.floor((chance() * bytes.length) / 4_096) * 4_096;
      (chance() < 0.5 ? garbage(4_096, chance) : Buffer.alloc(4_096)).copy(bytes, at);
    }
    writeFileSync(file, bytes);
  },
  'a stretch spoilt': (file, chance) => {
    const bytes = readFileSync(file);
    garbage(Math.floor(chance() * bytes.length), chance).copy(bytes, Math.floor(chance() * bytes.length));
    writeFileSync(file, bytes);
  },
  'cut off': (file, chance) => {
    truncateSync(file, Math.floor(chance() * statSync(file).size));
  },
  'all garbage': (file, chance) => {
    writeFileSync(file, garbage(Math.min(statSync(file).size, 20_000), chance));
  },
  'the beginning spoilt': (file, chance) => {
    const bytes = readFileSync(file);
    garbage(100, chance).copy(bytes);
    writeFileSync(file, bytes);
  },
  emptied: (file) => {
    truncateSync(file);
  },
  gone: (file) => {
    rmSync(file);
  },
};

const garbage = (length: number, chance: () => number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));

function wounded(files: (victim: Victim) => readonly string[]): Damage {
  return (victim) => {
    const names = Object.keys(wounds);
    for (const file of files(victim)) {
      if (existsSync(file) && statSync(file).size > 0) wounds[oneOf(names, victim.chance)]?.(file, victim.chance);
    }
  };
}

function oneOf<Value>(values: readonly Value[], chance: () => number): Value {
  return values[Math.floor(chance() * values.length)] as Value;
}

const some = (files: (victim: Victim) => string[]) => (victim: Victim) =>
  files(victim).filter(() => victim.chance() < 0.6);

/** Each with how often it is chosen. They are done in this order: what is put there can be damaged. */
const damages: Record<string, [number, Damage]> = {
  'rows of a script in the database': [
    0.15,
    (victim) => {
      script(victim, databaseOf(victim), {});
    },
  ],
  'a bogus number in the database': [
    0.15,
    (victim) => {
      script(victim, databaseOf(victim), { id: bogus(victim) });
    },
  ],
  'rows of a script in a backup': [
    0.15,
    (victim) => {
      for (const file of backupsOf(victim).slice(-1)) script(victim, file, {});
    },
  ],
  'a bogus number in a backup': [
    0.05,
    (victim) => {
      for (const file of backupsOf(victim).slice(-1)) script(victim, file, { id: bogus(victim) });
    },
  ],
  'another outbox’s backup': [
    0.15,
    (victim) => {
      takeBackup(victim);
    },
  ],
  'another outbox’s segments': [
    0.1,
    (victim) => {
      takeSegments(victim);
    },
  ],
  'the database of before': [
    0.1,
    (victim) => {
      bringBack(victim);
    },
  ],
  'the database wounded': [0.6, wounded((victim) => [databaseOf(victim)])],
  'the log wounded': [0.3, wounded((victim) => [logOf(victim)])],
  'segments wounded': [0.4, wounded(some(segmentsOf))],
  'lines missing': [
    0.2,
    (victim) => {
      for (const file of segmentsOf(victim)) loseLines(file, victim.chance);
    },
  ],
  'the second copy gone': [
    0.1,
    ({ folder }) => {
      rmSync(join(folder, 'changes'), { recursive: true, force: true });
    },
  ],
  'backups wounded': [0.3, wounded(some(backupsOf))],
  'the backups gone': [
    0.1,
    ({ folder }) => {
      rmSync(join(folder, 'backups'), { recursive: true, force: true });
    },
  ],
  'the computer started since': [
    0.3,
    (victim) => {
      startAgain(victim);
    },
  ],
};

/** Damages the outbox as chance has it; returns what was done, in words. */
export function befall(victim: Victim): string[] {
  const chosen = Object.entries(damages).filter(([, [often]]) => victim.chance() < often);
  for (const [, [, damage]] of chosen) damage(victim);
  return chosen.map(([words]) => words);
}

const bogus = ({ chance }: Victim) => oneOf([200_000, 1e12, Number.MAX_SAFE_INTEGER - 1], chance);

/** Puts some contacts into a database, as a script does that knows nothing of checksums. */
function script({ chance, scripted }: Victim, file: string, { id }: { id?: number }): void {
  if (!existsSync(file)) return;
  const database = new Database(file);
  try {
    const insert = database.prepare<[number | null, string, string, string, string]>(
      `INSERT INTO contact (id, uuid, body, name, detail, search, state, captured_at) VALUES (?, ?, ?, ?, '', ?, 'waiting', 5)`,
    );
    for (let n = id === undefined ? 1 + chance() * 3 : 1; n > 0; n--) {
      const uuid = randomUUID();
      const name = `script${scripted.size}`;
      const { lastInsertRowid } = insert.run(
        id ?? null,
        uuid,
        JSON.stringify(contactWith({ lastName: name })),
        name,
        name,
      );
      scripted.set(uuid, Number(lastInsertRowid));
    }
  } finally {
    database.close();
  }
}

/** As the newest, or as the oldest. */
function takeBackup(victim: Victim): void {
  const [theirs] = filesIn(join(victim.foreign.folder, 'backups'), '.sqlite');
  if (theirs === undefined) return;
  mkdirSync(join(victim.folder, 'backups'), { recursive: true });
  const year = victim.chance() < 0.5 ? 2020 : 2030;
  copyFileSync(theirs, join(victim.folder, 'backups', `outbox-${year}-01-01T00-00-00.sqlite`));
}

function takeSegments(victim: Victim): void {
  mkdirSync(join(victim.folder, 'changes'), { recursive: true });
  for (const file of filesIn(join(victim.foreign.folder, 'changes'), '.log')) {
    // Two of the same name cannot be there.
    const name = String(Number(basename(file, '.log')) + 7).padStart(15, '0');
    if (!existsSync(join(victim.folder, 'changes', `${name}.log`)))
      copyFileSync(file, join(victim.folder, 'changes', `${name}.log`));
  }
}

function bringBack(victim: Victim): void {
  if (victim.before === null) return;
  for (const end of ['-wal', '-shm']) rmSync(`${databaseOf(victim)}${end}`, { force: true });
  copyFileSync(victim.before, databaseOf(victim));
}

function loseLines(file: string, chance: () => number): void {
  const lines = readFileSync(file, 'latin1').split('\n');
  const odds = chance() * 0.3;
  writeFileSync(file, lines.filter((_line, index) => index === 0 || chance() >= odds).join('\n'), 'latin1');
}

/** What was not flushed by then may be missing. */
function startAgain(victim: Victim): void {
  for (const file of segmentsOf(victim)) {
    const lines = readFileSync(file, 'latin1').split('\n');
    const again = lines.map((line) => {
      const json = line.slice(9);
      // A damaged one is not made whole by it.
      if (!json.startsWith('{"schema"') || line !== checked(json)) return line;
      return checked(json.replace(/"bootedAt":\d+/u, '"bootedAt":1'));
    });
    writeFileSync(file, again.join('\n'), 'latin1');
  }
}

const checked = (json: string) => `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
