/** What the main process does for each request of the screen. */
import { contactProblems } from '../contract/contact-checks.ts';
import type { Contact } from '../contract/contact.ts';
import type { Examination } from '../contract/doctor.ts';
import type { SaveAnswer, Start } from '../contract/ipc.ts';
import type { PracticeView } from '../contract/practice.ts';
import { knownApi, type Theme } from '../contract/settings.ts';
import type { Closing } from '../closing.ts';
import type { Desk } from '../desk.ts';
import type { openDiagnostics } from '../diagnostics/diagnostics.ts';
import type { openDoctor } from '../doctor/doctor.ts';
import { log } from '../log.ts';
import { StoreProblem } from '../store/problems.ts';
import { refuseChange, type Policy } from '../policy/policy.ts';
import { viewOf } from '../policy/view.ts';
import type { PracticeCrm } from '../practice/crm.ts';
import type { TypedDrafts } from '../typed-drafts.ts';
import type { UpdatesDesk } from '../updates/updates.ts';
import type { Workspace } from '../workspace.ts';
import type { Handlers } from './handle.ts';

export interface HandlerParts {
  desk: Desk;
  /** What does not change while the app runs. */
  app: Pick<Start, 'platform' | 'version'>;
  theme: () => Theme;
  setTheme: (theme: Theme) => void;
  /** Of the app. */
  dataFolder: string;
  policy: Policy;
  /** In whose way dates and numbers are written; the policy's where that has one. */
  language: () => string;
  setLanguage: (language: string) => void;
  /** Asks the user where to put a file, suggesting this name; resolves with its path, or null where it is not to be. */
  chooseFile: (title: string, name: string) => Promise<string | null>;
  closing: Closing;
  updates: UpdatesDesk;
  examinationChanged: (examination: Examination) => void;
  /** Puts a text on the clipboard. */
  copy: (text: string) => void | Promise<void>;
  /** Loads the screen anew, in the workspace of the moment. */
  reload: () => void;
  typed: TypedDrafts;
}

/** How many contacts come with the first paint: more than any window shows. */
const firstPage = 40;

