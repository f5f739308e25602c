/** A set-up on its way from one laptop to another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { noSetup } from '#contract/events.ts';
import { travelHandlers } from '../../electron/ipc/travel.ts';
import { systemKeychain } from '../../electron/keychain/keychain.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { temporaryFolder } from '../support/folder.ts';
import { handlerParts } from '../support/handler-parts.ts';
import { policyOf } from '../support/policy.ts';
import { eventOf } from '../support/setups.ts';
import { says, textOf } from '../support/words.ts';

/** It is over. */
const fair = { ...eventOf('Fair', 3), from: '2020-11-27', to: '2020-11-29' };
const baseUrl = 'https://crm.travel.example/one';
const credentialId = '66fb066c3793749b64c214bc';
const key = 'k3y-that-travels';
const passphrase = 'four words are enough';
const nothing = { connection: false, fieldMap: false, passphrase: '' };
const everything = { connection: true, fieldMap: true, passphrase };

type Options = Parameters<typeof handlerParts>[0];

async function laptop(options: Options = {}) {
  const { parts, modes, user, told } = await handlerParts(options);
  return { handlers: travelHandlers(parts), outbox: modes.current().outbox, modes, user, told };
}

/** A laptop that is set up, and the file that it exports. */
async function exported(withKey: boolean) {
  onTestFinished(() => systemKeychain.remove(baseUrl));
  const from = await laptop();
  from.outbox.saveSetup({ ...noSetup, events: [fair], onDuty: fair.id });
  from.outbox.saveFieldMap(fieldMapOf({ note: 'Description' }));
  from.outbox.saveConnection({ baseUrl, credentialId });
  await systemKeychain.write(baseUrl, key);
  const file = join(temporaryFolder(), 'Booth.fieldpost-setup');
  from.user.chooses = file;
  const answer = await from.handlers.exportSetup({ withKey, passphrase: withKey ? passphrase : '' });
  expect(answer).toMatchObject({ saved: true });
  await systemKeychain.remove(baseUrl);
  return { ...from, file };
}

/** All of an outbox that an import could change. */
const stateOf = ({ outbox }: Awaited<ReturnType<typeof laptop>>) => ({
  setup: outbox.setup(),
  map: outbox.fieldMap(),
  connection: outbox.connection(),
  counts: outbox.counts(),
});

