// Updates, from a real server on loopback. A development run takes the place of an installed one; it replaces an AppImage.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { policyFile } from '../support/policy.ts';
import { listName, newKey, updateServer, type UpdateServer } from '../support/update-server.ts';
import {
  capture,
  connect,
  expect,
  openSettings,
  removal,
  row,
  test as base,
  type App,
  type LaunchOptions,
} from './app.ts';
import { violations } from './looks.ts';

interface Fixtures {
  server: UpdateServer;
  /** A folder of the test, with the installed app's file in it. */
  folder: string;
  /** Starts the app, which takes its updates from the server. */
  installed: (options?: LaunchOptions & { copy?: 'deb' | 'AppImage' }) => Promise<App>;
}

const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await updateServer();
    await use(server);
    await server.close();
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldpost-test-'));
    writeFileSync(join(folder, 'Fieldpost.AppImage'), 'the old one', { mode: 0o755 });
    await use(folder);
    rmSync(folder, removal);
  },
  installed: async ({ launch, server, folder }, use) => {
    await use(({ copy = 'AppImage', args = [], env = {}, ...more } = {}) => {
      const source = join(folder, 'updates.json');
      const cache = join(folder, 'cache');
      writeFileSync(source, JSON.stringify({ url: server.url, key: server.key, copy, cache }));
      return launch({
        ...more,
        args: [...args, `--updates-from=${source}`],
        env: { ...env, APPIMAGE: join(folder, 'Fieldpost.AppImage') },
      });
    });
  },
});

test.skip(process.platform !== 'linux', 'An AppImage is replaced, which only Linux has');

const installer = Buffer.alloc(3_000_000, 'the new one ');
/** A program in the place of an AppImage, which notes how it was started. */
const script = (folder: string) => Buffer.from(`#!/bin/sh\necho "$@" > '${join(folder, 'started')}'\n`);
const started = (folder: string) => {
  const file = join(folder, 'started');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
const appImage = (version: string) => ({ version, installer, name: `Fieldpost-${version}.AppImage` });
const news = (page: Page) => page.getByRole('region', { name: 'Update' });
const oldFile = (folder: string) => readFileSync(join(folder, 'Fieldpost.AppImage'), 'utf8').slice(0, 20);

async function look(page: Page): Promise<void> {
  await openSettings(page, 'Updates');
  await page.getByRole('button', { name: /^Look/u }).click();
}

/** Looks, and leaves the settings. */
async function lookAround(page: Page): Promise<void> {
  await look(page);
  await expect(news(page)).toContainText('is available');
  await page.keyboard.press('Escape');
}

const menuItems = (electron: ElectronApplication) =>
  electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []).map(({ label }) => label),
  );

const quit = async ({ electron }: App): Promise<void> => {
  const ended = electron.waitForEvent('close');
  await electron.evaluate(({ app }) => {
    setImmediate(() => {
      app.quit();
    });
  });
  await ended;
};

/** Ends it, for it to install what is ready and to start again; resolves when it has ended. */
const restart = async ({ electron, page }: App): Promise<void> => {
  const ended = electron.waitForEvent('close');
  await news(page).getByRole('button', { name: 'Restart and update' }).click();
  await ended;
};

