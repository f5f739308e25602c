// Every screen there is, one after the other, for tests that look at all of them.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listEncodings } from '#contract/attendees.ts';
import { emptyContact } from '#contract/contact.ts';
import type { FieldEvent } from '#contract/events.ts';
import type { PracticeBehaviour } from '#contract/practice.ts';
import type { Command } from '#contract/commands.ts';
import type { Events } from '#contract/ipc.ts';
import type { Status } from '#contract/status.ts';
import type { Updates } from '#contract/updates.ts';
import { en } from '#words/en.ts';
import type { PlainKey } from '#words/message.ts';
import type { speaker } from '#words/speaker.ts';
import { fileOf, packed } from '../../electron/setup/file.ts';
import { expo, question } from '../support/events.ts';
import { chooseToOpen } from '../support/save-dialog.ts';
import { travellingOf } from '../support/setups.ts';
import { plainPause } from '../support/status.ts';
import { expect, type App } from './app.ts';
import { ask } from './chaos/bridge.ts';

type Say = ReturnType<typeof speaker>['say'];

export interface Screen {
  name: string;
  /** Takes the app as the screen before left it. */
  show: (app: App, say: Say) => Promise<void>;
}

/** The contacts of the test, by what becomes of them at the practice CRM. */
const people = [
  { name: 'Okafor', answer: 'normal', state: 'delivered' },
  { name: 'Nakamura', answer: '400', state: 'needs-attention' },
  { name: 'Silva', answer: '409', state: 'needs-attention' },
  // One that the practice CRM has not, so that no look finds it meanwhile.
  { name: 'Haddad', answer: '500', state: 'unconfirmed' },
] as const;
const waiting = 'Meier';
/** Whose questions are of every kind. */
const event: FieldEvent = {
  ...expo,
  defaults: [{ name: 'LeadSource', value: 'Expo' }],
  questions: [
    ...expo.questions,
    ...(['temperature', 'stars', 'number', 'date', 'line', 'text'] as const).map((kind) => question(kind, { kind })),
  ],
};

/** What the test typed, and what the practice CRM says, which speaks English as any CRM may. */
export const data = [
  ...[...people.map(({ name }) => name), waiting],
  'The e-mail address is not valid.',
  'A contact with this e-mail address already exists.',
  'Something went wrong.',
  'practice-credential',
  // A slip in a policy, and the keys that it may have.
  ...['baseURL', 'updates', 'baseUrl', 'credentialId', 'perMinute', 'language', 'setup'],
  'ECONNREFUSED',
  // What is read from a file, an event, and the columns of its list.
  ...[event.name, ...event.questions.flatMap(({ asked, options }) => [asked, ...options.map(({ label }) => label)])],
  ...[event.consent?.text ?? '', 'LeadSource', 'Berlin', 'crm.example.com'],
  ...['Jana Keller', 'Jana', 'Keller', 'Head of Sales', 'Expo', 'Badge', 'Last name', ...listEncodings],
];

const behave = (app: App, behaviour: Partial<PracticeBehaviour>) =>
  ask(app.page, 'setPracticeBehaviour', { network: 'up', answer: 'normal', ...behaviour });

const save = (app: App, lastName: string) =>
  ask(app.page, 'saveContact', { slot: 0, contact: { ...emptyContact(), lastName } });

/** As the menu does. */
const command = (app: App, name: Command) =>
  app.electron.evaluate(({ BrowserWindow }, name) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('command', name);
  }, name);

/** As the main process does, of what takes a second laptop, a damaged file or a newer version to come about. */
const tell = <Name extends keyof Events>(app: App, name: Name, payload: Events[Name]) =>
  app.electron.evaluate(
    ({ BrowserWindow }, [name, payload]) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(name, JSON.parse(payload));
    },
    [name as string, JSON.stringify(payload)] as const,
  );

const top = ({ page }: App) => page.locator('dialog[open]').last();

