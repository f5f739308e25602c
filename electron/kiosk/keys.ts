/** Which keys are a visitor's. */
import type { Input } from 'electron';

const editing = [
  ...['Tab', 'Enter', 'Backspace', 'Delete', 'Home', 'End', 'Shift', 'CapsLock', 'AltGraph'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'],
  // What composes letters, as for accents and in Asian scripts.
  ...['Dead', 'Process', 'Compose', 'Unidentified'],
];

/**
 * Takes what was pressed; returns whether a visitor may press it: what writes, and what moves within what is written. Some
 * letters need Ctrl and Alt together, which is AltGr, or Alt on a Mac; alone both are for shortcuts.
 */
export function isForVisitor(
  { key, control, alt, meta }: Pick<Input, 'key' | 'control' | 'alt' | 'meta'>,
  mac: boolean,
): boolean {
  if (meta) return false;
  const isText = /^.$/u.test(key);
  if (control || alt) return isText && alt && (mac ? !control : control);
  return isText || editing.includes(key);
}