/** Stands in for what asks for an administrator's password; returns the environment for that, and whether it was run. */
function administrator(folder: string): { env: Record<string, string>; asked: () => boolean } {
  const programs = join(folder, 'programs');
  const mark = join(folder, 'asked');
  mkdirSync(programs);
  writeFileSync(join(programs, 'pkexec'), `#!/bin/sh\n: > '${mark}'\nexit 1\n`, { mode: 0o755 });
  return { env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` }, asked: () => existsSync(mark) };
}

/** Makes the system say what kind of network this is; returns the environment for that, and what changes its mind. */
function network(folder: string): { env: Record<string, string>; say: (metered: 'yes' | 'no') => void } {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const answer = join(folder, 'metered');
  writeFileSync(join(programs, 'busctl'), `#!/bin/sh\ncat '${answer}'\n`);
  chmodSync(join(programs, 'busctl'), 0o755);
  const say = (metered: 'yes' | 'no') => {
    writeFileSync(answer, metered === 'yes' ? 'u 1\n' : 'u 2\n');
  };
  return { env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` }, say };
}

test('offers a version, downloads it when it is told to, verifies it, and installs it when it is closed', async ({
  installed,
  server,
  folder,
}) => {
  server.offer(appImage('99.0.0'));
  const app = await installed();
  await capture(app.page, 'Kept');
  await lookAround(app.page);
  await expect(news(app.page)).toContainText('Fieldpost 99.0.0 is available: 3.0 MB to download.');
  await expect(news(app.page)).toContainText('Fieldpost cannot tell whether this network is metered.');
  expect(server.sent()).toBe(0);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('Fieldpost 99.0.0 is ready. It is installed when you close Fieldpost');
  expect(server.sent()).toBe(installer.length);
  expect(oldFile(folder)).toBe('the old one');

  await app.close();
  expect(readFileSync(join(folder, 'Fieldpost.AppImage')).equals(installer)).toBe(true);
  expect(statSync(join(folder, 'Fieldpost.AppImage')).mode & 0o111).toBe(0o111);
  expect(readdirSync(folder).filter((name) => name.includes('AppImage'))).toEqual(['Fieldpost.AppImage']);
  const next = await installed({ dataFolder: app.dataFolder });
  await expect(row(next.page, 'Kept')).toContainText('Waiting');
});

test('tells the server its version, and nothing else of the laptop', async ({ installed, server }) => {
  server.offer(appImage('99.0.0'));
  const app = await installed();
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('is ready');
  expect(server.asked.map(({ path }) => path)).toEqual([
    `/updates/${listName}`,
    `/updates/${listName}.sig`,
    '/updates/Fieldpost-99.0.0.AppImage',
  ]);
  const harmless = ['accept', 'accept-encoding', 'accept-language', 'cache-control', 'connection', 'host', 'pragma'];
  for (const { headers } of server.asked) {
    const { 'user-agent': agent, ...others } = headers;
    expect(agent).toMatch(/^Fieldpost\/\d+\.\d+\.\d+$/u);
    const told = Object.keys(others).filter((name) => !harmless.includes(name) && !name.startsWith('sec-fetch-'));
    expect(told).toEqual([]);
    expect(headers['accept-language'] ?? 'en').toBe('en');
  }
  expect(existsSync(join(app.dataFolder, '.updaterId'))).toBe(false);
});

const refused: [string, (server: UpdateServer) => void, string][] = [
  [
    'what lists it was changed',
    (server) => {
      server.offer(appImage('99.0.0'));
      const list = `/updates/${listName}`;
      server.put(list, server.at(list).toString('utf8').replaceAll('99.0.0', '99.0.1'));
    },
    'is not signed by the makers of Fieldpost, so it was refused',
  ],
  [
    'somebody else has signed it',
    (server) => {
      server.offer({ ...appImage('99.0.0'), signedBy: newKey() });
    },
    'is not signed by the makers of Fieldpost, so it was refused',
  ],
  [
    'it is what was signed for another system',
    (server) => {
      server.offer({ ...appImage('99.0.0'), list: 'latest-other.yml' });
      for (const ending of ['', '.sig']) {
        server.put(`/updates/${listName}${ending}`, server.at(`/updates/latest-other.yml${ending}`));
      }
    },
    'is not signed by the makers of Fieldpost, so it was refused',
  ],
  [
    'it is not signed',
    (server) => {
      server.offer(appImage('99.0.0'));
      server.put(`/updates/${listName}.sig`, null);
    },
    'answer is not signed, so it was not trusted',
  ],
  ['there is nothing for this system', () => undefined, 'has no version for this kind of laptop'],
];
for (const [what, prepare, words] of refused) {
  test(`offers nothing where ${what}, and says so`, async ({ installed, server }) => {
    prepare(server);
    const { page } = await installed();
    await look(page);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText('Nothing was changed.')).toBeVisible();
    await expect(news(page)).toHaveCount(0);
  });
}

for (const version of ['0.0.9', '0.1.0']) {
  test(`takes ${version} for nothing newer`, async ({ installed, server }) => {
    server.offer(appImage(version));
    const { page } = await installed();
    await look(page);
    await expect(page.getByText('Fieldpost is up to date.')).toBeVisible();
  });
}

for (const [what, prepare] of [
  [
    'was changed',
    (server: UpdateServer) => {
      server.put(server.offer(appImage('99.0.0')), Buffer.concat([Buffer.from('X'), installer.subarray(1)]));
    },
  ],
  [
    'is longer than was announced',
    (server: UpdateServer) => {
      server.sendWithoutEnd(server.offer(appImage('99.0.0')));
    },
  ],
] as const) {
  test(`throws away an installer that ${what}, and leaves the app as it was`, async ({ installed, server, folder }) => {
    prepare(server);
    const app = await installed();
    await lookAround(app.page);
    await news(app.page).getByRole('button', { name: 'Download' }).click();
    await expect(news(app.page)).toContainText(/Nothing was changed/u);
    // What the system takes in for a program comes on top of what the program takes.
    expect(server.sent()).toBeLessThan(installer.length + 20_000_000);
    await quit(app);
    expect(oldFile(folder)).toBe('the old one');
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });
}

test('does not install a file that was changed after it was downloaded', async ({ installed, server, folder }) => {
  server.offer(appImage('99.0.0'));
  const app = await installed();
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('is ready');
  writeFileSync(join(folder, 'cache/update.AppImage'), 'something else');
  await quit(app);
  expect(oldFile(folder)).toBe('the old one');
});

test('downloads nothing while contacts are being sent, and goes on after that where it was', async ({
  installed,
  server,
  crm,
}) => {
  // Larger than what the system takes in for a program that does not read.
  const large = Buffer.alloc(60_000_000);
  server.offer({ ...appImage('99.0.0'), installer: large });
  server.slowDown(10_000_000);
  const { page } = await installed();
  await connect(page, crm.baseUrl);
  await lookAround(page);

  crm.delay(3_000);
  await capture(page, 'First');
  await news(page).getByRole('button', { name: 'Download' }).click();
  await expect(news(page)).toContainText('Contacts are being sent first.');
  expect(server.sent()).toBe(0);
  await expect(row(page, 'First')).toContainText('Delivered');

  await expect(news(page)).toContainText(/[1-9][\d.]* MB of 60\.0 MB/u);
  crm.delay(6_000);
  await capture(page, 'Second');
  await expect(news(page)).toContainText('Contacts are being sent first.');
  server.slowDown(null);
  // What is still on its way.
  await page.waitForTimeout(2_000);
  const before = server.sent();
  await page.waitForTimeout(2_000);
  expect(server.sent()).toBe(before);
  expect(before).toBeLessThan(large.length);
  await expect(row(page, 'Second')).toContainText('Delivered');
  await expect(news(page)).toContainText('is ready');
  expect(server.asked.filter(({ path }) => path.endsWith('.AppImage'))).toHaveLength(1);
});

test('asks on a metered network, and again when the network becomes one', async ({ installed, server, folder }) => {
  server.offer(appImage('99.0.0'));
  const { env, say } = network(folder);
  say('no');
  const { page } = await installed({ env });
  await lookAround(page);
  await expect(news(page)).toContainText('This network is not metered.');
  say('yes');
  await news(page).getByRole('button', { name: 'Download' }).click();
  await expect(news(page)).toContainText('The network has become metered, so the download was stopped.');
  expect(server.sent()).toBe(0);
  await news(page).getByRole('button', { name: 'Download' }).click();
  await expect(news(page)).toContainText('is ready');
});

test('can be stopped, and begun again', async ({ installed, server }) => {
  server.offer(appImage('99.0.0'));
  server.slowDown(500_000);
  const { page } = await installed();
  await lookAround(page);
  await news(page).getByRole('button', { name: 'Download' }).click();
  await expect(news(page)).toContainText(/ of 3\.0 MB/u);
  await news(page).getByRole('button', { name: 'Stop download' }).click();
  await expect(news(page)).toContainText('is available');
  server.slowDown(null);
  await news(page).getByRole('button', { name: 'Download' }).click();
  await expect(news(page)).toContainText('is ready');
});

test('installs nothing at the end of practice mode', async ({ installed, server, folder }) => {
  server.offer(appImage('99.0.0'));
  const app = await installed({ args: ['--practice'] });
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('is ready');
  await quit(app);
  expect(oldFile(folder)).toBe('the old one');
});

test('installs after a shutdown of Windows that was called off, and not in one that takes place', async ({
  installed,
  server,
  folder,
}) => {
  server.offer(appImage('99.0.0'));
  for (const [event, left] of [
    ['session-end', 'the old one'],
    ['query-session-end', 'the new one the new '],
  ] as const) {
    const app = await installed();
    await lookAround(app.page);
    await news(app.page).getByRole('button', { name: 'Download' }).click();
    await expect(news(app.page)).toContainText('is ready');
    const ended = app.electron.waitForEvent('close');
    await app.electron.evaluate(({ BrowserWindow }, name) => {
      BrowserWindow.getAllWindows()[0]?.emit(name, { reasons: ['shutdown'] });
    }, event);
    // A session that ends takes the app along.
    if (event === 'query-session-end') await quit(app);
    await ended;
    expect(oldFile(folder)).toBe(left);
  }
});

test('installs what the user asks for after a shutdown that was called off', async ({ installed, server, folder }) => {
  server.offer({ ...appImage('99.0.0'), installer: script(folder) });
  const app = await installed();
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('is ready');
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown'));
  await restart(app);
  expect(oldFile(folder)).toContain('#!/bin/sh');
});

test('starts the new one in the place of the old one where it is told to restart', async ({
  installed,
  server,
  folder,
}) => {
  const next = script(folder);
  server.offer({ ...appImage('99.0.0'), installer: next });
  const app = await installed();
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await restart(app);
  await expect.poll(() => started(folder)).toContain(`--user-data-dir=${app.dataFolder}`);
  expect(started(folder)).not.toContain('--update-failed');
  expect(readFileSync(join(folder, 'Fieldpost.AppImage')).equals(next)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.includes('AppImage'))).toEqual(['Fieldpost.AppImage']);
});

for (const [how, begin] of [
  ['at a restart', restart],
  ['at the close', quit],
] as const) {
  test(`leaves the old one as it was where it cannot be replaced ${how}, and says so at the next start`, async ({
    installed,
    server,
    folder,
  }) => {
    const old = script(folder);
    writeFileSync(join(folder, 'Fieldpost.AppImage'), old);
    // In the way of what is written beside it; a folder that is only to be read would not stop root.
    mkdirSync(join(folder, 'Fieldpost.AppImage.new'));
    server.offer(appImage('99.0.0'));
    const app = await installed();
    await lookAround(app.page);
    await news(app.page).getByRole('button', { name: 'Download' }).click();
    await expect(news(app.page)).toContainText('is ready');
    await begin(app);
    if (begin === restart) await expect.poll(() => started(folder)).toContain('--update-failed');
    else expect(started(folder)).toBe('');
    expect(readFileSync(join(folder, 'Fieldpost.AppImage')).equals(old)).toBe(true);
    const next = await installed({ dataFolder: app.dataFolder });
    await expect(news(next.page)).toContainText('The update could not be installed.');
    await news(next.page).getByRole('button', { name: 'Look again' }).click();
    await expect(news(next.page)).toContainText('is available');
  });
}

test('says that an update could not be installed where it was started again for that', async ({ installed }) => {
  const { page } = await installed({ args: ['--update-failed'] });
  await expect(news(page)).toContainText('The update could not be installed.');
});

test('installs nothing where a signal ends it', async ({ installed, server, folder }) => {
  server.offer(appImage('99.0.0'));
  const app = await installed();
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('is ready');
  const ended = app.electron.waitForEvent('close');
  process.kill(app.pid, 'SIGTERM');
  await ended;
  expect(oldFile(folder)).toBe('the old one');
});

test('installs a package of the system only when it is told to, and says what it takes', async ({
  installed,
  server,
  folder,
}) => {
  server.offer({ version: '99.0.0', installer });
  const { env, asked } = administrator(folder);
  const app = await installed({ copy: 'deb', env });
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await expect(news(app.page)).toContainText('your system asks for an administrator’s password');
  await expect(news(app.page).getByRole('button', { name: 'Restart and update' })).toBeVisible();
  await quit(app);
  expect(asked()).toBe(false);

  const next = await installed({ copy: 'deb', env });
  await lookAround(next.page);
  await news(next.page).getByRole('button', { name: 'Download' }).click();
  await restart(next);
  expect(asked()).toBe(true);
});

test('keeps the question about contacts that are not sent before it restarts, and stays open on Esc', async ({
  installed,
  server,
  folder,
}) => {
  server.offer(appImage('99.0.0'));
  const app = await installed();
  await capture(app.page, 'Waits');
  await lookAround(app.page);
  await news(app.page).getByRole('button', { name: 'Download' }).click();
  await news(app.page).getByRole('button', { name: 'Restart and update' }).click();
  await expect(app.page.getByRole('dialog')).toContainText('1 contact is not sent yet');
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  expect(oldFile(folder)).toBe('the old one');
});

test('takes no focus from a capture, is used by keyboard, and is accessible to all', async ({ installed, server }) => {
  server.offer(appImage('99.0.0'));
  const { page, electron } = await installed();
  await page.getByLabel('Last name').fill('Half');
  await electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Look for updates…')?.click();
  });
  await expect(page.getByRole('dialog').getByText('Fieldpost 99.0.0 is available')).toBeInViewport();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Last name')).toBeFocused();
  await expect(page.getByLabel('Last name')).toHaveValue('Half');
  expect(await violations(page)).toEqual([]);
  await news(page).getByRole('button', { name: 'Later' }).focus();
  await page.keyboard.press('Enter');
  await expect(news(page)).toHaveCount(0);
});

test('looks for nothing without a key, and says so', async ({ launch }) => {
  const { page, electron } = await launch();
  await openSettings(page, 'Updates');
  await expect(page.getByText('This build of Fieldpost does not look for updates.')).toBeVisible();
  expect(await menuItems(electron)).not.toContain('Look for updates…');
});

test('asks no server where the organisation has turned updates off, and says so', async ({
  installed,
  server,
  folder,
}) => {
  server.offer(appImage('99.0.0'));
  const { page, electron } = await installed({ args: [`--policy=${policyFile(folder, { updates: false })}`] });
  await openSettings(page, 'Updates');
  await expect(page.getByText('Your organisation brings new versions to this laptop.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Look/u })).toHaveCount(0);
  expect(await menuItems(electron)).not.toContain('Look for updates…');
  await page.evaluate("window.fieldpost.updateStep({ do: 'look' })");
  await page.waitForTimeout(500);
  expect(server.asked).toEqual([]);
});