/** Leaves what is on top, as far as there is something. */
async function leave(app: App): Promise<void> {
  const open = app.page.locator('dialog[open]');
  for (let left = await open.count(); left > 0; left--) {
    await app.page.keyboard.press('Escape');
    await expect(open).toHaveCount(left - 1);
  }
}

async function openDialog(app: App, name: Command): Promise<void> {
  await leave(app);
  await command(app, name);
  await expect(top(app)).toBeVisible();
}

async function openDetail(app: App, name: string): Promise<void> {
  await leave(app);
  await command(app, 'outbox');
  await app.page.locator('main').getByText(name, { exact: true }).first().click();
  await app.page.getByRole('heading', { name, exact: true }).waitFor();
}

const press = (app: App, name: string) => app.page.getByRole('button', { name, exact: true }).click();

const settingsPages = [
  'settings.connection',
  'settings.sending',
  'settings.crmFields',
  'scanner.title',
  'settings.look',
  'settings.updates',
  'settings.policy',
  'settings.help',
] as const;

const guidePages = (Object.keys(en) as PlainKey[]).filter((key) => `${key}.1` in en && key.startsWith('guide.'));

export const settings: Screen[] = settingsPages.map((title) => ({
  name: `the settings, ${title}`,
  show: async (app, say) => {
    if ((await app.page.locator('dialog[open]').count()) === 0) await openDialog(app, 'settings');
    const tab = app.page.getByRole('tab', { name: say(title), exact: true });
    if ((await tab.count()) > 0) await tab.click();
  },
}));

