// What was captured in practice by mistake goes to the real outbox, each contact once, wherever the move is cut off.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reasonWords } from '#contract/ledger.ts';
import { keepPicture, pictureOf } from '../../electron/cards/pictures.ts';
import { moveToReal } from '../../electron/modes/move-to-real.ts';
import { openModes } from '../../electron/modes/modes.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { contactWith } from '../support/contacts.ts';
import { connection, everything, files, garbage, overwrite } from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { delivered, refused, unanswered } from '../support/settlements.ts';
import { textOf } from '../support/words.ts';
import { soon } from '../support/soon.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

function open(folder: string): Outbox {
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

/** A practice outbox with a contact in each state: Abel waits, Baker is delivered, and so on. */
function practised(): Outbox {
  const outbox = open(temporaryFolder());
  const settlements = { Baker: delivered('practice-1'), Cole: refused('no'), Dunn: unanswered };
  for (const [lastName, settlement] of Object.entries(settlements)) {
    outbox.capture(contactWith({ lastName, note: `of ${lastName}` }), now);
    const claimed = outbox.claim(connection, now);
    if (claimed !== null) outbox.settle(claimed, settlement, now + 10);
  }
  outbox.withdraw(outbox.capture(contactWith({ lastName: 'Erased' }), now), now);
  outbox.capture(contactWith({ lastName: 'Flying' }), now);
  outbox.claim(connection, now);
  outbox.capture(contactWith({ lastName: 'Abel' }), now + 1);
  return outbox;
}

const states = (outbox: Outbox) =>
  Object.fromEntries(outbox.page(everything).rows.map(({ name, state }) => [name, state]));
const uuids = (outbox: Outbox) => outbox.page(everything).rows.map(({ id }) => outbox.detail(id)?.uuid ?? '');

/** What the real outbox has, which is closed but for this. */
function inReal<Value>(folder: string, read: (real: Outbox) => Value): Value {
  const real = openOutbox(folder);
  try {
    return read(real);
  } finally {
    real.close();
  }
}

it('lets each wait in the real outbox, under its own UUID and with all that was typed, also what the practice CRM has', async () => {
  const practice = practised();
  const known = new Map(practice.page(everything).rows.map(({ id, name }) => [name, practice.detail(id)]));
  const folder = temporaryFolder();
  expect(await moveToReal(practice, folder, null, now + 100)).toBe(4);
  inReal(folder, (real) => {
    expect(states(real)).toEqual({ Abel: 'waiting', Baker: 'waiting', Cole: 'waiting', Dunn: 'waiting' });
    for (const { id, name, capturedAt } of real.page(everything).rows) {
      const { uuid, contact, attempts } = real.detail(id) ?? {};
      expect([uuid, contact, attempts]).toEqual([known.get(name)?.uuid, known.get(name)?.contact, []]);
      expect(capturedAt).toBe(known.get(name)?.row.capturedAt);
    }
  });
  expect(states(practice)).toEqual({
    ...{ Abel: 'withdrawn', Baker: 'withdrawn', Cole: 'withdrawn', Dunn: 'withdrawn' },
    ...{ Erased: 'withdrawn', Flying: 'sending' },
  });
});

it('keeps what was moved from being put back or sent in practice, and says where it is', async () => {
  const practice = practised();
  const dunn = 3;
  expect(practice.lookups.open(connection).map(({ id }) => id)).toEqual([dunn]);
  await moveToReal(practice, temporaryFolder(), [dunn], now);
  expect(practice.undoWithdraw(dunn)).toBe(false);
  const row = practice.row(dunn);
  expect(row?.state).toBe('withdrawn');
  expect(row?.reason ? textOf(reasonWords(row.reason)) : '').toBe('You moved it to the real outbox.');
  expect(practice.lookups.open(connection)).toEqual([]);
});

it('takes along that what was promised was done', async () => {
  const practice = open(temporaryFolder());
  for (const lastName of ['Done', 'Open']) practice.capture(contactWith({ lastName, followUp: 'Call' }), now);
  practice.markFollowUp(1, now + 5);
  const folder = temporaryFolder();
  await moveToReal(practice, folder, null, now + 100);
  const real = open(folder);
  const { rows } = await real.followUps({ by: 'name', after: 0 });
  expect(rows.map(({ name, doneAt }) => [name, doneAt])).toEqual([
    ['Open', null],
    ['Done', now + 5],
  ]);
});

it('moves those that were chosen, and no other one', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  const chosen = practice.page(everything).rows.filter(({ name }) => ['Baker', 'Erased', 'Flying'].includes(name));
  const ids = chosen.map(({ id }) => id);
  expect(await moveToReal(practice, folder, ids, now)).toBe(1);
  expect(inReal(folder, states)).toEqual({ Baker: 'waiting' });
  expect(states(practice)).toMatchObject({ Abel: 'waiting', Baker: 'withdrawn', Flying: 'sending' });
});