export function handlersFor({
  desk,
  app,
  theme,
  setTheme,
  dataFolder,
  policy,
  language,
  setLanguage,
  chooseFile,
  closing,
  updates,
  examinationChanged,
  copy,
  reload,
  typed,
}: HandlerParts): Handlers {
  let opened: Promise<ReturnType<typeof openDoctor>> | undefined;
  /** Loaded at its first use. */
  const doctor = () =>
    (opened ??= import('../doctor/doctor.ts').then(({ openDoctor }) =>
      openDoctor({ desk, app: { ...app, policy }, changed: examinationChanged }),
    ));

  let gathering: Promise<ReturnType<typeof openDiagnostics>> | undefined;
  /** Loaded at its first use, too. */
  const diagnostics = () =>
    (gathering ??= import('../diagnostics/diagnostics.ts').then(async ({ openDiagnostics }) => {
      const { last } = await doctor();
      const choose = (name: string) => chooseFile('Save diagnostics', name);
      const appSettings = () => ({ theme: theme(), language: language(), policy, updates: updates.view() });
      return openDiagnostics({ desk, dataFolder, appSettings, examination: last, chooseFile: choose });
    }));

  /** Stores with `store`, which answers the contact's id or null where it was not to be stored any more. */
  async function save(
    contact: Contact,
    editing: number | null,
    store: (workspace: Workspace) => number | null,
  ): Promise<SaveAnswer> {
    const problems = contactProblems(contact);
    if (Object.keys(problems).length > 0) return { saved: false, problems };
    try {
      const { workspace, id } = await desk.repairing((workspace) => ({ workspace, id: store(workspace) }));
      const row = id === null ? undefined : workspace.outbox.row(id);
      if (row === undefined) {
        const message = 'This contact is on its way to the CRM or already there, so it can no longer be changed.';
        return { saved: false, problems: { '': message } };
      }
      typed.stored(editing);
      workspace.contactsChanged([row.id]);
      return { saved: true, row };
    } catch (error) {
      if (error instanceof StoreProblem) return { saved: false, problems: { '': error.message } };
      throw error;
    }
  }

  /** A move that the contact's state no longer allows is no error: the screen is told of the new state anyway. */
  function move(id: number, by: (outbox: Workspace['outbox']) => boolean): null {
    const workspace = desk.workspace();
    if (by(workspace.outbox)) workspace.contactsChanged([id]);
    return null;
  }

  /** The screen is loaded anew whatever came of the switch, for the one it shows may be closed. */
  async function switchBy(change: () => Promise<void>): Promise<null> {
    try {
      await change();
    } finally {
      reload();
    }
    return null;
  }

  function practiceCrm(): PracticeCrm {
    const crm = desk.practice();
    if (crm === null) throw new Error('Not in practice mode');
    return crm;
  }

  return {
    start: async () => {
      await desk.show();
      const outbox = desk.opened()?.outbox;
      return {
        ...app,
        status: desk.status(),
        draft: outbox?.newDraft() ?? null,
        editing: outbox?.editDraft() ?? null,
        practice: desk.practice() !== null,
        page: outbox?.page({ search: '', state: null, before: null, limit: firstPage }) ?? { rows: [], more: false },
        theme: theme(),
        language: language(),
        policy: viewOf(policy, desk.practice() !== null),
      };
    },

    saveContact: (contact) => save(contact, null, ({ outbox }) => outbox.capture(contact, Date.now())),
    editContact: ({ id, contact }) => save(contact, id, ({ outbox }) => (outbox.edit(id, contact) ? id : null)),
    saveDraft: ({ editing, contact }) => {
      const workspace = desk.workspace();
      workspace.outbox.saveDraft(editing, contact, Date.now());
      if (editing !== null) {
        // Held back while it is edited, and sent after that.
        if (contact === null) workspace.nudge('saved');
        workspace.tell();
      }
      return null;
    },

    noteDraft: (draft) => {
      typed.note(draft);
      return null;
    },

    outboxPage: (query) => desk.workspace().outbox.page(query),
    contactDetail: (id) => desk.workspace().outbox.detail(id),
    retryContact: (id) => move(id, (outbox) => outbox.retry(id)),
    retryAlike: async (id) => {
      const workspace = desk.workspace();
      const ids = await workspace.outbox.retryAlike(id, workspace.contactsChanged);
      // So many at once are the user's word that what they failed for is put right.
      workspace.nudge('user');
      return ids.length;
    },
    attentionReasons: () => desk.workspace().outbox.reasons(),
    setAside: (id) => move(id, (outbox) => outbox.park(id, { code: 'set-aside' })),
    sendAgain: (id) => move(id, (outbox) => outbox.sendAgain(id)),
    markDelivered: (id) => move(id, (outbox) => outbox.markDelivered(id, Date.now())),
    leaveContact: (id) => move(id, (outbox) => outbox.leave(id, Date.now())),
    dismissRepair: () => {
      const workspace = desk.workspace();
      workspace.outbox.noteRepair(null);
      workspace.tell();
      return null;
    },
    tryNow: () => {
      desk.workspace().nudge('user');
      return null;
    },
    linkChanged: (up) => {
      log.note('The link of the laptop has changed', { up });
      const workspace = desk.opened();
      workspace?.nudge('hint');
      workspace?.tell();
      return null;
    },

    receipt: (query) => desk.workspace().outbox.receipt(query),
    saveReceipt: async ({ span, format }) => {
      const { folder } = desk.workspace().outbox;
      const days = span.from === span.to ? span.from : `${span.from} to ${span.to}`;
      const kind = desk.practice() === null ? 'Fieldpost receipt' : 'Fieldpost practice receipt';
      const file = await chooseFile('Save the receipt', `${kind} ${days}.${format}`);
      if (file === null) return { saved: false, message: null };
      const { saveReceipt } = await import('../receipt/save-receipt.ts');
      return saveReceipt({ folder, span, format, file, now: Date.now(), version: app.version });
    },

    examine: async () => (await doctor()).examine(),
    stopExamination: async () => {
      (await doctor()).stop();
      return null;
    },
    copyExamination: async () => {
      const text = (await doctor()).text();
      if (text !== null) await copy(text);
      return null;
    },

    prepareDiagnostics: async () => (await diagnostics()).prepare(),
    saveDiagnostics: async () => (await diagnostics()).save(),
    discardDiagnostics: async () => {
      (await diagnostics()).discard();
      return null;
    },

    connection: () => desk.workspace().connection.view(),
    saveConnection: async (input) => {
      const workspace = desk.workspace();
      const before = workspace.outbox.connection();
      const answer = await workspace.connection.save(input);
      if (answer.saved) {
        const { baseUrl, credentialId } = answer.connection;
        log.note('The connection was set', { api: knownApi(baseUrl), keyEntered: input.apiKey !== '' });
        const same = baseUrl === before.baseUrl && credentialId === before.credentialId;
        workspace.nudge(same ? 'key' : 'connection');
      }
      return answer;
    },
    testConnection: (input) => desk.workspace().connection.test(input),
    removeKey: async () => {
      const workspace = desk.workspace();
      const view = await workspace.connection.removeKey();
      log.note('The key was removed');
      workspace.nudge('key');
      return view;
    },
    decideOwner: async (choice) => {
      await desk.workspace().decideOwner(choice);
      log.note('The user chose which laptop sends', { choice });
      return null;
    },
    pace: () => desk.workspace().outbox.pace(),
    savePace: (pace) => {
      const workspace = desk.workspace();
      refuseChange(workspace.policy, 'perMinute', workspace.outbox.pace().perMinute, pace.perMinute);
      workspace.outbox.savePace(pace);
      log.note('The pace was set', pace);
      workspace.nudge('saved');
      return null;
    },
    referenceField: () => desk.workspace().outbox.referenceField(),
    saveReferenceField: (field) => {
      desk.workspace().outbox.saveReferenceField(field);
      log.note('The field for the reference was set', { empty: field === '' });
      return null;
    },
    setTheme: (chosen) => {
      setTheme(chosen);
      log.note('The theme was set', { theme: chosen });
      return null;
    },
    setLanguage: (chosen) => {
      refuseChange(policy, 'language', language(), chosen);
      setLanguage(chosen);
      log.note('The language of dates was set');
      return null;
    },

    updates: () => updates.view(),
    updateStep: (step) => {
      updates.step(step);
      return null;
    },

    quit: () => {
      closing.quit();
      return null;
    },
    keepOpen: () => {
      closing.keepOpen();
      updates.stay();
      return null;
    },

    enterPractice: () => switchBy(desk.enterPractice),
    leavePractice: () => switchBy(desk.leavePractice),
    practice: (): PracticeView => practiceCrm().view(),
    setPracticeBehaviour: async (behaviour) => {
      const crm = practiceCrm();
      await crm.behave(behaviour);
      // On a real laptop the system would say that the network has changed.
      desk.workspace().nudge('hint');
      return crm.view();
    },
    resetPractice: () => switchBy(desk.resetPractice),
  };
}
