/**
 * Everything that can be told the app by a word: the one table from which the menu of the system and the one behind the
 * button, the palette, the sheet of shortcuts, the tooltips and the menu of a contact are made. What a command does is in the screen
 * (renderer/shell/actions.svelte.ts).
 */
import type { Key } from '#words/message.ts';
import type { Move } from './outbox.ts';

/** When a command can be used. */
export type When =
  | 'always'
  /** Only in one of the modes; it is not shown in the other one. */
  | 'real'
  | 'practice'
  /** Only where there are updates to look for; else it is not shown. */
  | 'updates'
  /** The form is on top: no dialog hides it. */
  | 'form'
  /** Besides, something is typed in it. */
  | 'typed'
  /** Contacts are captured at an event. */
  | 'duty'
  /** Besides, there are several of it. */
  | 'forms'
  /** No dialog hides the outbox, and one of its contacts is meant: the one under the pointer, or a selected one. */
  | 'contact'
  /** The same with one or several, of which some can be moved so. */
  | Move;

export interface CommandLook {
  word: Key;
  /** As Electron writes them. One without Ctrl or Cmd does nothing while a field has the focus. */
  keys?: string;
  /** Where it stands in the menu: commands of one group stand together. Without, it stands only in the palette. */
  menu?: readonly ['file' | 'view' | 'help', group: number];
  when: When;
  /** In which group of the menu of a contact it stands. */
  row?: number;
}

export const commands = {
  'new-contact': { word: 'command.newContact', keys: 'CmdOrCtrl+N', menu: ['file', 1], when: 'form' },
  'new-form': { word: 'command.newForm', keys: 'CmdOrCtrl+T', menu: ['file', 1], when: 'form' },
  'next-form': { word: 'command.nextForm', keys: 'Ctrl+Tab', when: 'forms' },
  'save-contact': { word: 'command.saveContact', keys: 'CmdOrCtrl+Enter', menu: ['file', 2], when: 'form' },
  'clear-form': { word: 'command.clearForm', keys: 'CmdOrCtrl+Shift+X', menu: ['file', 2], when: 'typed' },
  'cleared-forms': { word: 'command.clearedForms', menu: ['file', 2], when: 'form' },
  scan: { word: 'reading.scan', keys: 'CmdOrCtrl+Shift+S', menu: ['file', 2], when: 'form' },
  'paste-anything': { word: 'reading.paste', keys: 'CmdOrCtrl+Shift+V', menu: ['file', 2], when: 'form' },
  'more-fields': { word: 'command.moreFields', keys: 'CmdOrCtrl+Shift+M', when: 'form' },
  'what-is-sent': { word: 'command.whatIsSent', menu: ['file', 2], when: 'always' },
  receipt: { word: 'command.receipt', keys: 'CmdOrCtrl+Shift+R', menu: ['file', 3], when: 'always' },
  'follow-ups': { word: 'command.followUps', menu: ['file', 3], when: 'always' },
  events: { word: 'command.events', menu: ['file', 4], when: 'always' },
  'enter-practice': { word: 'command.enterPractice', menu: ['file', 5], when: 'real' },
  'leave-practice': { word: 'command.leavePractice', menu: ['file', 5], when: 'practice' },
  'start-kiosk': { word: 'command.startKiosk', menu: ['file', 5], when: 'duty' },
  'move-to-real': { word: 'command.moveToReal', menu: ['file', 5], when: 'practice', row: 2 },
  settings: { word: 'command.settings', keys: 'CmdOrCtrl+,', menu: ['file', 6], when: 'always' },
  palette: { word: 'command.palette', keys: 'CmdOrCtrl+K', menu: ['view', 1], when: 'always' },
  search: { word: 'command.search', keys: 'CmdOrCtrl+F', menu: ['view', 1], when: 'form' },
  outbox: { word: 'command.outbox', keys: 'CmdOrCtrl+L', menu: ['view', 1], when: 'form' },
  'open-contact': { word: 'command.openContact', when: 'contact', row: 1 },
  'retry-contacts': { word: 'outbox.retry', when: 'retry', row: 1 },
  'send-again': { word: 'outbox.sendAgain', when: 'sendAgain', row: 1 },
  'put-back': { word: 'outbox.putBack', when: 'undoWithdraw', row: 1 },
  'withdraw-contacts': { word: 'outbox.withdraw', when: 'withdraw', row: 1 },
  'select-all': { word: 'command.selectAll', when: 'form', row: 3 },
  guide: { word: 'command.guide', keys: 'F1', menu: ['help', 1], when: 'always' },
  shortcuts: { word: 'command.shortcuts', keys: '?', menu: ['help', 1], when: 'always' },
  doctor: { word: 'command.doctor', keys: 'CmdOrCtrl+Shift+D', menu: ['help', 2], when: 'always' },
  rehearse: { word: 'command.rehearse', menu: ['help', 2], when: 'always' },
  diagnostics: { word: 'command.diagnostics', menu: ['help', 2], when: 'always' },
  updates: { word: 'command.updates', menu: ['help', 3], when: 'updates' },
} as const satisfies Record<string, CommandLook>;

export type Command = keyof typeof commands;
export const commandNames = Object.keys(commands) as Command[];

/** Takes a command; returns what is known of it. */
export const lookOf = (command: Command): CommandLook => commands[command];
