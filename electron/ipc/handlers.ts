/** What the main process does for each request of the screen. */
import type { Handlers } from './handle.ts';
import { eventHandlers } from './events.ts';
import { kioskHandlers } from './kiosk.ts';
import { outboxHandlers } from './outbox.ts';
import type { HandlerParts } from './parts.ts';
import { practiceHandlers } from './practice.ts';
import { readingHandlers } from './reading.ts';
import { receiptHandlers } from './receipt.ts';
import { rehearsalHandlers } from './rehearsal.ts';
import { settingsHandlers } from './settings.ts';
import { supportHandlers } from './support.ts';
import { travelHandlers } from './travel.ts';
import { windowHandlers } from './window.ts';

export const handlersFor = (parts: HandlerParts): Handlers => ({
  ...windowHandlers(parts),
  ...outboxHandlers(parts),
  ...receiptHandlers(parts),
  ...supportHandlers(parts),
  ...settingsHandlers(parts),
  ...practiceHandlers(parts),
  ...eventHandlers(parts),
  ...kioskHandlers(parts),
  ...readingHandlers(parts),
  ...travelHandlers(parts),
  ...rehearsalHandlers(parts),
});
