/** What becomes of each scan: an answer, a proposal, a contact, or the check of the scanner. */
import { readCode, type SheetCode } from '#contract/code-sheet.ts';
import { displayName } from '#contract/contact.ts';
import type { LearnedScanner } from '#contract/scanner.ts';
import type { Reading } from '#reading/reading.ts';
import type { Stroke } from '#reading/keys/stroke.ts';
import type { Ending } from '#reading/keys/endings.ts';
import { textOfBytes } from '#reading/text/decode.ts';
import { say, type Said } from '#words/message.ts';
import { call } from '../lib/bridge.ts';
import { knownBadges, withAttendee } from '../reading/attendee.ts';
import { isSavedAtOnce, saveAtOnce } from '../reading/rapid.ts';
import { readAtEvent } from '../reading/sources.ts';
import { t, textOf } from '../lib/words.ts';
import { shownEvent } from '../qualify/shown-event.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import type { ScannedCode } from './hid-reports.ts';
import { HidScanners } from './hid-scanner.svelte.ts';
import { KeyboardScanner } from './keyboard-scanner.ts';
import { learnedOf } from './learned.ts';
import { applyCode, type SheetOutcome } from './sheet.ts';
import { typedBack } from './typed-back.ts';

export class Scans {
  /** Whether each scan with a name is saved at once. */
  rapid = $state(false);
  /** What is known of this laptop's scanner; null: keys are not taken for a scan. */
  learned = $state.raw<LearnedScanner | null>(null);
  /** Takes the next scan instead; null: nobody does. */
  checking: ((strokes: Stroke[], ending: Ending) => void) | null = null;
  /** Takes the next whole code instead, to say that it arrived; null: nobody does. */
  checkingWhole: (() => void) | null = null;
  /** Scanners that send whole codes. */
  readonly hid: HidScanners;
  readonly #shell: Shell;
  readonly #keys: KeyboardScanner;
  /** The number of the contact that a scan saved last in Rapid: what is scanned of the sheet now is of that; null: none. */
  #savedLast: number | null = null;
  /** Scans are taken one after another. */
  #last = Promise.resolve();

  constructor(shell: Shell) {
    this.#shell = shell;
    this.hid = new HidScanners((code) => {
      if (shell.kiosk || shell.switching) return;
      this.#last = this.#last.then(() => this.#takeWhole(code)).catch(toasts.show);
    });
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
      await this.hid.restore();
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
    const [{ meantText }, { read }] = await Promise.all([
      import('#reading/keys/meant-text.ts'),
      import('#reading/read.ts'),
    ]);
    const asked = await readAtEvent();
    const context = { remembered: this.learned?.reader ?? null, rule: asked.rule };
    const { text, reader, said } = await meantText(strokes, context, knownBadges);
    // Some scanners send their end alone, where a code could not be read.
    if (text.trim() === '') return;
    if (await this.#answers(text)) return;
    const reading = read({ text, from: 'code', ...asked });
    if (typedBack(strokes, reading.kind)) return;
    // An id makes sense in any layout.
    if (this.learned !== null && reading.kind !== 'badge' && reading.proposals.length > 0) {
      this.remember(learnedOf(this.learned, strokes, reader));
    }
    await this.offer({ ...reading, symbology: reading.symbology ?? '', said: [...said, ...reading.said] });
  }

  /** Takes a code as it is: no layout can have changed it. */
  async #takeWhole({ bytes, aim }: ScannedCode): Promise<void> {
    if (this.checkingWhole !== null) {
      this.checkingWhole();
      return;
    }
    const { read } = await import('#reading/read.ts');
    const text = textOfBytes(bytes);
    if (text.trim() === '' || (await this.#answers(text.trim()))) return;
    // The sort of code stands before it, as a scanner that types can be told to put it.
    const whole = new Uint8Array([...new TextEncoder().encode(aim), ...bytes]);
    const reading = read({ bytes: whole, from: 'code', ...(await readAtEvent()) });
    await this.offer({ ...reading, symbology: reading.symbology ?? '' });
  }

  /** Whether a text is of the event's sheet, and was taken as that. */
  async #answers(text: string): Promise<boolean> {
    const code = readCode(text);
    if (code !== null) await this.answer(code);
    return code !== null;
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
