/** Stands in for the main process: it answers each request the same every time, and tells what it is told to tell. */
import type { ListPreview } from '#contract/attendees.ts';
import { emptyContact } from '#contract/contact.ts';
import { checkNames, type Examination, type Finding } from '#contract/doctor.ts';
import { noFieldMap } from '#contract/field-map.ts';
import type { Answer, Bridge, Events, RequestName } from '#contract/ipc.ts';
import { decisionWords, sentWords } from '#contract/ledger.ts';
import { statesIn, type ContactDetail, type OutboxRow } from '#contract/outbox.ts';
import type { Receipt } from '#contract/receipt.ts';
import { newScanner } from '#contract/scanner.ts';
import { defaultPace } from '#contract/settings.ts';
import type { Start } from '#contract/window.ts';
import { say } from '#words/message.ts';
import { counts, now, rows } from './starts.ts';

const listeners = new Map<string, ((payload: never) => void)[]>();

/** Tells the screen as the main process would. */
export function emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
  for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[Name]) => void)(payload);
}

const contact = {
  ...emptyContact(),
  firstName: 'Yui',
  lastName: 'Nakamura',
  account: 'Nakamura Optics',
  emailAddresses: [{ emailAddress: 'yui@', emailAddressType: 'main' }],
  phoneNumbers: [{ phoneNumber: '+81 3 1234 5678', phoneNumberType: 'mobile' }],
  note: 'Wants a quote for two hundred sensors.\nCall before Friday.',
};

function detailOf(row: OutboxRow): ContactDetail {
  const isSent = row.state === 'delivered';
  const status = isSent ? 201 : row.reason?.code === 'refused' ? 400 : null;
  const outcome = isSent ? 'delivered' : status === null ? 'unknown' : 'refused';
  const code = status === null ? 'ECONNRESET' : null;
  const message = status === 400 ? 'The e-mail address is not valid.' : null;
  const crmId = isSent ? 'c-10472' : null;
  return {
    row,
    uuid: '0b54c8a4-6f0e-4f0b-9d3c-5f1d2a7c9e10',
    contact,
    kept: ['note'],
    attempts: [
      {
        id: 1,
        purpose: 'send',
        startedAt: row.capturedAt + 2_000,
        endedAt: row.capturedAt + 2_400,
        baseUrl: 'https://crm.example.com/api',
        credentialId: 'booth-7',
        ...{ status, code, message, excerpt: message === null ? null : JSON.stringify({ message }) },
        processed: isSent ? 'yes' : status === null ? 'unknown' : 'no',
        phase: 'answer',
        headMs: 400,
        result: sentWords({ outcome, status, code, message, crmId }),
        decision: decisionWords({
          contact: isSent ? 'delivered' : status === null ? 'unconfirmed' : 'refused',
          queue: 'goes-on',
        }),
      },
    ],
    left: false,
    delivery: isSent ? { by: 'crm', at: row.capturedAt + 2_400, crmId, remoteId: null } : null,
  };
}

const findings: Finding[] = checkNames.map((check, index): Finding => {
  const verdict = (['well', 'well', 'trouble', 'unknown', 'not-needed'] as const)[index % 5] ?? 'well';
  const found = say('examination.answers', { host: 'crm.example.com', took: 124, status: '200' });
  return { check, verdict, found, todo: verdict === 'trouble' ? say('examination.checkNetwork') : null };
});
const examination: Examination = { startedAt: now, endedAt: now, connection: null, findings };

const receipt: Receipt = {
  counts,
  takenBack: 0,
  rows: rows.map((row) => ({
    ...row,
    account: row.detail,
    crmId: row.state === 'delivered' ? `c-${10_472 + row.id}` : null,
  })),
};

const list: ListPreview = {
  choices: {
    ...{ encoding: 'windows-1252', separator: ';', hasHeading: true, prefix: 'SB', zeros: true },
    columns: ['badgeId', 'firstName', 'lastName', 'account', 'none'],
  },
  isWorkbook: false,
  rows: [
    ['Badge', 'First name', 'Last name', 'Company', 'Hall'],
    ['SB00104772', 'Käthe', 'Müller', 'Acme GmbH', '4.1'],
    ['SB00104773', 'Inès', 'Duval', 'Orme SARL', '4.1'],
    ['SB00104774', 'Jan', 'van der Meer', 'A company whose name is far too long for its column B.V.', '7'],
  ],
};

const connection = { baseUrl: 'https://crm.example.com/api', credentialId: 'booth-7', key: 'stored' } as const;

/** Takes the start of the screen; returns what stands on `window.fieldpost`. Whatever has no answer here does nothing. */
export function bridge(start: Start): Bridge {
  const answers: { [Name in RequestName]?: (argument: never) => Answer<Name> } = {
    start: () => start,
    outboxPage: ({ state, search }: { state: Parameters<typeof statesIn>[0] | null; search: string }) => ({
      rows: start.page.rows.filter(
        (row) => (state === null || statesIn(state).includes(row.state)) && row.name.includes(search),
      ),
      more: false,
      isWhole: true,
    }),
    contactDetail: (id: number) => {
      const row = rows.find((row) => row.id === id);
      return row === undefined ? null : detailOf(row);
    },
    attentionReasons: () =>
      rows.flatMap(({ id, state, reason }) =>
        state === 'needs-attention' && reason !== null ? [{ reason, contacts: 2, id }] : [],
      ),
    companies: () => [],
    clearedForms: () => [{ id: 1, slot: 0, contact, clearedAt: now - 600_000 }],
    receipt: () => receipt,
    examine: () => {
      emit('examinationChanged', examination);
      return examination;
    },
    connection: () => connection,
    saveConnection: () => ({ saved: false, problem: { field: 'baseUrl', message: say('settings.keyNone') } }),
    pace: () => defaultPace,
    connections: () => [{ id: '', name: '' }],
    fieldMap: () => noFieldMap,
    setup: () => start.setup,
    setupWords: () => ['amber', 'boat', 'cedar', 'drum'],
    // Elsewhere fast keys are those of the test.
    scanner: () => (start.setup.onDuty === null ? null : newScanner),
    hasScanners: () => false,
    clipboard: () => ({ text: '', picture: null }),
    attendee: () => ({ found: 'none' }),
    attendeeList: () => ({
      ...{ attendees: 1_284, file: 'attendees.xlsx', importedAt: now - 86_400_000 },
      badges: { count: 12, named: 9 },
    }),
    previewList: () => ({ read: true, preview: list }),
    updates: () => ({ state: 'idle', lookedAt: now - 3_600_000 }),
    prepareDiagnostics: () => [
      { name: 'about.txt', about: say('diagnostics.noText'), text: 'Fieldpost 1.0.0\nLinux' },
      { name: 'log.txt', about: say('diagnostics.noText'), text: 'started' },
    ],
    practice: () => ({
      behaviour: { network: 'up', answer: 'normal' },
      baseUrl: 'http://127.0.0.1:4000',
      received: [
        { crmId: 'c-1', receivedAt: now, name: 'Lea Brunner', body: '{"firstName":"Lea","lastName":"Brunner"}' },
      ],
      receivedCount: 1,
    }),
  };
  return new Proxy({} as Bridge, {
    get: (_, name: RequestName | 'on') => {
      if (name === 'on') return listen;
      return (argument: never) => Promise.resolve({ ok: true, value: answers[name]?.(argument) ?? null });
    },
  });
}

function listen(name: string, listener: (payload: never) => void): () => void {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  return () => {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter((one) => one !== listener),
    );
  };
}