describe('a set-up', () => {
  it('comes to a new laptop with all that is in it, its key by a passphrase, and the same four words', async () => {
    const from = await exported(true);
    expect(readFileSync(from.file, 'utf8')).not.toContain(key);
    const to = await laptop();
    const waits = to.outbox.capture(contactWith({}), 1);
    to.user.chooses = from.file;
    expect(await to.handlers.openSetup(undefined)).toMatchObject({
      opened: true,
      preview: {
        file: 'Booth.fieldpost-setup',
        words: await from.handlers.setupWords(undefined),
        events: [{ name: 'Fair', change: 'added' }],
        connections: [{ id: '', name: '', host: 'crm.travel.example', credentialId, isSame: false }],
        lock: null,
        waiting: 0,
        fieldMap: { fields: 1, isSame: false },
        ticked: { connection: true, fieldMap: true },
        hasKey: true,
      },
    });
    expect(to.outbox.setup()).toEqual(noSetup);
    expect(await to.handlers.importSetup(everything)).toMatchObject({ imported: true });
    expect(to.outbox.setup()).toMatchObject({ events: [fair], onDuty: null });
    expect(to.outbox.fieldMap()).toEqual(from.outbox.fieldMap());
    expect(to.outbox.connection()).toEqual({ baseUrl, credentialId });
    expect(await systemKeychain.read(baseUrl)).toBe(key);
    expect(to.outbox.row(waits)?.state).toBe('waiting');
    expect(to.told.setups).toEqual([to.outbox.setup()]);
    expect(await to.handlers.setupWords(undefined)).toEqual(await from.handlers.setupWords(undefined));
  }, 60_000);

  it('puts the one event on duty that is on today, where none is, and says so', async () => {
    const expo = { ...eventOf('Expo', 1), from: '2020-01-01', to: '2999-12-31' };
    const from = await laptop();
    from.outbox.saveSetup({ ...noSetup, events: [fair, expo] });
    from.user.chooses = join(temporaryFolder(), 'Booth.fieldpost-setup');
    await from.handlers.exportSetup({ withKey: false, passphrase: '' });
    const taken = async (onDuty: string | null, others: (typeof fair)[] = []) => {
      const to = await laptop();
      to.outbox.saveSetup({ ...noSetup, events: [fair, ...others], onDuty });
      to.user.chooses = from.user.chooses;
      await to.handlers.openSetup(undefined);
      const answer = await to.handlers.importSetup(nothing);
      return { onDuty: to.outbox.setup().onDuty, said: JSON.stringify(answer) };
    };
    const { onDuty, said } = await taken(null);
    expect(onDuty).toBe(expo.id);
    expect(said).toContain('travel.nowOnDuty');
    expect((await taken(fair.id)).onDuty).toBe(fair.id);
    expect((await taken(null, [{ ...expo, id: 'other' }])).onDuty).toBe(null);
  });

  it('leaves the connection and the CRM fields as they are where they are not ticked', async () => {
    const { file } = await exported(false);
    const to = await laptop();
    to.outbox.saveConnection({ baseUrl: 'https://mine.example/one', credentialId: 'mine' });
    to.outbox.saveFieldMap(fieldMapOf({ note: 'Mine' }));
    to.user.chooses = file;
    expect(await to.handlers.openSetup(undefined)).toMatchObject({
      preview: { ticked: { connection: false, fieldMap: false }, hasKey: false },
    });
    expect(await to.handlers.importSetup(nothing)).toMatchObject({ imported: true });
    expect(stateOf(to)).toMatchObject({
      setup: { events: [fair] },
      map: fieldMapOf({ note: 'Mine' }),
      connection: { credentialId: 'mine' },
    });
  });

  it('changes nothing with a wrong passphrase, and says so', async () => {
    const { file } = await exported(true);
    const to = await laptop();
    const before = stateOf(to);
    to.user.chooses = file;
    await to.handlers.openSetup(undefined);
    expect(await to.handlers.importSetup({ ...everything, passphrase: 'four other words' })).toEqual({
      imported: false,
      field: 'passphrase',
      problem: says(/does not open the key/u),
    });
    expect(stateOf(to)).toEqual(before);
    expect(await systemKeychain.read(baseUrl)).toBeNull();
  }, 60_000);

  it('changes nothing where the file is not whole', async () => {
    const { file } = await exported(false);
    const to = await laptop();
    const before = stateOf(to);
    const whole = readFileSync(file);
    const cases: [Buffer, RegExp][] = [
      [whole.subarray(0, -9), /end of this file is missing/u],
      [Buffer.concat([whole, Buffer.from(' ')]), /was changed/u],
      [Buffer.from('{"events":[]}'), /not a Fieldpost set-up/u],
      [Buffer.from(whole.toString().replace('"version":1', '"version":7')), /newer Fieldpost/u],
    ];
    for (const [bytes, words] of cases) {
      to.user.chooses = join(temporaryFolder(), 'Other.fieldpost-setup');
      writeFileSync(to.user.chooses, bytes);
      expect(await to.handlers.openSetup(undefined)).toEqual({ opened: false, problem: says(words) });
      // What was opened before it is not taken over in its place.
      expect(await to.handlers.importSetup(nothing)).toMatchObject({ imported: false });
    }
    expect(stateOf(to)).toEqual(before);
  });

  it('goes to no address but the locked one, whatever a file says', async () => {
    const { file } = await exported(false);
    const locked = { value: 'https://locked.example/one', locked: true };
    const to = await laptop({ policy: policyOf({ baseUrl: locked, credentialId: { value: 'ours', locked: true } }) });
    const before = stateOf(to);
    to.user.chooses = file;
    expect(await to.handlers.openSetup(undefined)).toMatchObject({
      preview: { lock: says(/Your organisation has set this/u), ticked: { connection: false } },
    });
    expect(await to.handlers.importSetup({ ...nothing, connection: true })).toMatchObject({ imported: false });
    expect(stateOf(to)).toEqual(before);
  });

  it('never points practice at a real CRM, nor takes the address of practice along', async () => {
    const { file } = await exported(false);
    const to = await laptop({ practice: true });
    const { connection } = stateOf(to);
    to.user.chooses = file;
    expect(await to.handlers.openSetup(undefined)).toMatchObject({ preview: { connections: [], hasKey: false } });
    expect(await to.handlers.importSetup({ ...everything, passphrase: '' })).toMatchObject({ imported: true });
    expect(to.outbox.connection()).toEqual(connection);
    expect(to.outbox.setup().events).toEqual([fair]);
    to.user.chooses = join(temporaryFolder(), 'Practice.fieldpost-setup');
    await to.handlers.exportSetup({ withKey: false, passphrase: '' });
    const other = await laptop();
    other.user.chooses = to.user.chooses;
    expect(await other.handlers.openSetup(undefined)).toMatchObject({ preview: { connections: [] } });
  });

  it('brings several connections, each with its key and its fields, and goes on where they are not all ticked', async () => {
    onTestFinished(() => systemKeychain.remove(baseUrl));
    onTestFinished(() => systemKeychain.remove(baseUrl, 'second'));
    const from = await laptop();
    from.modes.current().connections.name({ id: 'second', name: 'Partner' });
    from.outbox.saveConnection({ baseUrl, credentialId });
    from.outbox.saveConnection({ baseUrl, credentialId: 'other' }, 'second');
    from.outbox.saveFieldMap(fieldMapOf({ note: 'Notes' }), 'second');
    from.outbox.saveSetup({ ...noSetup, events: [{ ...fair, connection: 'second' }] });
    await systemKeychain.write(baseUrl, 'k1');
    await systemKeychain.write(baseUrl, 'k2', 'second');
    const file = join(temporaryFolder(), 'Two.fieldpost-setup');
    from.user.chooses = file;
    await from.handlers.exportSetup({ withKey: true, passphrase });
    await systemKeychain.remove(baseUrl);
    await systemKeychain.remove(baseUrl, 'second');
    const to = await laptop();
    to.user.chooses = file;
    await to.handlers.openSetup(undefined);
    expect(await to.handlers.importSetup(everything)).toMatchObject({ imported: true });
    expect(to.outbox.connections()).toEqual([
      { id: '', name: '' },
      { id: 'second', name: 'Partner' },
    ]);
    expect(to.outbox.connection('second')).toEqual({ baseUrl, credentialId: 'other' });
    expect(to.outbox.fieldMap('second')).toEqual(fieldMapOf({ note: 'Notes' }));
    const { connections } = to.modes.current();
    expect([await connections.of('').key(), await connections.of('second').key()]).toEqual(['k1', 'k2']);
    expect(await to.handlers.setupWords(undefined)).toEqual(await from.handlers.setupWords(undefined));

    // The same place twice would send each contact by a sender that knows nothing of the other.
    const clashing = await laptop();
    clashing.modes.current().connections.name({ id: 'mine', name: 'Mine' });
    clashing.outbox.saveConnection({ baseUrl, credentialId: 'other' }, 'mine');
    const before = stateOf(clashing);
    clashing.user.chooses = file;
    await clashing.handlers.openSetup(undefined);
    expect(await clashing.handlers.importSetup({ ...everything, passphrase: '' })).toMatchObject({ imported: false });
    expect(stateOf(clashing)).toEqual(before);
    expect(clashing.outbox.connections()).toHaveLength(2);
  }, 60_000);

  it('takes no key along without a passphrase that is long enough, nor where there is none', async () => {
    const from = await laptop();
    from.user.chooses = join(temporaryFolder(), 'None.fieldpost-setup');
    const short = await from.handlers.exportSetup({ withKey: true, passphrase: 'short' });
    expect(short).toMatchObject({ saved: false, field: 'passphrase', problem: says(/at least 12/u) });
    const none = await from.handlers.exportSetup({ withKey: true, passphrase });
    expect(none.saved ? '' : textOf(none.problem ?? '')).toMatch(/No API key is stored/u);
  });
});

