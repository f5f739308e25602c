/** What each command of the contract does. */
import type { Command } from '#contract/commands.ts';
import type { Shell } from './shell.svelte.ts';

/** Takes the shell, of which nothing is used yet; returns what each command does. */
export function actionsOf(shell: Shell): Record<Command, () => void> {
  const opens = (name: Parameters<typeof shell.dialogs.open>[0]) => () => {
    shell.dialogs.open(name);
  };
  return {
    'new-contact': () => shell.screen?.focusForm(),
    'new-form': () => {
      shell.capture.newForm();
      shell.screen?.focusForm();
    },
    'next-form': () => {
      shell.capture.nextForm();
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
    'enter-practice': opens('enter-practice'),
    'leave-practice': () => void shell.switchMode('leavePractice'),
    settings: opens('settings'),
    palette: opens('palette'),
    search: () => shell.screen?.focusSearch(),
    outbox: () => shell.screen?.focusList(),
    guide: opens('guide'),
    shortcuts: opens('shortcuts'),
    doctor: opens('doctor'),
    diagnostics: opens('diagnostics'),
    updates: () => {
      shell.dialogs.open('settings', 'updates');
      shell.updates.step({ do: 'look' });
    },
  };
}
