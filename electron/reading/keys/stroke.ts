/** A key that went down, as the window's event tells it. */
export interface Stroke {
  /** What it types on this laptop's layout, or its name: `a`, `Enter`, `Dead`. */
  key: string;
  /** Where it is on the keyboard, whatever the layout: `KeyA`. */
  code: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey?: boolean;
  /** Whether AltGr is held, where the system does not say Ctrl and Alt for it. */
  altGraph?: boolean;
  capsLock: boolean;
  /** Whether the key is only held down. */
  repeat: boolean;
  /** In milliseconds, from whenever. */
  time: number;
}

const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'OS'];

/** Whether a key does nothing by itself. */
export const isModifier = ({ key }: Stroke): boolean => modifiers.includes(key);

/** Whether AltGr is held: Windows says Ctrl and Alt for it. */
export const hasAltGraph = ({ altKey, ctrlKey, altGraph = false }: Stroke): boolean => altGraph || (altKey && ctrlKey);

/** Whether a digit of the number pad is pressed with Alt, by which Windows takes the number of a character. */
export const isAltDigit = ({ code, altKey, ctrlKey }: Stroke): boolean =>
  altKey && !ctrlKey && /^Numpad\d$/u.test(code);

/** Whether a key types a character by itself, and commands nothing. */
export function typesText(stroke: Stroke): boolean {
  if (stroke.metaKey === true || (stroke.ctrlKey && !hasAltGraph(stroke))) return false;
  // On a Mac, Option types characters as AltGr does.
  return stroke.key === 'Dead' || Array.from(stroke.key).length === 1;
}
