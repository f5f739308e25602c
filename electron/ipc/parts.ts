/** What the handlers of all rooms are made of. */
import type { Examination } from '#contract/doctor.ts';
import type { Setup } from '#contract/events.ts';
import type { Clipboard } from '#contract/reading.ts';
import type { Rehearsal } from '#contract/rehearsal.ts';
import type { Theme } from '#contract/settings.ts';
import type { Start } from '#contract/window.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';
import type { Modes } from '../modes/modes.ts';
import type { TypedDrafts } from '../modes/typed-drafts.ts';
import type { Speak } from '../system/words.ts';
import type { Policy } from '../policy/policy.ts';
import type { ListSeparator } from '../system/list-separator.ts';
import type { UpdatesControl } from '../updates/updates.ts';
import type { Closing } from '../window/closing.ts';

export interface HandlerParts {
  modes: Modes;
  kiosk: Kiosk;
  /** What does not change while the app runs. */
  app: Pick<Start, 'platform' | 'version' | 'words'>;
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
  /** Asks the user for a file whose name ends so; resolves with its path, or null where there is to be none. */
  pickFile: (title: string, extension: string) => Promise<string | null>;
  /** The set-up is another one, by something else than the screen's own change. */
  setupChanged: (setup: Setup) => void;
  /** What separates the cells of a CSV on this computer. */
  listSeparator: () => Promise<ListSeparator>;
  closing: Closing;
  updates: UpdatesControl;
  rehearsalChanged: (rehearsal: Rehearsal) => void;
  examinationChanged: (examination: Examination) => void;
  clipboard: () => Promise<Clipboard>;
  /** What the camera is called that was chosen last; empty: none was. */
  camera: () => string;
  setCamera: (name: string) => void;
  /** Takes a page as HTML; resolves with it as a PDF. */
  printed: (html: string) => Promise<Uint8Array>;
  /** Puts a text on the clipboard. */
  copy: (text: string) => void | Promise<void>;
  /** Another mode is open: the screen is given its start. */
  switched: () => Promise<void>;
  moreFields: () => boolean;
  setMoreFields: (more: boolean) => void;
  typed: TypedDrafts;
  /** Renders what the main process shows or writes itself. */
  speak: Speak;
}
