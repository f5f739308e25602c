/** The one place for dialogs: those that are open, the one on top last. */
export type DialogName =
  | 'settings'
  | 'receipt'
  | 'follow-ups'
  | 'doctor'
  | 'rehearsal'
  | 'what-is-sent'
  | 'diagnostics'
  | 'palette'
  | 'shortcuts'
  | 'guide'
  | 'cleared-forms'
  | 'paste'
  | 'scan'
  | 'enter-practice'
  | 'move-to-real'
  | 'visitor'
  | 'start-kiosk'
  | 'closing';

export interface OpenDialog {
  name: DialogName;
  /** What of it is to be seen first. */
  at: 'updates' | 'events' | 'crm-fields' | null;
}

/** Whether the window shows a dialog, whatever is still to be told of one. */
export const isAnyOnScreen = (): boolean => document.querySelector('dialog[open]') !== null;

/**
 * Dialogs lie on each other, since something may be typed in the one below. What is open already is not opened again, and
 * nothing comes between the user and the question whether to quit, nor over what is shown to a visitor.
 */
export class Dialogs {
  stack = $state.raw<readonly OpenDialog[]>([]);

  readonly open = (name: DialogName, at: OpenDialog['at'] = null): void => {
    // A dialog tells of its end in a task of its own, and may be wanted again before that.
    if (!isAnyOnScreen()) this.stack = this.stack.filter((open) => open.name === 'closing');
    if (this.isOpen(name) || this.isOpen('closing')) return;
    if (this.isOpen('visitor') && name !== 'closing') return;
    this.stack = [...this.stack, { name, at }];
  };

  readonly close = (name: DialogName): void => {
    this.stack = this.stack.filter((open) => open.name !== name);
  };

  /** This one was closed; another of the same name may be open again. */
  readonly end = (ended: OpenDialog): void => {
    this.stack = this.stack.filter((open) => open !== ended);
  };

  /** Closes all: what they show is of an outbox that is left. */
  clear(): void {
    this.stack = [];
  }

  isOpen(name: DialogName): boolean {
    return this.stack.some((open) => open.name === name);
  }

  get isEmpty(): boolean {
    return this.stack.length === 0;
  }
}
