import { expect, it } from 'vitest';
import { pauseReasons, type Pause, type PauseReason } from '../../../electron/contract/status.ts';
import { adviceOn } from '../../../renderer/detail/advice.ts';

const pause = (reason: PauseReason): Pause => ({
  reason,
  since: 1,
  met: 1,
  until: null,
  notBefore: null,
  detail: null,
  tries: 1,
});

it('promises that a waiting contact is sent by itself only where nothing is asked of the user', () => {
  const promised = pauseReasons.filter((reason) => adviceOn('waiting', false, pause(reason)).includes('by itself'));
  expect(promised).toEqual(['offline', 'rate-limited', 'api-ill']);
  expect(adviceOn('waiting', false, null)).toContain('by itself');
  expect(adviceOn('waiting', false, pause('no-key'))).toContain('at the bottom of its window');
});

it('says of a contact that is not waiting the same, whatever keeps the queue', () => {
  expect(adviceOn('unconfirmed', false, pause('no-key'))).toBe(adviceOn('unconfirmed', false, null));
  expect(adviceOn('unconfirmed', true, pause('no-key'))).toContain('no longer looks for it');
});
