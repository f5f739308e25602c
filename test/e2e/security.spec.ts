import { join } from 'node:path';
import { expect, test } from './app.ts';

test('gives the screen no Node, no network and no way out', async ({ launch, crm }) => {
  const { page, electron } = await launch();
  const inPage = <Value>(expression: string) => page.evaluate<Value>(expression);
  expect(await inPage('[typeof require, typeof process, typeof module].join()')).toBe('undefined,undefined,undefined');
  expect(await inPage(`fetch('${crm.baseUrl}').then(() => 'went', () => 'refused')`)).toBe('refused');
  expect(
    await inPage(`new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve('went');
    image.onerror = () => resolve('refused');
    image.src = '${crm.baseUrl}';
  })`),
  ).toBe('refused');
  expect(await inPage("window.open('https://example.com') === null")).toBe(true);
  // Asked from outside of the page's own scripts, since the debugger may evaluate what the page may not.
  await inPage("(() => { try { setTimeout('window.ran = true'); } catch {} })()");
  await page.waitForTimeout(100);
  expect(await inPage('typeof window.ran')).toBe('undefined');
  expect(await inPage("navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)")).toBe(
    'denied',
  );
  // Of all devices only scanners that somebody connected, of which there are none.
  expect(await inPage('navigator.hid.getDevices().then(({ length }) => length, () => 0)')).toBe(0);
  expect(await inPage('navigator.hid.requestDevice({ filters: [] }).then(({ length }) => length, () => 0)')).toBe(0);
  await inPage(`location.href = '${crm.baseUrl}'`);
  await page.waitForTimeout(300);
  expect(page.url()).toBe('app://fieldpost/index.html');
  expect(crm.requests).toEqual([]);
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('refuses malformed arguments', async ({ launch }) => {
  const { page } = await launch();
  const answer = await page.evaluate<{ ok: boolean }>("window.fieldpost.contactDetail({ sql: 'DROP TABLE contact' })");
  expect(answer.ok).toBe(false);
});

test('serves the files of the screen and no other', async ({ launch }) => {
  const { electron } = await launch();
  // Asked from the main process, since the page's own policy lets it ask for nothing.
  const served = (path: string) =>
    electron.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          async (response) => response.ok && (await response.text()).length > 0,
          () => false,
        ),
      `app://fieldpost/${path}`,
    );
  expect(await served('index.html')).toBe(true);
  for (const path of ['%2e%2e/main/main.js', '..%2f..%2fpackage.json', '%zz', 'missing.js', 'assets']) {
    expect(await served(path), path).toBe(false);
  }
  expect(await served('../../package.json')).toBe(false);
});

test('blocks requests also where the policy of the page does not reach', async ({ launch, crm }) => {
  const { electron } = await launch();
  const went = await electron.evaluate(
    ({ session }, url) =>
      session.defaultSession.fetch(url).then(
        () => true,
        () => false,
      ),
    crm.baseUrl,
  );
  expect(went).toBe(false);
  expect(crm.requests).toEqual([]);
});

test('answers no frame but the top one of its own page', async ({ launch }) => {
  const { electron } = await launch();
  // With the app's own preload in every frame, and in a session of its own, where the test serves the pages.
  const answers = await electron.evaluate(
    async ({ BrowserWindow, session }, preload) => {
      const foreign = session.fromPartition('foreign');
      const html = { headers: { 'content-type': 'text/html' } };
      foreign.protocol.handle('app', ({ url }) => {
        const inner = url.endsWith('outer.html') ? '<iframe src="app://fieldpost/inner.html"></iframe>' : '';
        return new Response(`<!doctype html>${inner}`, html);
      });
      const ask = async (
        address: string,
        choose: (top: Electron.WebFrameMain) => Electron.WebFrameMain | undefined,
      ) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload, session: foreign, sandbox: true, nodeIntegrationInSubFrames: true },
        });
        await window.loadURL(address);
        const frame = choose(window.webContents.mainFrame);
        const answer: unknown = await frame?.executeJavaScript(
          "window.fieldpost.start().then(({ ok }) => (ok ? 'answered' : 'not understood'), (error) => error.message)",
        );
        window.destroy();
        return answer;
      };
      return {
        ownPage: await ask('app://fieldpost/outer.html', (top) => top),
        frameInOwnPage: await ask('app://fieldpost/outer.html', (top) => top.frames[0]),
        otherPage: await ask('data:text/html,other', (top) => top),
        otherHost: await ask('app://fieldpost.example/other.html', (top) => top),
      };
    },
    join(import.meta.dirname, '../../out/preload/preload.cjs'),
  );
  const refused: unknown = expect.stringContaining('Refused');
  expect(answers).toEqual({ ownPage: 'answered', frameInOwnPage: refused, otherPage: refused, otherHost: refused });
});

test('attaches no webview', async ({ launch }) => {
  const { page, electron } = await launch();
  await page.evaluate(`{
    const webview = document.createElement('webview');
    webview.src = 'data:text/html,guest';
    document.body.append(webview);
  }`);
  await page.waitForTimeout(300);
  const { kinds, prevented } = await electron.evaluate(({ BrowserWindow, webContents }) => {
    let prevented = false;
    // The page knows no such tag, so the second guard is asked as Electron would ask it if the page did.
    const event = {
      preventDefault() {
        prevented = true;
      },
    };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
    return { kinds: webContents.getAllWebContents().map((one) => one.getType()), prevented };
  });
  expect(kinds).toEqual(['window']);
  expect(prevented).toBe(true);
});
