/** What becomes of each scan: an answer, a proposal, a contact, or the check of the scanner. */
import { readCode, type SheetCode } from '#contract/code-sheet.ts';
import { displayName } from '#contract/contact.ts';
import type { LearnedScanner } from '#contract/scanner.ts';
import type { Reading } from '#reading/reading.ts';
import type { Stroke } from '#reading/keys/stroke.ts';
import type { Ending } from '#reading/keys/endings.ts';
import { say, type Said } from '#words/message.ts';
import { call } from '../lib/bridge.ts';
import { withAttendee } from '../reading/attendee.ts';
import { isSavedAtOnce, saveAtOnce } from '../reading/rapid.ts';
import { ruleOnDuty } from '../reading/sources.ts';
import { t, textOf } from '../lib/words.ts';
import { shownEvent } from '../qualify/shown-event.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { KeyboardScanner } from './keyboard-scanner.ts';
import { learnedOf } from './learned.ts';
import { applyCode, type SheetOutcome } from './sheet.ts';

export class Scans {
  /** Whether each scan with a name is saved at once. */
  rapid = $state(false);
  /** What is known of this laptop's scanner; null: keys are not taken for a scan. */
  learned = $state.raw<LearnedScanner | null>(null);
  /** Takes the next scan instead; null: nobody does. */
  checking: ((strokes: Stroke[], ending: Ending) => void) | null = null;
  readonly #shell: Shell;
  readonly #keys: KeyboardScanner;
  /** The number of the contact that a scan saved last in Rapid: what is scanned of the sheet now is of that; null: none. */
  #savedLast: number | null = null;
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
    // Of the outbox before.
    this.#savedLast = null;
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
    const rule = await ruleOnDuty();
    const { text, reader, said } = scannedText(strokes, { remembered: this.learned?.reader ?? null, rule });
    // Some scanners send their end alone, where a code could not be read.
    if (text.trim() === '') return;
    const code = readCode(text);
    if (code !== null) {
      await this.answer(code);
      return;
    }
    const reading = read({ text, from: 'code', rule });
    // An id makes sense in any layout.
    if (this.learned !== null && reading.kind !== 'badge' && reading.proposals.length > 0) {
      this.remember(learnedOf(this.learned, strokes, reader));
    }
    await this.offer({ ...reading, symbology: reading.symbology ?? '', said: [...said, ...reading.said] });
  }

  /** A code of the event's sheet was scanned, by whatever reads codes. Tells of it, and resolves with what came of it. */
  async answer(code: SheetCode): Promise<Said> {
    const { capture } = this.#shell;
    const { form, setup } = capture;
    if (this.rapid && this.#savedLast !== null && !form.isEdit && form.isBlank) {
      return await this.#amend(code, this.#savedLast);
    }
    const event = shownEvent(form.contact, form.isEdit, setup);
    const outcome = applyCode(code, form.contact, event, setup, Date.now());
    if (outcome.good) capture.typed();
    return tell(outcome);
  }

  /** In Rapid the answers follow a contact that is saved already. */
  async #amend(code: SheetCode, id: number): Promise<Said> {
    const contact = (await call('contactDetail', id))?.contact ?? null;
    if (contact === null) return tell({ good: false, said: say('detail.gone') });
    const { setup } = this.#shell.capture;
    const outcome = applyCode(code, contact, shownEvent(contact, true, setup), setup, Date.now());
    if (!outcome.good) return tell(outcome);
    const answer = await call('editContact', { id, contact });
    const why = answer.saved ? [] : Object.values(answer.problems);
    return tell(
      answer.saved
        ? { good: true, said: [outcome.said, say('scanner.of', { name: displayName(contact) })] }
        : { good: false, said: why },
    );
  }

  /**
   * Offers what was scanned, or saves it at once in Rapid, with what the list of attendees says of it. Resolves with what a saved
   * contact is called; null: it is in front of the user.
   */
  async offer(reading: Reading): Promise<string | null> {
    const { capture, reader } = this.#shell;
    const whole = (await withAttendee(reading).catch(() => null)) ?? reading;
    if (this.rapid && isSavedAtOnce(whole)) {
      const outcome = await saveAtOnce(capture, whole);
      if (outcome.saved !== null) {
        this.#savedLast = capture.lastSaved;
        return outcome.saved;
      }
      if (outcome.why === 'not-saved') return null;
    }
    const before = reader.proposal === null ? null : reader.reading;
    reader.show(whole);
    if (before === null || before.raw === whole.raw) return null;
    // Nobody has said that it is not wanted.
    const run = () => {
      reader.show(before);
    };
    toasts.tell(t('scanner.replaced'), { action: { text: t('scanner.bringBack'), run } });
    return null;
  }
}

const tell = ({ good, said }: SheetOutcome): Said => {
  toasts.tell(textOf(said), { tone: good ? 'good' : 'problem' });
  return said;
};
