/**
 * What keytar does not tell on Linux: it answers "nothing there" for an entry that is missing and for one that is locked,
 * when the user has closed the system's window without unlocking it. The Secret Service itself tells them apart.
 */
import { withTimeout } from '../system/with-timeout.ts';
import { BusProblem, connectBus, ofBus, type Bus } from './bus.ts';
import { Writer } from './wire.ts';

/** How keytar files a key. */
export interface Entry {
  service: string;
  account: string;
}

/** In milliseconds. No window is opened by these questions, so an answer takes no time. */
const patience = 5_000;

const service = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

/** Where an entry is. Locked: or it may be in the collection that new entries go to, which is locked. */
type Whereabouts = 'unlocked' | 'locked' | 'missing';

/**
 * Whether the keychain has not given an entry that it may hold. To be asked after keytar found none. Where there is no
 * service that could be asked, it has not. @throws Error where the service does not answer
 */
export async function isWithheld(entry: Entry): Promise<boolean> {
  try {
    return (await overBus((bus) => withTimeout(find(bus, entry), patience))) !== 'missing';
  } catch (error) {
    if (error instanceof BusProblem) return false;
    throw error;
  }
}

/** Waits until the entry is no longer locked. Opens no window. Resolves with false where that can no longer be seen. */
export async function untilUnlocked(entry: Entry): Promise<boolean> {
  try {
    return await overBus(async (bus) => {
      const rule = `type='signal',interface='${service.interface}',member='CollectionChanged'`;
      await bus.call(ofBus('AddMatch'), 's', new Writer().text(rule).bytes);
      for (;;) {
        const changed = bus.signal(`${service.interface}.CollectionChanged`);
        if ((await find(bus, entry)) !== 'locked') return true;
        await changed;
      }
    });
  } catch {
    return false;
  }
}

async function overBus<Value>(ask: (bus: Bus) => Promise<Value>): Promise<Value> {
  const bus = await withTimeout(connectBus(), patience);
  try {
    return await ask(bus);
  } finally {
    bus.close();
  }
}

async function find(bus: Bus, { service: ofService, account }: Entry): Promise<Whereabouts> {
  const attributes = { service: ofService, account, 'xdg:schema': 'org.freedesktop.Secret.Generic' };
  const wanted = new Writer();
  wanted.array(8, () => {
    for (const [name, value] of Object.entries(attributes)) wanted.align(8).text(name).text(value);
  });
  const found = await bus.call({ ...service, member: 'SearchItems' }, 'a{ss}', wanted.bytes);
  const [unlocked, locked] = [found.array(() => found.text()), found.array(() => found.text())];
  if (unlocked.length > 0) return 'unlocked';
  if (locked.length > 0) return 'locked';
  // Some keychains show nothing of what is in a locked collection.
  const alias = await bus.call({ ...service, member: 'ReadAlias' }, 's', new Writer().text('default').bytes);
  const collection = alias.text();
  return collection !== '/' && (await isLocked(bus, collection)) ? 'locked' : 'missing';
}

async function isLocked(bus: Bus, path: string): Promise<boolean> {
  const get = { ...service, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get' };
  const property = new Writer().text('org.freedesktop.Secret.Collection').text('Locked');
  const value = await bus.call(get, 'ss', property.bytes);
  return value.signature() === 'b' && value.boolean();
}
