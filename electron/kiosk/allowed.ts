/** What the screen may ask for and is told while the kiosk runs: the one list. All else is refused. */
import type { Events, RequestName } from '#contract/ipc.ts';

export const visitorsRequests: readonly RequestName[] = [
  // Answered with nothing but the event.
  'start',
  'saveVisitor',
  'leaveKiosk',
  // Facts about the window and the laptop, which answer nothing.
  'screenFailed',
  'linkChanged',
];

export const visitorsEvents: readonly (keyof Events)[] = ['modeChanged'];
