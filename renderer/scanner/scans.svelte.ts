/** What becomes of each scan: an answer, a proposal, a contact, or the check of the scanner. */
import { readCode } from '#contract/code-sheet.ts';
import type { LearnedScanner } from '#contract/scanner.ts';
import type { Reading } from '#reading/reading.ts';
import type { Stroke } from '#reading/keys/stroke.ts';
import type { Ending } from '#reading/keys/endings.ts';
import { call } from '../lib/bridge.ts';
import { textOf } from '../lib/words.ts';
import { shownEvent } from '../qualify/shown-event.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { KeyboardScanner } from './keyboard-scanner.ts';
import { learnedOf } from './learned.ts';
import { applyCode } from './sheet.ts';

export class Scans {
  /** Whether each scan with a name is saved at once. */
  rapid = $state(false);
  /** What is known of this laptop's scanner; null: keys are not taken for a scan. */
  learned = $state.raw<LearnedScanner | null>(null);
  /** Takes the next scan instead; null: nobody does. */
  checking: ((strokes: Stroke[], ending: Ending) => void) | null = null;
  readonly #shell: Shell;
  readonly #keys: KeyboardScanner;
  /** Scans are taken one after another. */
  #last = Promise.resolve();

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#keys = new KeyboardScanner({
      isOff: () => this.learned === null || shell.kiosk || shell.switching,
      press: (key) => call('pressKey', key),
      passed: () => call('keysPassed'),
      onscan: (strokes, ending) => {
        this.#last = this.#last.then(() => this.#take(strokes, ending)).catch(toasts.show);
      },
    });
  }

  /** Begins to listen; returns what ends that. */
  listen(): () => void {
    void this.begin();
    return this.#keys.listen();
  }

  /** Asks what was learned before, where that is not known: in the kiosk it cannot be asked. */
  async begin(): Promise<void> {
    if (this.learned !== null || this.#shell.kiosk) return;
    try {
      this.#know(await call('scanner'));
    } catch (error) {
      toasts.show(error);
    }
  }

  /** Keeps what was learned of the scanner. */
  remember(next: LearnedScanner): void {
    const { learned } = this;
    if (learned?.pause === next.pause && learned.reader === next.reader) return;
    this.#know(next);
    call('rememberScanner', next).catch(toasts.show);
  }

  #know(learned: LearnedScanner | null): void {
    this.learned = learned;
    this.#keys.learn(learned?.pause ?? null);
  }

  async #take(strokes: Stroke[], ending: Ending): Promise<void> {
    if (this.checking !== null) {
      this.checking(strokes, ending);
      return;
    }
    const [{ scannedText }, { read }] = await Promise.all([
      import('#reading/keys/scanned-text.ts'),
      import('#reading/read.ts'),
    ]);
    const { text, reader, said } = scannedText(strokes, { remembered: this.learned?.reader ?? null });
    // Some scanners send their end alone, where a code could not be read.
    if (text.trim() === '') return;
    const code = readCode(text);
    if (code !== null) {
      this.#answer(code);
      return;
    }
    const reading = read({ text, from: 'code' });
    // An id makes sense in any layout.
    if (this.learned !== null && reading.kind !== 'badge' && reading.proposals.length > 0) {
      this.remember(learnedOf(this.learned, strokes, reader));
    }
    await this.#propose({ ...reading, symbology: reading.symbology ?? '', said: [...said, ...reading.said] });
  }

  #answer(code: NonNullable<ReturnType<typeof readCode>>): void {
    const { capture } = this.#shell;
    const { form, setup } = capture;
    const event = shownEvent(form.contact, form.isEdit, setup);
    const { good, said } = applyCode(code, form.contact, event, setup, Date.now());
    if (good) capture.typed();
    toasts.tell(textOf(said), { tone: good ? 'good' : 'problem' });
  }

  async #propose(reading: Reading): Promise<void> {
    const { capture, reader } = this.#shell;
    const { form } = capture;
    const isFree = !form.isEdit && form.isBlank && reader.reading === null;
    reader.show(reading);
    const [proposal, ...others] = reading.proposals;
    const isWhole = proposal?.fields.some(({ path }) => path === 'lastName' || path === 'badgeId') === true;
    if (!this.rapid || !isFree || others.length > 0 || !isWhole) return;
    reader.takeAll();
    if (await capture.save()) reader.discard();
  }
}
