// The log has no contact and no key in it, whatever happens: everything that could get there is marked, and looked for.
import { fieldMapOf } from '../support/field-map.ts';
import { strFromU8, unzipSync } from 'fflate';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { filesIn, marked, markOf, marksIn, marksInFiles } from '../support/marks.ts';
import { choose } from '../support/save-dialog.ts';
import type { RecordingCrm } from '../support/recording-crm.ts';
import { emptyContact, type Contact } from '#contract/contact.ts';
import { ask } from './chaos/bridge.ts';
import { expect, removal, test, type App } from './app.ts';

/** What is marked. */
const whats = [
  ...['LastName', 'FirstName', 'Account', 'Email', 'Phone', 'Street', 'City', 'State', 'Country', 'Postal'],
  ...['Type', 'Custom', 'Field', 'Draft', 'Edit'],
  ...['Key', 'Credential', 'Address', 'Reference', 'Said', 'Listed', 'Malformed', 'Garbage', 'Thrown'],
  ...['Receipt', 'Zip', 'Password', 'User', 'Host', 'Realm', 'Folder', 'Preferences'],
] as const;

const key = `${markOf('Key')}-0123456789`;

/** A contact with a mark in every field. */
const markedContact = (): Contact => ({
  ...emptyContact(),
  note: marked('Note'),
  jobTitle: marked('JobTitle'),
  website: marked('Website'),
  lastName: marked('LastName'),
  firstName: marked('FirstName'),
  account: marked('Account'),
  addresses: [
    {
      addressType: marked('Type'),
      street1: marked('Street'),
      street2: marked('Street'),
      city: marked('City'),
      state: marked('State'),
      countrySubdivision: marked('State'),
      country: marked('Country'),
      postalCode: marked('Postal'),
    },
  ],
  emailAddresses: [{ emailAddressType: marked('Type'), emailAddress: `${markOf('Email')}@example.com` }],
  phoneNumbers: [{ phoneNumberType: marked('Type'), phoneNumber: `+49 ${markOf('Phone')}` }],
  customFields: [
    { name: markOf('Field'), value: marked('Custom'), kind: 'text' },
    { name: `${markOf('Field')}2`, value: JSON.stringify([marked('Custom')]), kind: 'json' },
  ],
});

