/** The picture of a card: kept with its contact where the event wants that, and gone with the visitor's word. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'valibot';
import { expect, it } from 'vitest';
import { emptyContact, type Contact } from '#contract/contact.ts';
import { emptyEvent, noSetup, setupSchema } from '#contract/events.ts';
import { largestCardPicture, readingRequests } from '#contract/reading.ts';
import { outboxHandlers } from '../../electron/ipc/outbox.ts';
import { readingHandlers } from '../../electron/ipc/reading.ts';
import { typedDrafts } from '../../electron/modes/typed-drafts.ts';
import { travellingSchema } from '../../electron/setup/travelling.ts';
import { handlerParts } from '../support/handler-parts.ts';

const wants = { ...emptyEvent('wants'), name: 'Wants', keepCards: true };
const wantsNone = { ...emptyEvent('none'), name: 'None' };
const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

const consent: Contact['consent'] = {
  how: 'spoken',
  channels: ['email'],
  version: 1,
  language: 'en',
  hash: '',
  at: 1,
  offset: 0,
  by: '',
  laptop: 'here',
  signature: '',
  withdrawnAt: null,
};

async function atDesk() {
  const { parts, modes } = await handlerParts();
  const { outbox } = modes.current();
  outbox.saveSetup({ ...noSetup, events: [wants, wantsNone], onDuty: 'wants' });
  const capture = (event: string, more: Partial<Contact> = {}) =>
    outbox.capture({ ...emptyContact(), lastName: 'Keller', event: { id: event, name: event }, ...more }, 1);
  const folder = join(outbox.folder, 'cards');
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  return {
    outbox,
    handlers: { ...readingHandlers(parts), ...outboxHandlers({ ...parts, typed: typedDrafts() }) },
    capture,
    files,
  };
}

it('is kept under the reference of its contact, and shown with it', async () => {
  const { outbox, handlers, capture, files } = await atDesk();
  const id = capture('wants');
  expect(await handlers.cardPicture(id)).toBeNull();
  expect(await handlers.keepCardPicture({ id, picture })).toBe(true);
  expect(files()).toEqual([`${outbox.detail(id)?.uuid ?? ''}.jpg`]);
  expect(new Uint8Array((await handlers.cardPicture(id)) ?? [])).toEqual(picture);
});

it('is not kept where the event has no say, does not want it, or it is no JPEG', async () => {
  const { handlers, capture, files } = await atDesk();
  expect(await handlers.keepCardPicture({ id: capture('none'), picture })).toBe(false);
  expect(await handlers.keepCardPicture({ id: capture('gone'), picture })).toBe(false);
  const page = new TextEncoder().encode('<html>');
  expect(await handlers.keepCardPicture({ id: capture('wants'), picture: page })).toBe(false);
  expect(await handlers.keepCardPicture({ id: 4711, picture })).toBe(false);
  expect(files()).toEqual([]);
  const tooLarge = { id: 1, picture: new Uint8Array(largestCardPicture + 1) };
  expect(() => parse(readingRequests.keepCardPicture.argument, tooLarge)).toThrow('Invalid');
});

it('is gone when the visitor withdraws the consent, or the contact is taken back', async () => {
  const { handlers, capture, files } = await atDesk();
  const agreed = capture('wants', { consent });
  await handlers.keepCardPicture({ id: agreed, picture });
  await handlers.withdrawConsent(agreed);
  expect(files()).toEqual([]);
  expect(await handlers.cardPicture(agreed)).toBeNull();
  const other = capture('wants');
  await handlers.keepCardPicture({ id: other, picture });
  // A contact that is set aside for good can be put back, and its picture with it.
  await handlers.withdraw(other);
  expect(files()).toHaveLength(1);
  await handlers.undoWithdraw(other);
  expect(await handlers.undoSave({ id: other, slot: 0 })).not.toBeNull();
  expect(files()).toEqual([]);
});

it('is wanted or not by the set-up, as one of before, which has no say, or as it travels', () => {
  const before: Partial<typeof wants> = { ...wants };
  delete before.keepCards;
  const read = parse(setupSchema, { events: [before], onDuty: null, consentTexts: {} });
  expect(read.events[0]?.keepCards).toBe(false);
  const travelled = parse(travellingSchema, { events: [wants], consentTexts: {}, connections: [] });
  expect(travelled.events[0]?.keepCards).toBe(true);
});
