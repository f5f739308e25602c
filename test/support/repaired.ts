/** Opens an outbox as the app does: repaired first where that is called for. */
import { expect } from 'vitest';
import { inspect } from '../../electron/store/inspection.ts';
import { recover } from '../../electron/recovery/recovery.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { repairStore, StoreDamaged } from '../../electron/outbox/store.ts';

/** Takes the folder of an outbox that is closed. What was done is noted, as the app notes it. */
export async function openRepaired(folder: string): Promise<Outbox> {
  try {
    return openOutbox(folder);
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    const words = await repairStore(folder);
    const outbox = openOutbox(folder);
    outbox.noteRepair(words);
    return outbox;
  }
}

/**
 * Starts with an outbox as the app does: what was being sent is ended, and it is inspected, and repaired once more where
 * that finds damage. It is done without the thread, which takes longer to begin than a small outbox to repair.
 */
export function startRepaired(folder: string): Outbox {
  const first = tried(() => openOutbox(folder));
  if (first !== null) {
    first.endCutOff();
    if (inspect(folder, false).database.length === 0) return first;
    first.close();
  }
  recover(folder, Date.now(), () => undefined);
  const repaired = openOutbox(folder);
  repaired.endCutOff();
  expect(inspect(folder, true).database).toEqual([]);
  return repaired;
}

function tried(open: () => Outbox): Outbox | null {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    return null;
  }
}
