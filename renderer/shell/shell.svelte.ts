/** What the window shows, whichever outbox it is of: the start it was given, and all that is told since. */
import { onMount, tick } from 'svelte';
import type { Command } from '#contract/commands.ts';
import { moves, type ContactState, type Move } from '#contract/outbox.ts';
import { eventOnDuty } from '#contract/events.ts';
import type { Start } from '#contract/window.ts';
import { Capture } from '../capture/capture.svelte.ts';
import { closingWords } from '../closing/closing-words.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { setLanguage } from '../lib/language.ts';
import { mayLeave } from '../lib/unsaved.ts';
import { Outbox } from '../outbox/outbox.svelte.ts';
import { Scans } from '../scanner/scans.svelte.ts';
import { Reader } from '../reading/reader.svelte.ts';
import { movable } from '../outbox/selection.svelte.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { UpdatesView } from '../updates/updates.svelte.ts';
import { actionsOf } from './actions.ts';
import { canUse, commandOf, type CommandParts, type Situation } from './commands.ts';
import { Dialogs, isAnyOnScreen } from './dialogs.svelte.ts';
import { isPressed, isTyping } from './keys.ts';

/** What the screen can be told to show. */
export interface Screen {
  focusForm: () => void;
  /** Takes the cursor out of the form: what is typed on is meant for another one. */
  leaveForm: () => void;
  focusSearch: () => void;
  focusList: () => void;
  showState: (state: ContactState) => void;
  /** Shows all that is known of a contact. */
  showContact: (id: number) => void;
  /** Does this to the contacts that are meant. */
  moveContacts: (move: Move) => void;
  /** Saves what is in the form, and goes on to the next. */
  save: () => void;
}

export type ModeChange = 'enterPractice' | 'leavePractice' | 'resetPractice';

export class Shell {
  start: Start = $state.raw() as Start;
  capture: Capture = $state.raw() as Capture;
  outbox: Outbox = $state.raw() as Outbox;
  reader: Reader = $state.raw() as Reader;
  status: Start['status'] = $state.raw() as Start['status'];
  /** Events and what belongs to them. */
  setup: Start['setup'] = $state.raw() as Start['setup'];
  theme = $state<Start['theme']>('system');
  language = $state('');
  /** Another outbox is on its way: what is shown is of one that is being closed. */
  switching = $state(false);
  /** Whether what is typed is there at the next start. */
  kept = $state(true);
  #skipped = $state(false);
  readonly dialogs = new Dialogs();
  readonly scans = new Scans(this);
  readonly updates = new UpdatesView();
  readonly mac: boolean;
  /** Set by the screen that is drawn. */
  screen: Screen | null = null;
  readonly #actions = actionsOf(this);

  constructor(start: Start) {
    this.mac = start.platform === 'mac';
    this.theme = start.theme;
    this.language = start.language;
    setLanguage(start.language);
    this.#show(start);
  }

