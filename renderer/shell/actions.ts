/** What each command of the contract does. */
import type { Command } from '#contract/commands.ts';
import type { Move } from '#contract/outbox.ts';
import type { Shell } from './shell.svelte.ts';

/** Takes the shell, of which nothing is used yet; returns what each command does. */
export function actionsOf(shell: Shell): Record<Command, () => void> {
  const opens = (name: Parameters<typeof shell.dialogs.open>[0]) => () => {
    shell.dialogs.open(name);
  };
  const moves = (move: Move) => () => shell.screen?.moveContacts(move);
  return {
    'new-contact': () => shell.screen?.focusForm(),
    'new-form': () => {
      if (shell.capture.newForm()) shell.screen?.focusForm();
      else shell.screen?.leaveForm();
    },
    'next-form': () => {
      shell.capture.forms.showNext();
      shell.screen?.focusForm();
    },
    'save-contact': () => shell.screen?.save(),
    'clear-form': () => {
      shell.capture.clear();
      shell.screen?.focusForm();
    },
    'cleared-forms': opens('cleared-forms'),
    scan: opens('scan'),
    'paste-anything': opens('paste'),
    'more-fields': () => {
      shell.capture.toggleMore();
    },
    receipt: opens('receipt'),
    'follow-ups': opens('follow-ups'),
    events: () => {
      shell.dialogs.open('settings', 'events');
    },
    'enter-practice': opens('enter-practice'),
    'start-kiosk': opens('start-kiosk'),
    'leave-practice': () => void shell.switchMode('leavePractice'),
    'move-to-real': () => {
      shell.outbox.choose();
      shell.dialogs.open('move-to-real');
    },
    'open-contact': () => {
      const [contact] = shell.outbox.meant;
      if (contact !== undefined) shell.screen?.showContact(contact.id);
    },
    'retry-contacts': moves('retry'),
    'send-again': moves('sendAgain'),
    'put-back': moves('undoWithdraw'),
    'withdraw-contacts': moves('withdraw'),
    'select-all': () => void shell.outbox.selectAll(),
    settings: opens('settings'),
    palette: opens('palette'),
    search: () => shell.screen?.focusSearch(),
    outbox: () => shell.screen?.focusList(),
    guide: opens('guide'),
    shortcuts: opens('shortcuts'),
    'what-is-sent': opens('what-is-sent'),
    rehearse: opens('rehearsal'),
    doctor: opens('doctor'),
    diagnostics: opens('diagnostics'),
    updates: () => {
      shell.dialogs.open('settings', 'updates');
      shell.updates.step({ do: 'look' });
    },
  };
}
