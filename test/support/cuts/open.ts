import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts';
import { recover } from '../../../electron/recovery/recovery.ts';
import { StoreDamaged } from '../../../electron/outbox/store.ts';

/** Opens the outbox in this folder as the app does at its start: what is damaged is repaired, what was being sent is unconfirmed. */
export function openAsApp(folder: string): Promise<Outbox> {
  const outbox = opened(folder);
  outbox.endCutOff();
  return Promise.resolve(outbox);
}

/** Without the thread, whose files are the same. */
function opened(folder: string): Outbox {
  try {
    return openOutbox(folder);
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    recover(folder, Date.now(), () => undefined);
    const outbox = openOutbox(folder);
    outbox.noteRepair('It was repaired.');
    return outbox;
  }
}
