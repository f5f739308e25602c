import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts';

/** Opens the outbox in this folder as the app does at its start: what is damaged is repaired, what was being sent is unconfirmed. */
export function openAsApp(folder: string): Promise<Outbox> {
  const outbox = openOutbox(folder);
  outbox.recover();
  return Promise.resolve(outbox);
}
