/** Faults of the screen that nobody caught, as far as they may be told. */
import type { screenParts } from '#contract/window.ts';
import { call } from '../lib/bridge.ts';
import { faultOf } from './fault-of.ts';

/** Has the log note that something failed in this part. Never throws. */
export function tellFault(part: (typeof screenParts)[number], error: unknown): void {
  // With the window gone there is nobody to tell.
  call('screenFailed', { part, ...faultOf(error) }).catch(() => undefined);
}
