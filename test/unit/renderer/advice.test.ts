import { expect, it } from 'vitest';
import type { Reason } from '#contract/ledger.ts';
import type { Attempt, ContactState } from '#contract/outbox.ts';
import { pauseReasons, type Pause, type PauseReason } from '#contract/status.ts';
import { speaker } from '#words/speaker.ts';
import { plainPause } from '../../support/status.ts';
import { adviceOn as adviceFor, isSaidToBeThere, lookRemark } from '../../../renderer/detail/advice.ts';

const adviceOn = (...args: Parameters<typeof adviceFor>) => speaker().text(adviceFor(...args));

const row = (state: ContactState, reason: Reason | null = null) => ({ state, reason });

const pause = (reason: PauseReason): Pause => ({ ...plainPause, reason });

it('promises that a waiting contact is sent by itself only where nothing is asked of the user', () => {
  const promised = pauseReasons.filter((reason) =>
    adviceOn(row('waiting'), false, pause(reason)).includes('by itself'),
  );
  expect(promised).toEqual(['offline', 'rate-limited', 'api-ill']);
  expect(adviceOn(row('waiting'), false, null)).toContain('by itself');
  expect(adviceOn(row('waiting'), false, pause('no-key'))).toContain('at the bottom of its window');
  const asks = { ...pause('api-ill'), asks: true };
  expect(adviceOn(row('waiting'), false, asks)).toContain('at the bottom of its window');
});

it('says of a contact that is not waiting the same, whatever keeps the queue', () => {
  expect(adviceOn(row('unconfirmed'), false, pause('no-key'))).toBe(adviceOn(row('unconfirmed'), false, null));
  expect(adviceOn(row('unconfirmed'), true, pause('no-key'))).toContain('no longer looks for it');
});

it('repeats what a look found only while the contact is unsettled', () => {
  const look: Attempt = {
    id: 1,
    purpose: 'look',
    startedAt: 1,
    endedAt: 2,
    baseUrl: 'https://crm.example.com',
    credentialId: '1',
    status: 200,
    code: null,
    message: null,
    excerpt: null,
    processed: null,
    phase: 'answer',
    headMs: 120,
    result: 'The CRM has something like it.',
    decision: null,
  };
  const delivery = { at: 3, by: 'user', crmId: null, remoteId: null } as const;
  expect(lookRemark({ attempts: [look], left: false, delivery: null })).toBe(look.result);
  expect(lookRemark({ attempts: [look], left: true, delivery: null })).toBeNull();
  expect(lookRemark({ attempts: [look], left: false, delivery })).toBeNull();
  expect(lookRemark({ attempts: [{ ...look, purpose: 'send' }, look], left: false, delivery: null })).toBeNull();
});

it('advises first to say that a contact is there where the CRM says that it has it', () => {
  const there = row('needs-attention', { code: 'already-there', status: 409, message: null });
  expect(isSaidToBeThere(there)).toBe(true);
  expect(adviceOn(there, false, null)).toMatch(/^If that is right, choose “Already there”\./u);
  expect(isSaidToBeThere({ ...there, state: 'waiting' })).toBe(false);
  expect(adviceOn(row('needs-attention', { code: 'refused', status: 422, message: null }), false, null)).toMatch(
    /^Edit it/u,
  );
});

it('says of a contact that was set aside that it is safe, and that saving an edit sends it', () => {
  expect(adviceOn(row('needs-attention', { code: 'set-aside' }), false, null)).toBe(
    'Safe on this laptop. Send it after all, or edit it: saving sends it, too.',
  );
});
