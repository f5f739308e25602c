/** Brings into the real outbox what was captured in practice by mistake. Nothing is sent from there before practice is left. */
import { say } from '#words/message.ts';
import { movePicture } from '../cards/pictures.ts';
import { log } from '../log/log.ts';
import { openOutbox, type Outbox } from '../outbox/outbox.ts';
import { StoreDamaged } from '../outbox/store.ts';
import { StoreProblem } from '../store/problems.ts';

/**
 * Takes the practice outbox, where the real one lives, which nobody has open, and the ids of the contacts; null: all. Resolves
 * with how many have left practice. Done again after it was cut off, it doubles none.
 * `now`: milliseconds since 1970.
 * @throws (rejects) StoreProblem; what has left practice is in the real outbox then, and what is in both is known by its UUID
 */
export async function moveToReal(practice: Outbox, folder: string, ids: number[] | null, now: number): Promise<number> {
  const moved = practice.leaving(ids);
  if (moved.length === 0) return 0;
  const real = openReal(folder);
  try {
    // Its end says that it was closed well: that must not be said of one that was never looked at after a crash.
    if (!real.needsNoInspection && !(await real.inspect(now))) throw new StoreProblem(damaged);
    const known = real.connections().map(({ id }) => id);
    // A connection of the practice outbox is none of the real one: by its first one they go.
    const bound = moved.map(({ contact, ...rest }) => ({
      ...rest,
      contact: known.includes(contact.connection) ? contact : { ...contact, connection: '' },
    }));
    const taken = await real.receive(bound);
    for (const { uuid } of moved) {
      await movePicture(practice.folder, folder, uuid).catch((error: unknown) => {
        // The contact goes without it.
        log.error('The picture of a card could not be moved', error);
      });
    }
    const left = practice.giveAway(
      moved.map(({ id }) => id),
      now,
    );
    log.note('Contacts were moved to the real outbox', { asked: moved.length, taken, left: left.length });
    return left.length;
  } finally {
    real.close();
    await real.ended();
  }
}

/** It is repaired when practice is left: two outboxes are never repaired at once. */
const damaged = say('practice.realDamaged');

function openReal(folder: string): Outbox {
  try {
    return openOutbox(folder);
  } catch (error) {
    throw error instanceof StoreDamaged ? new StoreProblem(damaged, { cause: error }) : error;
  }
}
