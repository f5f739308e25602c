import type { Said } from '#words/message.ts';

/** What stands under a field. */
export interface Message {
  /** A problem keeps from saving, a warning and a note do not. */
  tone: 'problem' | 'warning' | 'note';
  text: Said;
  /** Takes back what is told. */
  undo?: () => void;
}
