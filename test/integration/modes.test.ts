import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { noSetup } from '#contract/events.ts';
import type { OutboxRow } from '#contract/outbox.ts';
import type { Status } from '#contract/status.ts';
import { openModes, type Modes } from '../../electron/modes/modes.ts';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { StoreProblem } from '../../electron/store/problems.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { importList } from '../../electron/attendees/build.ts';
import { previewOf } from '../../electron/attendees/choices.ts';
import { listFile, openList } from '../../electron/attendees/list.ts';
import { withEvent } from '../../electron/events/revise.ts';
import { eventWith, expo } from '../support/events.ts';
import { contactWith } from '../support/contacts.ts';
import { everything, files, garbage, overwrite } from '../support/damage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { rawServer } from '../support/servers.ts';

const settled = { timeout: 8_000, interval: 20 };

function modes(told: OutboxRow[] = [], statuses: Status[] = [], dataFolder = temporaryFolder()): Modes {
  const opened = openModes({
    dataFolder,
    laptop: () => Promise.resolve('here'),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: (rows, status) => {
      told.push(...rows);
      statuses.push(status);
    },
    practiceChanged: () => undefined,
  });
  onTestFinished(() => opened.close());
  return opened;
}

function capture(on: Modes, lastName: string): number {
  const mode = on.current();
  const id = mode.outbox.capture(contactWith({ lastName }), 1);
  mode.nudge('saved');
  return id;
}

const names = (on: Modes) =>
  on
    .current()
    .outbox.page({ search: '', state: null, before: null, limit: 50 })
    .rows.map(({ name }) => name);

it('keeps what is saved in practice apart from what is real', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  capture(here, 'Real');
  await here.enterPractice();
  await here.show();
  capture(here, 'Pretend');
  expect(names(here)).toEqual(['Pretend']);
  await here.leavePractice();
  await here.show();
  expect(names(here)).toEqual(['Real']);
});

it('lets the practice CRM take whatever is noted, and leaves the fields that were set there', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  await here.enterPractice();
  await here.show();
  expect(here.current().outbox.fieldMap()).toEqual({ fields: {}, rest: 'Description' });
  here.current().outbox.saveFieldMap({ fields: {}, rest: 'Notes' });
  await here.leavePractice();
  await here.show();
  expect(here.current().outbox.fieldMap().rest).toBe('');
  await here.enterPractice();
  await here.show();
  expect(here.current().outbox.fieldMap().rest).toBe('Notes');
});

it('has in the practice CRM, at the same address, what that took before the app was started again', async () => {
  const dataFolder = temporaryFolder();
  const before = modes([], [], dataFolder);
  before.enterReal();
  await before.show();
  await before.enterPractice();
  await before.show();
  capture(before, 'Kept');
  await vi.waitFor(() => {
    expect(before.practice()?.view().receivedCount).toBe(1);
  }, settled);
  const address = before.practice()?.baseUrl;
  await before.close();

  const again = modes([], [], dataFolder);
  again.enterReal();
  await again.show();
  await again.enterPractice();
  await again.show();
  expect(
    again
      .practice()
      ?.view()
      .received.map(({ name }) => name),
  ).toEqual(['Kept']);
  expect(again.practice()?.baseUrl).toBe(address);
  await again.resetPractice();
  await again.leavePractice();
  await again.enterPractice();
  expect(again.practice()?.view().receivedCount).toBe(0);
});

it('practises with the list of attendees that an event has, and leaves it where it is', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  const { outbox } = here.current();
  outbox.saveSetup(withEvent(noSetup, expo));
  const { folder } = outbox;
  const bytes = new TextEncoder().encode('Badge ID;Last name\n0047;Ott');
  const choices = previewOf(bytes, {});
  if (!choices.read) throw new Error('not read');
  const list = { folder, event: expo.id, file: 'list.csv', bytes, choices: choices.preview.choices };
  expect(importList(list, 1, () => undefined).imported).toBe(true);
  await here.enterPractice();
  await here.show();
  const practised = here.current().outbox.folder;
  const inPractice = openList(practised, expo.id);
  expect(inPractice?.lookUp('0047').found).toBe('one');
  inPractice?.close();
  await here.resetPractice();
  await here.show();
  expect(existsSync(listFile(practised, expo.id))).toBe(true);
  expect(existsSync(listFile(folder, expo.id))).toBe(true);
});

it('practises with the events, texts and CRM fields that are set up for real, and takes nothing back from there', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  const map = { fields: {}, rest: 'Notes' };
  const booth = { ...expo, connection: 'second' };
  const real = { ...withEvent(noSetup, booth), onDuty: booth.id };
  here.current().outbox.saveSetup(real);
  here.current().outbox.saveConnection({ baseUrl: 'https://crm.example/one', credentialId: 'real' });
  here.current().outbox.saveFieldMap(map);
  await here.enterPractice();
  await here.show();
  const { outbox } = here.current();
  expect(outbox.setup()).toEqual({ ...real, events: [{ ...booth, connection: '' }] });
  expect(outbox.connections()).toHaveLength(1);
  expect(outbox.connection()).toMatchObject({ credentialId: 'practice-credential' });
  // The event of the second connection has the fields of that one; it has none here.
  expect(outbox.fieldMap().rest).toBe('Description');

  outbox.saveSetup(withEvent({ ...outbox.setup(), onDuty: null }, eventWith({ id: 'pretend', name: 'Pretend' })));
  await here.leavePractice();
  await here.show();
  expect(here.current().outbox.setup()).toEqual(real);
  expect(here.current().outbox.fieldMap()).toEqual(map);
  here.current().outbox.saveSetup({ ...real, events: [{ ...booth, connection: '', capturedBy: 'Kim' }] });
  await here.enterPractice();
  await here.show();
  const again = here.current().outbox.setup();
  expect(again.events.map(({ id, capturedBy }) => [id, capturedBy])).toEqual([
    ['expo', 'Kim'],
    ['pretend', ''],
  ]);
  expect([again.onDuty, here.current().outbox.fieldMap()]).toEqual(['expo', map]);
  await here.resetPractice();
  await here.show();
  expect(
    here
      .current()
      .outbox.setup()
      .events.map(({ id }) => id),
  ).toEqual(['expo']);
});

