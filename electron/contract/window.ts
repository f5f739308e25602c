/** What the window is begun with, what ends it, and the commands of its menu. */
import type { Draft, OutboxPage } from './outbox.ts';
import type { PolicyView } from './policy.ts';
import { nothing, request } from './request.ts';
import type { Theme } from './settings.ts';
import type { ShownWords } from '#words/speaker.ts';
import type { Status } from './status.ts';

/** Everything the first paint needs, in one answer. */
export interface Start {
  status: Status;
  /** The new contacts that were being typed when the app ended, by slot; the slots fall from 0. */
  drafts: Draft[];
  /** The stored contact that was being edited when the app ended, as far as it had been typed; null: none. */
  editing: Draft | null;
  /** Whether this is practice mode, whose contacts go to the practice CRM only. */
  practice: boolean;
  /** The newest contacts. */
  page: OutboxPage;
  theme: Theme;
  /** In whose way dates and numbers are written: `system`, or a BCP 47 tag. */
  language: string;
  policy: PolicyView;
  /** Whose words the screen shows. */
  words: ShownWords;
  platform: 'mac' | 'windows' | 'linux';
  version: string;
}

export type Command =
  | 'new-contact'
  | 'search'
  | 'settings'
  | 'outbox'
  | 'receipt'
  | 'doctor'
  | 'diagnostics'
  | 'updates'
  | 'toggle-practice';

export const windowRequests = {
  start: request<Start>()(nothing),

  /** The answers to `closing`. */
  quit: request<null>()(nothing),
  keepOpen: request<null>()(nothing),
};

export interface WindowEvents {
  /** Counts, pause or link changed. */
  statusChanged: Status;
  /** The user closes the window although something is not sent: `quit` or `keepOpen` is to follow. */
  closing: null;
  /** A menu item or its shortcut was used. */
  command: Command;
}
