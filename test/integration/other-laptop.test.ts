import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { noPolicy } from '../../electron/policy/policy.ts';
import { openMode, type Mode } from '../../electron/modes/mode.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { httpAnswer, rawServer } from '../support/servers.ts';

const settled = { timeout: 8_000, interval: 10 };

/** Opens the outbox in this folder on a laptop of this name, as the app does. */
function openOn(laptop: string | null | Promise<string>, folder: string): Mode & { end: () => Promise<void> } {
  const mode = openMode({
    folder,
    keys: fixedKey('k'),
    laptop: Promise.resolve(laptop),
    policy: noPolicy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    damaged: () => undefined,
  });
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= mode.close());
  onTestFinished(end);
  mode.nudge('hint');
  return { ...mode, end };
}

function capture(on: Mode, ...names: string[]): number[] {
  const ids = names.map((lastName) => on.outbox.capture(contactWith({ lastName }), 1));
  on.nudge('saved');
  return ids;
}

const crm = () => rawServer((socket) => socket.write(httpAnswer(200, '{"contact":{"id":"c"}}')));
const states = ({ outbox }: Mode, ids: number[]) => ids.map((id) => outbox.row(id)?.state);

/** Two contacts wait on one laptop; returns them, a copy of its folder, and what the server got. */
async function copied() {
  const server = await crm();
  const root = temporaryFolder();
  const first = openOn('first', join(root, 'one'));
  const ids = capture(first, 'One', 'Two');
  await vi.waitFor(() => {
    expect(first.status().pause?.reason).toBe('not-connected');
  }, settled);
  first.outbox.saveConnection({ baseUrl: server.baseUrl, credentialId: 'c' });
  await first.end();
  const folder = join(root, 'copy');
  cpSync(join(root, 'one'), folder, { recursive: true });
  return { ids, folder, requests: server.requests, original: join(root, 'one') };
}

/** Opens the copy on a second laptop; resolves when it asks. */
async function askedOn(folder: string) {
  const second = openOn('second', folder);
  await vi.waitFor(() => {
    expect(second.status().pause?.reason).toBe('other-laptop');
  }, settled);
  return second;
}

describe('an outbox that was copied to a second laptop', () => {
  it('sends nothing and takes new contacts, over a restart too, before the user has chosen', async () => {
    const { ids, folder, requests } = await copied();
    for (let start = 0; start < 2; start++) {
      const second = await askedOn(folder);
      ids.push(...capture(second, `New ${start}`));
      second.nudge('hint');
      second.nudge('user');
      second.nudge('connection');
      await wait(100);
      expect(second.status().pause?.reason).toBe('other-laptop');
      expect(new Set(states(second, ids))).toEqual(new Set(['waiting']));
      await second.end();
    }
    expect(requests).toEqual([]);
  });

  it('is sent from there on the word of the user, who is not asked again', async () => {
    const { ids, folder } = await copied();
    const second = await askedOn(folder);
    await second.decideOwner('send');
    await vi.waitFor(() => {
      expect(states(second, ids)).toEqual(['delivered', 'delivered']);
    }, settled);
    await second.end();
    const again = openOn('second', folder);
    const [next = 0] = capture(again, 'Next');
    await vi.waitFor(() => {
      expect(again.outbox.row(next)?.state).toBe('delivered');
    }, settled);
  });

  it('leaves what it came with to the first laptop on the word of the user, and sends what was captured here', async () => {
    const { ids, folder, requests } = await copied();
    const before = await askedOn(folder);
    const here = capture(before, 'Before a restart');
    await before.end();
    const second = await askedOn(folder);
    here.push(...capture(second, 'After it'));
    await second.decideOwner('leave');
    await vi.waitFor(() => {
      expect(states(second, here)).toEqual(['delivered', 'delivered']);
    }, settled);
    expect(states(second, ids)).toEqual(['needs-attention', 'needs-attention']);
    expect(second.outbox.row(ids[0] ?? 0)?.reason).toEqual({ code: 'other-laptop' });
    expect(requests).toHaveLength(2);
    // The user may still change their mind about a single one.
    second.outbox.retry(ids[0] ?? 0);
    second.nudge('saved');
    await vi.waitFor(() => {
      expect(states(second, ids)).toEqual(['delivered', 'needs-attention']);
    }, settled);
  });

  it('sends what was captured here before it was known for a copy, and leaves the rest', async () => {
    const { ids, folder } = await copied();
    let told: (name: string) => void = () => undefined;
    const second = openOn(new Promise((resolve) => (told = resolve)), folder);
    const here = capture(second, 'Captured at once');
    told('second');
    await vi.waitFor(() => {
      expect(second.status().pause?.reason).toBe('other-laptop');
    }, settled);
    await second.decideOwner('leave');
    await vi.waitFor(() => {
      expect(states(second, here)).toEqual(['delivered']);
    }, settled);
    expect(states(second, ids)).toEqual(['needs-attention', 'needs-attention']);
  });

  it('asks on the first laptop too, should the folder come back with what waits in it', async () => {
    const { folder } = await copied();
    const second = await askedOn(folder);
    second.outbox.saveConnection({ baseUrl: '', credentialId: '' });
    await second.decideOwner('send');
    await second.end();
    const first = openOn('first', folder);
    await vi.waitFor(() => {
      expect(first.status().pause?.reason).toBe('other-laptop');
    }, settled);
  });

  it('has nothing to ask where nothing waits in it', async () => {
    const { ids, folder, original } = await copied();
    const first = openOn('first', original);
    await vi.waitFor(() => {
      expect(states(first, ids)).toEqual(['delivered', 'delivered']);
    }, settled);
    await first.end();
    cpSync(original, `${folder}-late`, { recursive: true });
    const second = openOn('second', `${folder}-late`);
    const [next = 0] = capture(second, 'Next');
    await vi.waitFor(() => {
      expect(second.outbox.row(next)?.state).toBe('delivered');
    }, settled);
  });
});

it('a laptop that sends what is its own is never asked, wherever its folder is moved', async () => {
  const { ids, folder } = await copied();
  const moved = openOn('first', folder);
  await vi.waitFor(() => {
    expect(states(moved, ids)).toEqual(['delivered', 'delivered']);
  }, settled);
});

it('a laptop that cannot be told from others holds up nothing', async () => {
  const { ids, folder } = await copied();
  const nameless = openOn(null, folder);
  await vi.waitFor(() => {
    expect(states(nameless, ids)).toEqual(['delivered', 'delivered']);
  }, settled);
});

it('what was being sent when the folder was copied is unconfirmed there, and not sent again', async () => {
  let letGo: () => void = () => undefined;
  const silent = await rawServer((socket) => {
    letGo = () => socket.destroy();
  });
  const folder = join(temporaryFolder(), 'one');
  const first = openOn('first', folder);
  first.outbox.saveConnection({ baseUrl: silent.baseUrl, credentialId: 'c' });
  first.nudge('connection');
  const ids = capture(first, 'Under way');
  await vi.waitFor(() => {
    expect(silent.requests).toHaveLength(1);
  }, settled);
  cpSync(folder, `${folder}-copy`, { recursive: true });
  const second = openOn('second', `${folder}-copy`);
  await wait(100);
  expect(states(second, ids)).toEqual(['unconfirmed']);
  // It may be looked for by now.
  expect(silent.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  letGo();
});
