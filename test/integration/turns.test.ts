import { expect, it, onTestFinished, vi } from 'vitest';
import { crmClient } from '../../electron/crm/client.ts';
import { fixedKey } from '../../electron/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { practiceCredentialId, practiceKey } from '../../electron/practice/credentials.ts';
import { startSender } from '../../electron/sync/sender.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { practiceCrm } from '../support/practice.ts';

/** A sender whose outbox answers as told when it is asked whether all is on the disk. */
async function sendingWith(flushed: () => Promise<void>) {
  const crm = await practiceCrm();
  const outbox = openOutbox(temporaryFolder());
  outbox.saveConnection({ baseUrl: crm.baseUrl, credentialId: practiceCredentialId });
  const sender = startSender({
    outbox: { ...outbox, flushed },
    crm: crmClient(),
    keys: fixedKey(practiceKey),
    linkDown: () => false,
    changed: () => undefined,
    now: Date.now,
    monotonic: () => performance.now(),
    chance: () => 0,
  });
  onTestFinished(async () => {
    await sender.stop(0);
    outbox.close();
  });
  const id = outbox.capture(contactWith({}), Date.now());
  sender.nudge('saved');
  return { crm, outbox, sender, id };
}

it('sends nothing before the attempt is on the disk', async () => {
  let onDisk: () => void = () => undefined;
  const flushed = new Promise<void>((resolve) => {
    onDisk = resolve;
  });
  const { crm, outbox, id } = await sendingWith(() => flushed);
  await vi.waitFor(() => {
    expect(outbox.row(id)?.state).toBe('sending');
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(crm.view().receivedCount).toBe(0);
  onDisk();
  await vi.waitFor(() => {
    expect(outbox.row(id)?.state).toBe('delivered');
  });
});

it('sends nothing where the attempt cannot be stored, lets the contact wait, and says why', async () => {
  const { crm, outbox, sender, id } = await sendingWith(() => Promise.reject(new Error('EIO: i/o error, fdatasync')));
  await vi.waitFor(() => {
    expect(sender.status().pause).toMatchObject({ reason: 'disk-trouble', detail: 'EIO: i/o error, fdatasync' });
    expect(outbox.row(id)?.state).toBe('waiting');
  });
  expect(outbox.detail(id)?.attempts[0]).toMatchObject({
    code: 'DISK',
    result: 'Not sent: this attempt could not be stored.',
  });
  expect(crm.view().receivedCount).toBe(0);
});
