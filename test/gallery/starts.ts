/** What the screens of the gallery begin with. Nothing here depends on the day, the laptop or its time zone. */
import { contactStates, type ContactState, type Counts, type OutboxRow } from '#contract/outbox.ts';
import { emptyEvent, noSetup } from '#contract/events.ts';
import type { Reason } from '#contract/ledger.ts';
import type { Pause } from '#contract/status.ts';
import type { Start } from '#contract/window.ts';
import type { Said } from '#words/message.ts';
import { expo as asking, question } from '../support/events.ts';
import { plainPause, quietStatus } from '../support/status.ts';

/** When everything happens, in milliseconds since 1970: 2026-11-24, 14:40 UTC. */
export const now = Date.UTC(2026, 10, 24, 14, 40);
const minute = 60_000;
const day = 24 * 60 * minute;

const refused: Reason = { code: 'refused', status: 400, message: 'The e-mail address is not valid.' };
const there: Reason = {
  code: 'already-there',
  status: 409,
  message: 'A contact with this e-mail address already exists.',
};

const people: readonly [name: string, detail: string, state: ContactState, reason: Reason | null, ago: number][] = [
  ['Anna Meier', 'Acme GmbH', 'waiting', null, 2 * minute],
  ['Chidi Okafor', 'Lagos Power', 'sending', null, 6 * minute],
  ['Lea Brunner', 'Brunner Maschinenbau AG', 'delivered', null, 12 * minute],
  ['Yui Nakamura', 'yui@', 'needs-attention', refused, 31 * minute],
  ['Inés García', 'Viñedos del Sur', 'unconfirmed', { code: 'no-answer' }, 48 * minute],
  ['Deniz Ünal', 'Bosporus Lojistik', 'delivered', null, 75 * minute],
  ['Tomás Silva', 'tomas@silva.example', 'needs-attention', there, 91 * minute],
  ['Björn Åkesson', 'Nordisk Ventilation', 'delivered', null, 150 * minute],
  [
    'Maria Rossi',
    '+39 055 123456',
    'withdrawn',
    {
      code: 'withdrawn',
      at: now - 60 * minute,
      mayBeThere: false,
      from: 'waiting',
      before: null,
      leftAt: null,
    },
    170 * minute,
  ],
  ['王 小明', '星光科技', 'delivered', null, day],
  [
    'Sven Lindqvist',
    'A company whose name is far too long for the line that it has in the list',
    'delivered',
    null,
    day,
  ],
  ['Amal Haddad', 'Haddad & Sons', 'delivered', null, day],
  ['Olivia Brown', 'Brown Consulting', 'delivered', null, day],
  ['Noah Fischer', 'Fischer Optik', 'delivered', null, day],
];

export const rows: readonly OutboxRow[] = people.map(([name, detail, state, reason, ago], index) => ({
  id: people.length - index,
  name,
  detail,
  state,
  reason,
  capturedAt: now - ago,
  isOpen: false,
}));

/** Takes a number for some states; returns the numbers of all. */
export const counted = (some: Partial<Counts>): Counts => ({
  ...(Object.fromEntries(contactStates.map((state) => [state, 0])) as Counts),
  ...some,
});

export const counts = counted({
  waiting: 1,
  sending: 1,
  delivered: 8,
  'needs-attention': 2,
  unconfirmed: 1,
  withdrawn: 1,
});

const repaired: Said = [
  { key: 'repair.partly' },
  { key: 'repair.of', params: { here: 9_998, total: 10_000 } },
  { key: 'repair.keptUntil', params: { folder: '/home/booth/Fieldpost/damaged', until: now + 30 * day } },
];

const pause = (reason: Pause['reason']): Pause => ({
  ...plainPause,
  reason,
  since: now - 5 * minute,
  met: now - minute,
});

const expo = { ...emptyEvent('expo'), name: 'Expo 2026', place: 'Köln' };

const usual: Start = {
  status: { ...quietStatus, counts, inFlight: 1, lastDeliveredAt: now - 12 * minute },
  drafts: [],
  editing: null,
  practice: false,
  kiosk: false,
  page: { rows: [...rows], more: false, isWhole: true },
  theme: 'system',
  language: 'en-GB',
  policy: { file: null, problem: null, setupProblem: null, locked: [] },
  setup: noSetup,
  words: 'en',
  moreFields: false,
  platform: 'linux',
  version: '1.0.0',
};

export const starts = {
  day: usual,
  first: {
    ...usual,
    status: { ...usual.status, counts: counted({}), pause: pause('not-connected'), inFlight: 0, lastDeliveredAt: null },
    page: { rows: [], more: false, isWhole: true },
  },
  practice: { ...usual, practice: true, moreFields: true },
  /** At an event, with a scanner. */
  scan: { ...usual, setup: { ...noSetup, events: [expo], onDuty: expo.id } },
  /** A visitor's, with a question of each usual kind. */
  kiosk: {
    ...usual,
    kiosk: true,
    page: { rows: [], more: false, isWhole: true },
    setup: {
      ...noSetup,
      events: [{ ...asking, questions: [...asking.questions.slice(0, 3), question('else', { kind: 'line' })] }],
      onDuty: asking.id,
    },
  },
  /** All bands above the panes at once. */
  bands: {
    ...usual,
    status: {
      ...usual.status,
      pause: pause('other-laptop'),
      inFlight: 0,
      diskLow: 120_000_000,
      work: { kind: 'repairing', done: 6_200, total: 10_000 },
      repair: repaired,
    },
    policy: {
      file: '/etc/fieldpost/policy.json',
      problem: 'Unexpected end of JSON input',
      setupProblem: null,
      locked: ['baseUrl'],
    },
  },
} satisfies Record<string, Start>;
export type StartName = keyof typeof starts;
