/** Which commands there are at a moment, and in which groups and words the menus show them. */
import { commandNames, lookOf, type Command, type When } from '#contract/commands.ts';
import type { Move } from '#contract/outbox.ts';
import { t, textOf } from '../lib/words.ts';
import type { MenuEntry, MenuGroups } from '../ui/menu.ts';
import { capsOf, isPlain, isPressed, type Pressed } from './keys.ts';

export interface Situation {
  practice: boolean;
  /** Whether there are updates to look for. */
  updates: boolean;
  /** Whether no dialog hides the form. */
  form: boolean;
  /** Whether something is typed in it. */
  typed: boolean;
  /** Whether contacts are captured at an event. */
  duty: boolean;
  /** How many forms there are. */
  forms: number;
  /** How many contacts are meant, and how some of them can be moved. */
  contacts: number;
  moves: readonly Move[];
}

function canMove(move: Move) {
  return ({ form, moves }: Situation): boolean => form && moves.includes(move);
}

const usable: Record<When, (now: Situation) => boolean> = {
  always: () => true,
  real: ({ practice }) => !practice,
  practice: ({ practice }) => practice,
  updates: ({ updates }) => updates,
  form: ({ form }) => form,
  typed: ({ form, typed }) => form && typed,
  duty: ({ form, duty }) => form && duty,
  forms: ({ form, forms }) => form && forms > 1,
  contact: ({ form, contacts }) => form && contacts === 1,
  retry: canMove('retry'),
  sendAgain: canMove('sendAgain'),
  withdraw: canMove('withdraw'),
  undoWithdraw: canMove('undoWithdraw'),
};

/** Whether this command does something now. */
export const canUse = (command: Command, now: Situation): boolean => usable[lookOf(command).when](now);

/** Whether it is shown at all: one that is of no use at this moment only is shown all the same. */
function isShown(command: Command, now: Situation): boolean {
  const { when } = lookOf(command);
  return !['real', 'practice', 'updates'].includes(when) || usable[when](now);
}

/** Returns the command whose shortcut this is, or undefined. `typing`: what is typed goes into a field. */
export function commandOf(pressed: Pressed, now: Situation, mac: boolean, typing: boolean): Command | undefined {
  return commandNames.find((command) => {
    const { keys } = lookOf(command);
    if (keys === undefined || (typing && isPlain(keys))) return false;
    return isPressed(keys, pressed, mac) && canUse(command, now);
  });
}

export interface CommandParts {
  now: Situation;
  mac: boolean;
  run: (command: Command) => void;
}

/** Returns a command as an entry of a menu. */
export function entryOf(command: Command, { now, mac, run }: CommandParts): MenuEntry {
  const { word, keys } = lookOf(command);
  return {
    id: command,
    text: textOf({ key: word }),
    ...(keys === undefined ? {} : { keys: capsOf(keys, mac) }),
    disabled: !canUse(command, now),
    ...(lookOf(command).when === 'duty' && !now.duty ? { why: t('kiosk.needsEvent') } : {}),
    run: () => {
      run(command);
    },
  };
}

/** Returns the commands that stand in the menu, in its groups. */
export const menuOf = (parts: CommandParts): MenuGroups =>
  grouped(parts, (command) => (isShown(command, parts.now) ? lookOf(command).menu?.join() : undefined));

/** The same for the menu of a contact, which shows nothing that cannot be done. */
export const rowMenuOf = (parts: CommandParts): MenuGroups =>
  grouped(
    parts,
    (command) => (canUse(command, parts.now) ? lookOf(command).row?.toString() : undefined),
    commandNames.toSorted((one, other) => (lookOf(one).row ?? 0) - (lookOf(other).row ?? 0)),
  );

/** `groupOf` returns the group that a command stands in; undefined: in none. */
function grouped(
  parts: CommandParts,
  groupOf: (command: Command) => string | undefined,
  inOrder: readonly Command[] = commandNames,
): MenuGroups {
  const groups = new Map<string, MenuEntry[]>();
  for (const command of inOrder) {
    const group = groupOf(command);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), entryOf(command, parts)]);
  }
  return [...groups.values()].map((entries) => ({ entries }));
}

/** Returns all that can be done now, for the palette. */
export const usableNow = (parts: CommandParts): MenuEntry[] =>
  commandNames
    .filter((command) => command !== 'palette' && isShown(command, parts.now) && canUse(command, parts.now))
    .map((command) => entryOf(command, parts));