async function untilNothingWaits({ page }: App, crm: RecordingCrm): Promise<void> {
  crm.answer(null);
  await expect
    .poll(
      async () => {
        await ask(page, 'tryNow', undefined);
        const { status } = await ask(page, 'start', undefined);
        return status.counts.waiting + status.counts.sending;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}

/** What a CRM may say back: the contact, the key, and words of its own. */
const echo = JSON.stringify({ message: `${marked('Said')} ${key} ${marked('LastName')}`, contact: markedContact() });
const answers: { status: number; body: string; type?: string }[] = [
  ...[400, 401, 402, 403, 404, 409, 422, 500, 302].map((status) => ({ status, body: echo })),
  { status: 200, body: `<!doctype html><title>${marked('Said')} ${key}</title>`, type: 'text/html' },
  { status: 200, body: `${marked('Said')}{"contact":` },
  { status: 200, body: `{"contact":{"id":["${markOf('Said')}"]}}` },
  { status: 200, body: `{"contact":{"id":"${markOf('Said')}","remoteId":"${markOf('Said')}"}}` },
];

for (const kind of ['packaged', 'development'] as const) {
  test(`has no mark in the log, the diagnostics or the standard error, in the ${kind} kind`, async ({
    launch,
    crm,
  }) => {
    test.setTimeout(180_000);
    const dataFolder = mkdtempSync(join(tmpdir(), `fieldpost-test-${markOf('Folder')}-`));
    const proxy = createServer().on('connect', (_request, socket) => {
      const said = `HTTP/1.1 407 ${markOf('Realm')}\r\nProxy-Authenticate: Basic realm="${markOf('Realm')}"\r\n\r\n`;
      socket.on('error', () => undefined).end(said);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const way = `PROXY ${markOf('User')}:${markOf('Password')}@127.0.0.1:${port}`;
    const pac = Buffer.from(`function FindProxyForURL() { return '${way}; SOCKS ${markOf('Host')}:1'; }`);
    const errors: Buffer[] = [];
    const running: App[] = [];
    const start = async () => {
      const app = await launch({
        dataFolder,
        env: kind === 'packaged' ? { ELECTRON_FORCE_IS_PACKAGED: 'true' } : {},
        args: [`--proxy-pac-url=data:application/x-ns-proxy-autoconfig;base64,${pac.toString('base64')}`],
      });
      running.push(app);
      return app;
    };
    const kill = async (app: App) => {
      await app.kill();
      errors.push(app.standardError());
    };
    try {
      writeFileSync(join(dataFolder, 'preferences.json'), `{"theme":"${markOf('Preferences')}`);
      let app = await start();
      await sendMarked(app, crm);
      await sayMalformed(app);
      await kill(app);

      // Damage, with marks in what is damaged.
      const database = join(dataFolder, 'outbox/outbox.sqlite');
      writeFileSync(database, `${marked('Garbage')} `.repeat(5_000));
      rmSync(`${database}-wal`, { force: true });
      app = await start();
      await expect(app.page.getByRole('alert').filter({ hasText: 'damaged and has been repaired' })).toBeVisible();
      await meetProxy(app);
      await failToSave(app, dataFolder);
      await throwMarked(app);
      const zip = join(dataFolder, `${markOf('Zip')}.zip`);
      await choose(app.electron, zip);
      await ask(app.page, 'examine', undefined);
      const prepared = await ask(app.page, 'prepareDiagnostics', undefined);
      expect((await ask(app.page, 'saveDiagnostics', undefined)).saved).toBe(true);
      await kill(app);

      const logs = filesIn(join(dataFolder, 'logs'));
      expect(marksInFiles(logs, whats)).toEqual([]);
      const text = logs.map((file) => readFileSync(file, 'utf8')).join('');
      for (const happened of [
        'Sending came to: outcome=refused status=400',
        'Sending came to: outcome=key-rejected status=401',
        'The queue rests: reason=portal',
        'The screen sent a malformed request: request=saveContact',
        'The outbox was repaired: contacts=',
        'The queue rests: reason=offline',
        'The receipt could not be saved error=Error code=ENOENT',
        'A promise failed that nobody awaited error=TypeError',
        'Something was thrown that nobody caught error=Error',
        'The connection was set: api=other keyEntered=true',
      ]) {
        expect(text).toContain(happened);
      }
      const files = Object.entries(unzipSync(readFileSync(zip)));
      expect(files.map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual(
        prepared.map(({ name, text: all }) => [name, all]),
      );
      expect(
        files.flatMap(([name, bytes]) => marksIn(Buffer.from(bytes), whats).map((mark) => `${name}: ${mark}`)),
      ).toEqual([]);
      // Whoever develops the app is shown what an error says.
      if (kind === 'packaged') expect(marksIn(Buffer.concat(errors), whats)).toEqual([]);
    } finally {
      proxy.close();
      rmSync(dataFolder, removal);
    }
  });
}

const posts = ({ requests }: RecordingCrm) => requests.filter(({ method }) => method === 'POST').length;

async function sendMarked(app: App, crm: RecordingCrm): Promise<void> {
  const { page } = app;
  const baseUrl = `${crm.baseUrl}/${markOf('Address')}`;
  await ask(page, 'savePace', { inFlight: 10, perMinute: 1_000 });
  await ask(page, 'saveFieldMap', fieldMapOf({ reference: markOf('Reference'), note: markOf('NoteField') }));
  for (const [index, answer] of answers.entries()) {
    crm.answer(answer);
    const connection = { baseUrl, credentialId: `${markOf('Credential')}${index}`, apiKey: key };
    expect((await ask(page, 'saveConnection', connection)).saved).toBe(true);
    const before = posts(crm);
    const saved = await ask(page, 'saveContact', { slot: 0, contact: markedContact() });
    expect(saved.saved).toBe(true);
    await expect.poll(() => posts(crm)).toBeGreaterThan(before);
    await wait(100);
    await untilNothingWaits(app, crm);
  }
  // What is unconfirmed is looked for in what the CRM lists.
  crm.answer({
    status: 200,
    body: JSON.stringify({ contacts: [{ id: markOf('Listed'), lastName: marked('LastName') }] }),
  });
  await ask(page, 'tryNow', undefined);
  await wait(500);
  crm.answer({ status: 200, body: `{"contacts":[${marked('Listed')}` });
  await ask(page, 'saveDraft', { slot: 0, contact: { ...markedContact(), lastName: marked('Draft') } });
  const { rows } = await ask(page, 'outboxPage', {
    search: markOf('LastName'),
    state: 'needs-attention',
    before: null,
    limit: 9,
  });
  const contact = { ...markedContact(), lastName: marked('Edit') };
  const edited = rows[0]?.id ?? 0;
  await ask(page, 'saveDraft', { slot: edited, contact });
  expect((await ask(page, 'editContact', { id: edited, contact })).saved).toBe(true);
  // Gathered outcomes are told after a while.
  await wait(5_500);
}

async function sayMalformed({ page }: App): Promise<void> {
  const mark = JSON.stringify(marked('Malformed'));
  for (const said of [
    `contactDetail(${mark})`,
    `saveContact({ [${mark}]: ${mark} })`,
    `outboxPage({ search: ${mark}, state: ${mark}, before: null, limit: 1 })`,
    `setTheme(${mark})`,
    `saveConnection({ baseUrl: ${mark}, credentialId: 1, apiKey: ${mark} })`,
  ]) {
    expect((await page.evaluate<{ ok: boolean }>(`window.fieldpost.${said}`)).ok).toBe(false);
  }
  const unknown = page.evaluate(`window.fieldpost.on(${mark}, () => undefined)`);
  await unknown.catch(() => undefined);
}

async function meetProxy(app: App): Promise<void> {
  const { page } = app;
  const connection = {
    baseUrl: `https://${markOf('Host')}.invalid/x`,
    credentialId: markOf('Credential'),
    apiKey: key,
  };
  expect((await ask(page, 'saveConnection', connection)).saved).toBe(true);
  await ask(page, 'saveContact', { slot: 0, contact: markedContact() });
  await expect.poll(async () => (await ask(page, 'start', undefined)).status.pause?.reason).toBe('offline');
}

async function failToSave({ page, electron }: App, dataFolder: string): Promise<void> {
  const span = { from: '2020-01-01', to: '2099-01-01' };
  const folder = join(dataFolder, marked('Receipt').replaceAll('\\', ''));
  await choose(electron, join(folder, 'receipt.csv'));
  expect((await ask(page, 'saveReceipt', { span, format: 'csv' })).saved).toBe(false);
  mkdirSync(folder);
  expect((await ask(page, 'saveReceipt', { span, format: 'csv' })).saved).toBe(true);
}

async function throwMarked({ page, electron }: App): Promise<void> {
  await electron.evaluate(({ dialog }, said) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    void Promise.reject(new TypeError(said, { cause: new Error(`${said}\n    at ${said} (${said}:1:1)`) }));
    setTimeout(() => {
      throw new Error(said);
    });
  }, marked('Thrown'));
  await expect(page.getByLabel('Last name')).toBeVisible();
  await wait(200);
}
