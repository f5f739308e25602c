/**
 * Whose outbox this is. A data folder that was copied to a second laptop, or restored there, holds contacts that the first
 * one sends: the second one sends nothing before its user has said which of the two shall.
 */
import type { OwnerChoice } from '#contract/settings.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface Ownership {
  /** Whether another laptop may send what waits here. */
  elsewhere: () => Promise<boolean>;
  /** The user's choice; from here on this laptop owns the outbox. @throws StoreProblem */
  decide: (choice: OwnerChoice) => Promise<void>;
}

/**
 * Takes an outbox that was just opened and the name of this laptop, null where it has none: then nothing can be told
 * apart, and nothing is held up.
 */
export function ownershipOf(outbox: Outbox, laptop: Promise<string | null>): Ownership {
  // What is captured from now on is this laptop's own.
  const waiting = outbox.counts().waiting;
  const last = outbox.lastId();
  let looked: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    const here = await laptop;
    if (here === null) return false;
    const owner = outbox.owner();
    if (owner?.laptop === here) return false;
    if (owner === null || (waiting === 0 && owner.arrived?.laptop !== here)) {
      outbox.saveOwner({ laptop: here, arrived: null });
      return false;
    }
    if (owner.arrived?.laptop !== here) outbox.saveOwner({ ...owner, arrived: { laptop: here, last } });
    return true;
  }

  async function elsewhere(): Promise<boolean> {
    looked ??= look();
    try {
      return await looked;
    } catch (error) {
      // The disk may be well again at the next look.
      looked = undefined;
      throw error;
    }
  }

  // At once, so that a copy made before the first contact is sent is known for one, too. What fails is met again then.
  elsewhere().catch(() => undefined);

  return {
    elsewhere,
    async decide(choice) {
      const here = await laptop;
      if (here === null || !(await elsewhere())) return;
      // As long as not all of them are set aside they are another laptop's, and none is sent: also after a crash.
      if (choice === 'leave') await outbox.parkUpTo(outbox.owner()?.arrived?.last ?? last, { code: 'other-laptop' });
      outbox.saveOwner({ laptop: here, arrived: null });
      looked = Promise.resolve(false);
    },
  };
}
