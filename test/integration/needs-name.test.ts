/** A badge that holds only an id: it is kept with its zeros, counts at once, and is never sent before it has a name. */
import { expect, it } from 'vitest';
import { contactProblems } from '#contract/contact-checks.ts';
import { emptyContact } from '#contract/contact.ts';
import { hour, minute, simulatedApp } from '../support/simulated-app.ts';

const badge = { ...emptyContact(), badgeId: '00104772', source: 'scanned' as const };

it('is kept as it is, counted, and waits for its name, whatever is tried', async () => {
  const { outbox, sender, capture, pass, posts } = await simulatedApp();
  const [id = 0] = capture(badge);
  expect(outbox.row(id)).toMatchObject({
    name: '00104772',
    state: 'needs-attention',
    reason: { code: 'needs-name' },
  });
  expect(outbox.detail(id)?.contact?.badgeId).toBe('00104772');
  expect(outbox.counts()['needs-attention']).toBe(1);
  expect(outbox.page({ search: '00104772', state: null, before: null, limit: 9 }).rows).toHaveLength(1);
  expect(outbox.retry(id)).toBe(false);
  expect(await outbox.retryAlike(id)).toEqual([]);
  sender.nudge('user');
  await pass(hour);
  expect(posts()).toEqual([]);
  expect(outbox.row(id)?.state).toBe('needs-attention');
});

it('is sent once it has a name, with the badge where the CRM has a field for it', async () => {
  const { outbox, sender, capture, passUntil, posts } = await simulatedApp();
  outbox.saveFieldMap({ fields: { badgeId: { field: 'Badge__c', encoding: 'text', values: {} } }, rest: '' });
  const [id = 0] = capture(badge);
  outbox.edit(id, { ...badge, lastName: 'Duval' });
  expect(outbox.row(id)).toMatchObject({ name: 'Duval', state: 'waiting', reason: null });
  sender.nudge('saved');
  await passUntil(() => outbox.row(id)?.state === 'delivered', minute);
  expect(posts().map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual([
    { lastName: 'Duval', remoteFields: { Badge__c: '00104772' } },
  ]);
});

it('waits for its name again where it is taken away, and after it was withdrawn and put back', async () => {
  const { outbox, capture } = await simulatedApp();
  const [id = 0] = capture({ ...badge, lastName: 'Duval' });
  outbox.edit(id, badge);
  expect(outbox.row(id)?.reason).toEqual({ code: 'needs-name' });
  outbox.withdraw(id, 1);
  outbox.undoWithdraw(id);
  expect(outbox.row(id)).toMatchObject({ state: 'needs-attention', reason: { code: 'needs-name' } });
});

it('is no way round a last name without a badge', () => {
  expect(Object.keys(contactProblems(emptyContact()))).toEqual(['lastName']);
  expect(Object.keys(contactProblems({ ...emptyContact(), badgeId: ' ' }))).toEqual(['lastName']);
  expect(contactProblems(badge)).toEqual({});
});
