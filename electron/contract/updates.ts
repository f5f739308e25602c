/** What the screen shows of updates, and what it may ask for. */
import * as v from 'valibot';
import { nothing, request } from './request.ts';

/** Whether the network is one that counts what goes over it, such as a phone's. */
export const meteredSchema = v.picklist(['yes', 'no', 'unknown']);
export type Metered = v.InferOutput<typeof meteredSchema>;

/**
 * Why a copy never looks for updates: its organisation's wish; a policy file that cannot be used; nothing to know them by;
 * no installer that it came from.
 */
export type NoUpdates = 'policy' | 'broken-policy' | 'no-key' | 'by-hand';

/** What went wrong. Nothing was changed by any of them but, perhaps, the last; each has its own sentence (renderer/updates/words.ts). */
export const updateTroubles = [
  'unreachable',
  'unsigned',
  'wrong-signature',
  'malformed',
  'no-file',
  'broken-off',
  'damaged',
  'no-room',
  'not-installed',
] as const;
export type UpdateTrouble = (typeof updateTroubles)[number];

export type Updates =
  | { state: 'off'; why: NoUpdates }
  /** There is nothing newer, as of this moment in milliseconds since 1970; null: it was not asked yet. */
  | { state: 'idle'; lookedAt: number | null }
  | { state: 'looking' }
  /** Asks. `stopped`: the network became metered while it was downloaded. */
  | { state: 'found'; version: string; bytes: number; metered: Metered; stopped: boolean }
  /** `waits`: nothing is downloaded just now, since contacts are being sent. */
  | { state: 'downloading'; version: string; bytes: number; received: number; waits: boolean }
  /** `atClose`: it is installed when Fieldpost closes; else only when the user says so. `administrator`: the system asks for one. */
  | { state: 'ready'; version: string; atClose: boolean; administrator: boolean }
  | { state: 'failed'; trouble: UpdateTrouble };

export const updateStepSchema = v.variant('do', [
  v.strictObject({ do: v.literal('look') }),
  /** Of this version, over a network that was shown like this. */
  v.strictObject({ do: v.literal('download'), version: v.string(), metered: meteredSchema }),
  v.strictObject({ do: v.literal('stop') }),
  /** Ends Fieldpost, installs, and starts the new one. */
  v.strictObject({ do: v.literal('install') }),
]);
export type UpdateStep = v.InferOutput<typeof updateStepSchema>;

export const updateRequests = {
  updates: request<Updates>()(nothing),
  updateStep: request<null>()(updateStepSchema),
};

export interface UpdateEvents {
  updatesChanged: Updates;
}