describe('the set-up of a policy', () => {
  const owners = [process.getuid?.() ?? 0, 0];
  const under = (file: string) => ({ ...policyOf({}), setup: { file, owners } });

  it('is there at the start, once, and again where its file is another one', async () => {
    const { file } = await exported(false);
    const dataFolder = temporaryFolder();
    const first = await laptop({ dataFolder, policy: under(file) });
    expect(stateOf(first)).toMatchObject({
      setup: { events: [fair] },
      map: fieldMapOf({ note: 'Description' }),
      connection: { baseUrl, credentialId },
    });
    const mine = { ...fair, place: 'Hall 9' };
    first.outbox.saveSetup({ ...noSetup, events: [mine] });
    await first.modes.close();
    const second = await laptop({ dataFolder, policy: under(file) });
    expect(second.outbox.setup().events).toEqual([mine]);
    await second.modes.close();
    const other = await exported(false);
    other.outbox.saveSetup({ ...noSetup, events: [{ ...fair, place: 'Hall 1' }] });
    await other.handlers.exportSetup({ withKey: false, passphrase: '' });
    const third = await laptop({ dataFolder, policy: under(other.file) });
    expect(third.outbox.setup().events).toEqual([{ ...fair, place: 'Hall 1' }]);
  });

  it('changes nothing where it cannot be used, and says why, while the rest of the policy holds', async () => {
    const file = join(temporaryFolder(), 'Broken.fieldpost-setup');
    writeFileSync(file, '{"fieldpost":"set-up","version":1', { mode: 0o644 });
    const locked = { value: 'https://locked.example/one', locked: true };
    const policy = { ...under(file), settings: { baseUrl: locked } };
    const { outbox, modes } = await laptop({ policy });
    expect(modes.current().setupProblem).toEqual(says(/Broken\.fieldpost-setup is not used\. The end of this file/u));
    expect(outbox.setup()).toEqual(noSetup);
    expect(outbox.fieldMap().fields['note']).toBeUndefined();
    expect(outbox.connection().baseUrl).toBe(locked.value);
    const missing = await laptop({ policy: under(join(temporaryFolder(), 'None')) });
    expect(missing.modes.current().setupProblem).toEqual(says(/cannot be read \(ENOENT\)/u));
  });
});