it('lets them go by the first connection of the real outbox, which has none of those of practice', async () => {
  const practice = open(temporaryFolder());
  practice.capture(contactWith({ lastName: 'Bound', connection: 'of-practice' }), now);
  const folder = temporaryFolder();
  expect(await moveToReal(practice, folder, null, now)).toBe(1);
  inReal(folder, (real) => {
    expect(real.detail(1)?.contact?.connection).toBe('');
    expect(real.claim(connection, now)?.contact.lastName).toBe('Bound');
  });
});

it('doubles none where it is cut off half-way and done again', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  const giveAway = () => {
    throw new Error('The power went');
  };
  await expect(moveToReal({ ...practice, giveAway }, folder, null, now)).rejects.toThrow('The power went');
  expect(states(practice)).toMatchObject({ Abel: 'waiting', Baker: 'delivered' });
  const before = inReal(folder, uuids);
  expect(before).toHaveLength(4);
  practice.capture(contactWith({ lastName: 'Gale' }), now);
  expect(await moveToReal(practice, folder, null, now)).toBe(5);
  expect(inReal(folder, uuids).toSorted()).toEqual([...before, ...inReal(folder, uuids).slice(0, 1)].toSorted());
  expect(inReal(folder, states)['Gale']).toBe('waiting');
});

it('doubles none that was delivered from the real outbox before it is done again', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  await moveToReal({ ...practice, giveAway: () => [] }, folder, [1], now);
  inReal(folder, (real) => {
    const claimed = real.claim(connection, now);
    if (claimed !== null) real.settle(claimed, delivered('real-1'), now);
  });
  expect(await moveToReal(practice, folder, [1], now)).toBe(1);
  expect(inReal(folder, states)).toEqual({ Baker: 'delivered' });
});

it('moves nothing where the real outbox cannot be used, and says so', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  inReal(folder, (real) => real.capture(contactWith({ lastName: 'Real' }), now));
  overwrite(join(folder, files.database), 0, garbage(4_096));
  await expect(moveToReal(practice, folder, null, now)).rejects.toMatchObject({
    said: { key: 'practice.realDamaged' },
  });
  expect(states(practice)).toMatchObject({ Abel: 'waiting', Baker: 'delivered' });
});

it('waits for no switch that comes after it, and lets none come between', async () => {
  const dataFolder = temporaryFolder();
  const modes = openModes({
    dataFolder,
    laptop: () => Promise.resolve('here'),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    practiceChanged: () => undefined,
  });
  onTestFinished(() => modes.close());
  await modes.enterPractice();
  await modes.show();
  const id = modes.current().outbox.capture(contactWith({ lastName: 'Mistake' }), now);
  modes.current().nudge('saved');
  await soon(() => {
    expect(modes.current().outbox.row(id)?.state).toBe('delivered');
  });
  const moving = modes.inPractice(({ outbox }, folder) => moveToReal(outbox, folder, null, now));
  const leaving = modes.leavePractice();
  expect(await moving).toBe(1);
  await leaving;
  await modes.show();
  expect(states(modes.current().outbox)).toEqual({ Mistake: 'waiting' });
  await expect(modes.inPractice(() => Promise.resolve(null))).rejects.toThrow('Not in practice mode');
});

it('takes the picture of a card along, and leaves none in practice', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  const uuid = uuids(practice)[0] ?? '';
  const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  expect(await keepPicture(practice.folder, uuid, picture)).toBe(true);
  await moveToReal(practice, folder, null, now + 100);
  expect(new Uint8Array((await pictureOf(folder, uuid)) ?? [])).toEqual(picture);
  expect(await pictureOf(practice.folder, uuid)).toBeNull();
});

it('moves a contact also where the picture of its card cannot be', async () => {
  const practice = practised();
  const folder = temporaryFolder();
  const uuid = uuids(practice)[0] ?? '';
  await keepPicture(practice.folder, uuid, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  writeFileSync(join(folder, 'cards'), '');
  expect(await moveToReal(practice, folder, null, now + 100)).toBe(4);
  expect(await pictureOf(practice.folder, uuid)).not.toBeNull();
});
