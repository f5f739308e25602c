/** Fills outboxes with made-up contacts, as years of use would leave them. */
import { constants, cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../build/runtime/problem.ts';
import { commitsTo } from '../../electron/outbox/commits.ts';
import { captureInto } from '../../electron/outbox/capture.ts';
import { deliveryIn, type Behind, type Settlement } from '../../electron/outbox/delivery.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import type { Connection } from '../../electron/outbox/settings.ts';
import { indexAll } from '../../electron/outbox/search-index.ts';
import { openStore } from '../../electron/outbox/store.ts';
import { madeUpContact } from './contacts.ts';
import { count } from './report.ts';

const minute = 60_000;
/** In one commit: each by itself would wait for the disk. */
const batch = 1_000;

export const seedConnection: Connection = {
  baseUrl: 'https://crm.example/one',
  credentialId: '66fb066c3793749b64c214bc',
};

/** All go in the order in which they were captured. */
export const nobody: Behind = { ids: [], ready: [] };

/** Puts a closed outbox with so many contacts into this folder. It is made once for all groups of a run, in `seeds`. */
export async function placeOutbox(folder: string, contacts: number, seeds: string): Promise<void> {
  const seed = join(seeds, String(contacts));
  if (!existsSync(seed)) {
    const unfinished = `${seed}.new`;
    say(`  making an outbox with ${count(contacts)} contacts ...`);
    await makeOutbox(unfinished, contacts);
    renameSync(unfinished, seed);
  }
  cpSync(seed, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** Makes an outbox with so many contacts in this folder: closed, inspected lately, its log empty, its search index full, a backup beside it. */
export async function makeOutbox(folder: string, contacts: number): Promise<void> {
  fill(folder, contacts);
  const outbox = openOutbox(folder);
  outbox.saveInspectedAt(Date.now());
  // The backup, without which the second copy of years would lie beside it.
  await outbox.tidy();
  outbox.close();
}

/** By the outbox's own statements and commits: with its checksums, and its second copy. */
function fill(folder: string, contacts: number): void {
  const store = openStore(folder);
  const { database, counted, copy, lock } = store;
  const commit = commitsTo(store);
  const { capture } = captureInto(database);
  const { claim, settle } = deliveryIn(database);
  const started = Date.now() - contacts * minute;

  function add(number: number): void {
    const capturedAt = started + number * minute;
    capture(madeUpContact(number), capturedAt);
    const settlement = settlementOf(number, contacts);
    if (settlement === null) return;
    // Those before it are settled, and those that are left waiting come last: it is the oldest that waits.
    const claimed = claim(seedConnection, capturedAt, nobody);
    if (claimed === null) throw new Error('The contact that was captured does not wait.');
    settle(claimed, settlement, capturedAt + 800);
  }

  try {
    for (let first = 0; first < contacts; first += batch) {
      commit(() => {
        for (let number = first; number < Math.min(first + batch, contacts); number++) add(number);
      });
      // The outbox itself merges its log between saves.
      database.pragma('wal_checkpoint(PASSIVE)');
    }
    indexAll(database);
  } finally {
    counted.close();
    copy.close(counted.last());
    database.close();
    lock.release();
  }
}

/** Most are delivered, the newest twentieth waits for the network (null), and a few of any age went wrong. */
function settlementOf(number: number, contacts: number): Settlement | null {
  if (number >= contacts * 0.95) return null;
  if (number % 50 === 20) {
    const message = 'emailAddress is not valid';
    const excerpt = JSON.stringify({ message });
    const evidence = { phase: 'answer', status: 400, headMs: 700, code: null, message, excerpt } as const;
    return {
      outcome: { kind: 'refused', processed: 'no', ...evidence },
      state: 'needs-attention',
      reason: { code: 'refused', status: 400, message },
      decision: { contact: 'refused', queue: 'goes-on' },
    };
  }
  if (number % 100 === 45) {
    const broke = { code: 'ECONNRESET', message: 'read ECONNRESET' };
    const evidence = { phase: 'request', status: null, headMs: null, excerpt: null, ...broke } as const;
    return {
      outcome: { kind: 'unknown', processed: 'unknown', ...evidence },
      state: 'unconfirmed',
      reason: { code: 'no-answer' },
      decision: { contact: 'unconfirmed', queue: { rests: 'api-ill', seconds: 5 } },
    };
  }
  const ids = { crmId: `crm-${number}`, remoteId: `remote-${number}` };
  const excerpt = JSON.stringify({ contact: { id: ids.crmId, remoteId: ids.remoteId } });
  const evidence = { phase: 'answer', status: 201, headMs: 700, code: null, message: null, excerpt } as const;
  return {
    outcome: { kind: 'delivered', processed: 'yes', ...ids, ...evidence },
    state: 'delivered',
    reason: null,
    decision: { contact: 'delivered', queue: 'goes-on' },
  };
}
