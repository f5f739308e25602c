/** Fills outboxes with made-up contacts, as years of use would leave them. */
import { constants, cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../build/runtime/problem.ts';
import { commitsTo } from '../../electron/store/commits.ts';
import { captureInto } from '../../electron/outbox/capture.ts';
import { lanesIn } from '../../electron/outbox/lanes.ts';
import { deliveryIn, type Behind, type Settlement } from '../../electron/outbox/delivery.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import type { Connection } from '#contract/settings.ts';
import { searchIndexOf } from '../../electron/search/search-index.ts';
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

/**
 * used: a backup beside it, as years of use leave it. copied: no backup, so that its second copy holds all of it, each move
 * as its own commit. refused: every contact needs attention, all for the same reason.
 */
export type Kind = 'used' | 'copied' | 'refused';

/** Puts a closed outbox with so many contacts into this folder. It is made once for all groups of a run, in `seeds`. */
export async function placeOutbox(folder: string, contacts: number, seeds: string, kind: Kind = 'used'): Promise<void> {
  const seed = join(seeds, kind === 'used' ? String(contacts) : `${contacts}-${kind}`);
  if (!existsSync(seed)) {
    const unfinished = `${seed}.new`;
    say(`  making an outbox with ${count(contacts)} contacts (${kind}) ...`);
    await makeOutbox(unfinished, contacts, kind);
    renameSync(unfinished, seed);
  }
  cpSync(seed, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** Makes an outbox with so many contacts in this folder: closed, inspected lately, its log empty, its search index full. */
export async function makeOutbox(folder: string, contacts: number, kind: Kind = 'used'): Promise<void> {
  fill(folder, contacts, kind);
  if (kind === 'copied') return;
  const outbox = openOutbox(folder);
  outbox.saveInspectedAt(Date.now());
  // The backup, without which the second copy of years would lie beside it.
  await outbox.tidy();
  outbox.close();
}

/** By the outbox's own statements and commits: with its checksums, and its second copy. */
function fill(folder: string, contacts: number, kind: Kind): void {
  const store = openStore(folder);
  const { database, counted, copy, lock } = store;
  const together = kind === 'copied' ? <Result>(work: () => Result) => database.transaction(work)() : commitsTo(store);
  /** Within a commit of many it is a part of that; in the second copy, and by its number, a commit of its own. */
  function move<Result>(work: () => Result): Result {
    if (kind !== 'copied') return work();
    const { result, rows } = counted.transact(work);
    copy.append(counted.last(), rows);
    return result;
  }
  // Nobody has saved anything yet that a power cut could take.
  database.pragma('synchronous = OFF');
  const { capture } = captureInto(database);
  const { claim, settle } = deliveryIn(database, lanesIn(database));
  const started = Date.now() - contacts * minute;

  function add(number: number): void {
    const capturedAt = started + number * minute;
    move(() => capture(madeUpContact(number), capturedAt));
    const settlement = kind === 'refused' ? refused : settlementOf(number, contacts);
    if (settlement === null) return;
    // Those before it are settled, and those that are left waiting come last: it is the oldest that waits.
    const claimed = move(() => claim(seedConnection, capturedAt, nobody));
    if (claimed === null) throw new Error('The contact that was captured does not wait.');
    move(() => {
      settle(claimed, settlement, capturedAt + 800);
    });
  }

  try {
    for (let first = 0; first < contacts; first += batch) {
      together(() => {
        for (let number = first; number < Math.min(first + batch, contacts); number++) add(number);
      });
      // The outbox itself merges its log between saves.
      database.pragma('wal_checkpoint(PASSIVE)');
    }
    const index = searchIndexOf(database);
    // A recovery lets go of it.
    while (kind !== 'copied' && index.addSome()) database.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    counted.close();
    copy.close(counted.last());
    database.close();
    lock.release();
  }
}

const message = 'emailAddress is not valid';
const excerpt = JSON.stringify({ message });

const refused: Settlement = {
  outcome: {
    kind: 'refused',
    processed: 'no',
    phase: 'answer',
    status: 400,
    headMs: 700,
    code: null,
    message,
    excerpt,
  },
  state: 'needs-attention',
  reason: { code: 'refused', status: 400, message },
  decision: { contact: 'refused', queue: 'goes-on' },
};

/** Most are delivered, the newest twentieth waits for the network (null), and a few of any age went wrong. */
function settlementOf(number: number, contacts: number): Settlement | null {
  if (number >= contacts * 0.95) return null;
  if (number % 50 === 20) return refused;
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