export const practiceScreens: Screen[] = [
  { name: 'an empty practice outbox', show: () => Promise.resolve() },
  {
    name: 'a form that lacks what it needs',
    show: async ({ page }) => {
      await page.locator('main form input').first().focus();
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'an outbox with every state',
    show: async (app) => {
      for (const { name, answer, state } of people) {
        await behave(app, { answer });
        await save(app, name);
        await expect
          .poll(async () => (await ask(app.page, 'outboxPage', { search: name, state, before: null, limit: 1 })).rows)
          .toHaveLength(1);
      }
      await behave(app, { network: 'cut' });
      await save(app, waiting);
      await expect(app.page.getByText(waiting, { exact: true }).first()).toBeVisible();
    },
  },
  ...[...people.map(({ name }) => name), waiting].map((name) => ({
    name: `the details of ${name}`,
    show: (app: App) => openDetail(app, name),
  })),
  {
    name: 'the question before a contact is sent again',
    show: async (app, say) => {
      await openDetail(app, 'Haddad');
      await press(app, say('detail.sendAgain'));
    },
  },
  {
    name: 'the question whether a contact is already there',
    show: async (app, say) => {
      await openDetail(app, 'Haddad');
      await press(app, say('detail.alreadyThere'));
    },
  },
  {
    name: 'the practice CRM',
    show: async (app, say) => {
      await command(app, 'outbox');
      const tab = app.page.getByRole('button', { name: say('practiceCrm.title') });
      // In a wide window it stands beside the outbox.
      if ((await tab.count()) > 0) await tab.click();
      await app.page.locator('main select').first().waitFor();
    },
  },
  { name: 'the question before practice starts over', show: (app, say) => press(app, say('practiceCrm.startOver')) },
  {
    name: 'some contacts that are selected',
    show: async (app) => {
      await leave(app);
      await command(app, 'outbox');
      for (const name of ['Nakamura', 'Silva']) {
        await app.page
          .locator('main')
          .getByText(name, { exact: true })
          .first()
          .click({ modifiers: ['ControlOrMeta'] });
      }
      await app.page.getByRole('toolbar').waitFor();
    },
  },
  { name: 'the palette', show: (app) => openDialog(app, 'palette') },
  { name: 'the sheet of shortcuts', show: (app) => openDialog(app, 'shortcuts') },
  ...guidePages.map((page) => ({
    name: `the guide, ${page}`,
    show: async (app: App, say: Say) => {
      if (
        (await top(app)
          .getByRole('tab', { name: say(page), exact: true })
          .count()) === 0
      )
        await openDialog(app, 'guide');
      await top(app)
        .getByRole('tab', { name: say(page), exact: true })
        .click();
    },
  })),
  { name: 'the receipt', show: (app) => openDialog(app, 'receipt') },
  {
    name: 'a receipt of days that make no span',
    show: async ({ page }) => {
      await page.locator('input[type="date"]').last().fill('2020-01-01');
    },
  },
  {
    name: 'the connection doctor without a network',
    show: async (app, say) => {
      await openDialog(app, 'doctor');
      await expect(top(app).getByText(say('doctor.looking'))).toHaveCount(0);
    },
  },
  {
    name: 'the diagnostics',
    show: async (app) => {
      await openDialog(app, 'diagnostics');
      await top(app).getByRole('listitem').first().waitFor();
    },
  },
  ...settings,
];

const chooseFile = (app: App, name: string, text: string) =>
  (name.endsWith('.csv') ? top(app) : app.page)
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function openPage(app: App, say: Say, title: PlainKey): Promise<void> {
  await openDialog(app, 'settings');
  await app.page.getByRole('tab', { name: say(title), exact: true }).click();
}

/** Opens a dialog of the event that was made for it. */
async function openOfEvent(app: App, say: Say, dialog: 'edit' | 'list' | 'teach'): Promise<void> {
  await openPage(app, say, 'settings.events');
  await app.page.locator(`[data-opens="${dialog} expo"]`).click();
  await expect(app.page.locator('dialog[open]')).toHaveCount(2);
}

const readingScreens: Screen[] = [
  {
    name: 'a proposal',
    show: async (app) => {
      await leave(app);
      await ask(app.page, 'saveEvent', event);
      await ask(app.page, 'goOnDuty', event.id);
      await app.page.reload();
      await chooseFile(app, 'a.txt', 'Jana Keller\nHead of Sales\n+49 221 5550123\n(555) 010-0177');
      await app.page.locator('section .first').waitFor();
    },
  },
  {
    name: 'what is pasted',
    show: async (app, say) => {
      await leave(app);
      await press(app, say('reading.paste'));
      await expect(top(app)).toBeVisible();
    },
  },
  {
    name: 'the camera',
    show: async (app, say) => {
      await leave(app);
      await press(app, say('reading.scan'));
      await expect(top(app)).toBeVisible();
    },
  },
  {
    name: 'a list of attendees',
    show: async (app, say) => {
      await openOfEvent(app, say, 'list');
      await chooseFile(app, 'list.csv', 'Badge;Last name\n0047;Keller');
      await top(app).getByRole('table').waitFor();
    },
  },
  {
    name: 'a badge that is taught',
    show: async (app, say) => {
      await openOfEvent(app, say, 'teach');
      await top(app).locator('textarea').fill('00471|Keller|Jana');
      await top(app).locator('select').first().waitFor();
    },
  },
];

const eventScreens: Screen[] = [
  { name: 'the events', show: (app, say) => openPage(app, say, 'settings.events') },
  {
    name: 'an event and one of its questions',
    show: async (app, say) => {
      await openOfEvent(app, say, 'edit');
      await app.page.locator('[data-head="size"]').press('Enter');
      await app.page.locator('#option-0').waitFor();
    },
  },
  {
    name: 'what an event gives, by its names in the CRM',
    show: (app, say) => openPage(app, say, 'settings.crmFields'),
  },
  {
    name: 'a set-up that is about to be imported',
    show: async (app, say) => {
      const file = join(mkdtempSync(join(tmpdir(), 'fieldpost-test-')), 'Booth.fieldpost-setup');
      writeFileSync(file, fileOf(packed(travellingOf(3, 2)), null));
      await chooseToOpen(app.electron, file);
      await openPage(app, say, 'settings.setup');
      await press(app, say('travel.import'));
      await app.page.locator('[data-change="added"]').first().waitFor();
    },
  },
  {
    name: 'a rehearsal that has ended',
    show: async (app) => {
      await openDialog(app, 'rehearse');
      const todo = { key: 'rehearsal.noneOnDutyTodo' } as const;
      await tell(app, 'rehearsalChanged', {
        ...{ startedAt: 0, endedAt: 1, practice: false, words: [], event: event.name, findings: [] },
        steps: [{ step: 'event', verdict: 'unknown', found: { key: 'rehearsal.noneOnDuty' }, todo }],
        fields: [{ field: 'LeadSource', sent: '"Expo"', verdict: 'refused' }],
      });
      await top(app).locator('[data-readiness]').waitFor();
    },
  },
  {
    name: 'what was promised',
    show: async (app) => {
      await leave(app);
      const contact = { ...emptyContact(), lastName: waiting, followUp: 'Keller', followUpBy: '2020-01-01' };
      await ask(app.page, 'saveContact', { slot: 0, contact });
      await openDialog(app, 'follow-ups');
      await top(app).locator('tbody tr').first().waitFor();
    },
  },
  { name: 'the question before the kiosk begins', show: (app) => openDialog(app, 'start-kiosk') },
];

/** The last: nobody gets from here to anywhere else without the PIN. */
const kioskScreens: Screen[] = [
  {
    name: 'the kiosk',
    show: async (app) => {
      await openDialog(app, 'start-kiosk');
      for (const field of ['#kiosk-new-pin', '#kiosk-pin-again']) await app.page.locator(field).fill('4711');
      await app.page.keyboard.press('Enter');
      await app.page.locator('#visitor-lastName').waitFor();
    },
  },
  {
    name: 'the question for the PIN of the kiosk',
    show: async (app, say) => {
      await press(app, say('kiosk.staff'));
      await app.page.locator('#kiosk-pin').waitFor();
    },
  },
  {
    name: 'the thanks of the kiosk',
    show: async (app, say) => {
      await press(app, say('kiosk.stay'));
      await app.page.locator('#visitor-lastName').fill(waiting);
      await press(app, say('kiosk.done'));
      await app.page.getByRole('heading', { name: say('kiosk.thanks'), exact: true }).waitFor();
    },
  },
];

export const realScreens: Screen[] = [
  { name: 'the first start', show: () => Promise.resolve() },
  ...settings,
  {
    name: 'a connection that cannot be saved',
    show: async (app, say) => {
      await openDialog(app, 'settings');
      await app.page.locator('#base-url').fill('http://crm.example.com');
      await press(app, say('settings.saveConnection'));
      await app.page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'the connection doctor without a connection',
    show: async (app, say) => {
      await openDialog(app, 'doctor');
      await expect(top(app).getByText(say('doctor.looking'))).toHaveCount(0);
    },
  },
  {
    name: 'all that stands above the panes',
    show: async (app) => {
      await leave(app);
      const { status } = await ask(app.page, 'start', undefined);
      const told: Status = {
        ...status,
        pause: { ...plainPause, reason: 'other-laptop' },
        work: { kind: 'repairing', done: 6_200, total: 10_000 },
        diskLow: 120_000_000,
        repair: [{ key: 'repair.partly' }, { key: 'repair.of', params: { here: 9_998, total: 10_000 } }],
      };
      await tell(app, 'statusChanged', told);
      const found: Updates = { state: 'found', version: '1.1.0', bytes: 91_000_000, metered: 'yes', stopped: false };
      await tell(app, 'updatesChanged', found);
      await app.page.getByRole('progressbar').waitFor();
    },
  },
  ...readingScreens,
  ...eventScreens,
  {
    name: 'the question before the end',
    show: async (app, say) => {
      await leave(app);
      await save(app, waiting);
      await app.page.getByRole('status').getByRole('button').first().waitFor();
      await app.electron.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.close();
      });
      await top(app)
        .getByRole('button', { name: say('closing.quit'), exact: true })
        .waitFor();
    },
  },
  ...kioskScreens,
];