  /** To be called while the app's component is made: listens until that is gone. */
  listen(): void {
    onMount(() => {
      const ends = [
        onEvent('statusChanged', (next) => {
          const isOpened = next.isOpen && !this.status.isOpen;
          this.status = next;
          if (!isOpened) return;
          void this.catchUp();
          this.outbox.askAgain();
        }),
        onEvent('rowsChanged', (rows) => {
          this.outbox.take(rows);
        }),
        onEvent('setupChanged', this.#takeSetup),
        onEvent('modeChanged', this.#begin),
        onEvent('command', this.run),
        onEvent('closing', () => void this.#handleClosing()),
        this.updates.listen(),
        this.scans.listen(),
      ];
      // After the first frame, which need not wait for it.
      requestAnimationFrame(() => setTimeout(() => void this.catchUp()));
      return () => {
        for (const end of ends) end();
      };
    });
  }

  /** Whether the screen is the visitors'. */
  get kiosk(): boolean {
    return this.start.kiosk;
  }

  get practice(): boolean {
    return this.start.practice;
  }

  /** Whether nothing was captured and nothing is connected yet, and the user has not put the first steps aside. */
  get isFirstStart(): boolean {
    const { counts, pause, isOpen } = this.status;
    const isEmpty = Object.values(counts).every((contacts) => contacts === 0);
    return isOpen && isEmpty && !this.practice && !this.#skipped && pause?.reason === 'not-connected';
  }

  readonly skipFirstStart = (): void => {
    this.#skipped = true;
  };

  get situation(): Situation {
    return {
      practice: this.practice,
      updates: this.updates.looks,
      // A dialog that was just closed tells so after keys that were pressed since: they are meant for the form.
      form: this.dialogs.isEmpty || !isAnyOnScreen(),
      typed: this.capture.form.isEdit || !this.capture.form.isBlank,
      duty: eventOnDuty(this.setup) !== null,
      forms: this.capture.forms.all.length,
      contacts: this.outbox.meant.length,
      moves: moves.filter((move) => movable(move, this.outbox.meant).length > 0),
    };
  }

  get commandParts(): CommandParts {
    return { now: this.situation, mac: this.mac, run: this.run };
  }

  /** Does what a command says, where that can be done now. */
  readonly run = (command: Command): void => {
    if (!this.kiosk && !this.switching && canUse(command, this.situation)) this.#actions[command]();
  };

  /** The menu of the system has the same shortcuts, and is only asked for what the page leaves. */
  readonly handleKey = (event: KeyboardEvent): void => {
    if (this.kiosk || event.isComposing || event.defaultPrevented) return;
    const typing = isTyping(document.activeElement);
    const command = commandOf(event, this.situation, this.mac, typing);
    if (command !== undefined) {
      event.preventDefault();
      if (!event.repeat) this.run(command);
    } else if (this.situation.form && !typing && isPressed('CmdOrCtrl+Z', event, this.mac)) {
      // In a field it belongs to the text, and to the form.
      if (!event.repeat && toasts.undo()) event.preventDefault();
    } else if (this.situation.form && (this.mac ? event.metaKey : event.ctrlKey) && /^[1-9]$/u.test(event.key)) {
      event.preventDefault();
      if (this.capture.forms.showAt(Number(event.key) - 1)) this.screen?.focusForm();
    }
  };

  /** What has changed since the start was asked for and before this screen listened, or before the outbox was open, it was not told. */
  readonly catchUp = async (): Promise<void> => {
    const { capture, outbox } = this;
    try {
      const now = await call('start');
      // Of the outbox before.
      if (outbox !== this.outbox) return;
      this.status = now.status;
      this.#takeSetup(now.setup);
      outbox.begin(now.page);
      if (capture.bringBack(now)) this.screen?.focusForm();
    } catch (error) {
      toasts.show(error);
    }
  };

  /** Puts another outbox in the place of this one. What is typed has to be safe first, for it stays with its outbox. */
  readonly switchMode = async (change: ModeChange | (() => Promise<unknown>)): Promise<void> => {
    if (this.switching || !mayLeave()) return;
    this.switching = true;
    try {
      if (await this.capture.leave()) await (typeof change === 'string' ? call(change) : change());
    } catch (error) {
      toasts.show(error);
    } finally {
      this.capture.stay();
      this.switching = false;
      await tick();
      this.screen?.focusForm();
    }
  };

  readonly showState = (state: ContactState): void => {
    this.screen?.showState(state);
  };

  readonly quit = async (): Promise<void> => {
    try {
      await this.capture.flush();
      await call('quit');
    } catch (error) {
      toasts.show(error);
    }
  };

  readonly keepOpen = async (): Promise<void> => {
    try {
      await call('keepOpen');
    } catch (error) {
      toasts.show(error);
    }
    this.dialogs.close('closing');
  };

  /** Another outbox: no row, no answer and no way back of the one before may end up in it. */
  readonly #begin = (start: Start): void => {
    this.dialogs.clear();
    toasts.clear();
    this.#show(start);
    void this.scans.begin();
  };

  readonly #takeSetup = (setup: Start['setup']): void => {
    this.setup = setup;
    this.capture.setup = setup;
  };

  #show(start: Start): void {
    this.start = start;
    this.status = start.status;
    this.capture = new Capture(start);
    this.setup = start.setup;
    this.outbox = new Outbox(start.page);
    this.reader = new Reader(this.capture);
  }

  /** Where all that is left is an empty form, there is nothing to ask. */
  async #handleClosing(): Promise<void> {
    if (!mayLeave()) {
      await this.keepOpen();
      return;
    }
    this.kept = await this.capture.keep();
    if (closingWords(this.status, this.capture.isUnsaved) === null) void this.quit();
    else this.dialogs.open('closing');
  }
}