it('takes nothing from the old screen while it switches and before the new screen is there', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  const entering = here.enterPractice();
  // The switch itself begins a moment later; from then on nothing of the old screen may land anywhere.
  await Promise.resolve();
  expect(() => here.current()).toThrow(StoreProblem);
  await entering;
  expect(() => capture(here, 'Late')).toThrow(StoreProblem);
  await here.show();
  expect(names(here)).toEqual([]);
});

it('switches once after the other, with one sender over each outbox, however often a button is pressed', async () => {
  const here = modes();
  here.enterReal();
  await here.show();
  await Promise.all([here.enterPractice(), here.enterPractice(), here.resetPractice()]);
  await here.show();
  const id = capture(here, 'Pretend');
  await vi.waitFor(() => {
    expect(here.current().outbox.row(id)?.state).toBe('delivered');
  }, settled);
  await Promise.all([here.leavePractice(), here.leavePractice()]);
  await here.show();
  expect(here.practice()).toBeNull();
  expect(names(here)).toEqual([]);
});

it('lets a request that is under way end before the mode is closed', async () => {
  const here = modes();
  await here.enterPractice();
  await here.show();
  const crm = here.practice();
  await crm?.behave({ network: 'slow', answer: 'normal' });
  const id = capture(here, 'Slow');
  await vi.waitFor(() => {
    expect(here.current().outbox.row(id)?.state).toBe('sending');
  }, settled);
  await here.leavePractice();
  expect(crm?.view().receivedCount).toBe(1);
  await here.enterPractice();
  await here.show();
  expect(here.current().outbox.row(id)?.state).toBe('delivered');
});

it('tells that nothing is open any more where a repair fails, and repairs it once that can be', async () => {
  const dataFolder = temporaryFolder();
  const statuses: Status[] = [];
  const here = modes([], statuses, dataFolder);
  here.enterReal();
  await here.show();
  for (let n = 0; n < 200; n++) capture(here, `L${n}`);
  await here.close();
  here.enterReal();
  await here.show();
  const folder = join(dataFolder, 'outbox');
  const file = join(folder, files.database);
  const page = 4_096;
  overwrite(file, page, garbage(statSync(file).size - page));
  // What is open stays so; the repair finds a file in the way.
  renameSync(folder, `${folder}.moved`);
  writeFileSync(folder, 'in the way');
  await expect(here.repairing(({ outbox }) => outbox.page(everything))).rejects.toThrow(StoreProblem);
  expect(statuses.at(-1)).toMatchObject({ isOpen: false, inFlight: 0 });

  rmSync(folder);
  renameSync(`${folder}.moved`, folder);
  await vi.waitFor(() => {
    expect(names(here)).toHaveLength(50);
  }, settled);
});

it('closes within the call where the system ends the process: what is stored is there, what is under way unconfirmed', async () => {
  const server = await rawServer(() => undefined);
  const dataFolder = temporaryFolder();
  const keys = vi.spyOn(systemKeychain, 'read').mockResolvedValue('k3y');
  onTestFinished(() => {
    keys.mockRestore();
  });
  const here = modes([], [], dataFolder);
  here.enterReal();
  await here.show();
  here.current().outbox.saveConnection({ baseUrl: server.baseUrl, credentialId: 'c' });
  here.current().nudge('connection');
  capture(here, 'Under way');
  capture(here, 'Waits');
  await vi.waitFor(() => {
    expect(here.status().inFlight).toBeGreaterThan(0);
  }, settled);
  // The end that waits for it has begun: Windows has lost its patience.
  const ended = here.close();
  await Promise.resolve();
  here.closeAtOnce();
  // The database's own log is merged into it only at a clean end.
  expect(existsSync(join(dataFolder, 'outbox', 'outbox.sqlite-wal'))).toBe(false);
  expect(here.status().isOpen).toBe(false);
  expect(() => here.current()).toThrow(StoreProblem);
  await ended;

  const next = modes([], [], dataFolder);
  next.enterReal();
  await next.show();
  const { rows } = next.current().outbox.page({ search: '', state: null, before: null, limit: 50 });
  expect(rows.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(['Under way unconfirmed', 'Waits waiting']);
});

it('does nothing in the next mode that was asked of one which was damaged and left meanwhile', async () => {
  const dataFolder = temporaryFolder();
  const here = modes([], [], dataFolder);
  here.enterReal();
  await here.show();
  capture(here, 'Real');
  const damage = Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' });
  let times = 0;
  const entering = here.enterPractice();
  const shown = here.show();
  const asked = here.repairing(({ outbox }) => {
    if (times++ === 0) throw damage;
    return outbox.capture(contactWith({ lastName: 'Stale' }), 1);
  });
  await expect(asked).rejects.toMatchObject({ said: { key: 'store.switching' } });
  await Promise.all([entering, shown]);
  expect([times, names(here)]).toEqual([1, []]);
  await here.leavePractice();
  await here.show();
  expect(names(here)).toEqual(['Real']);
});
