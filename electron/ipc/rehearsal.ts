/** The rehearsal: loaded at its first use. */
import type { rehearsalRequests } from '#contract/rehearsal.ts';
import { dayOf } from '#contract/receipt.ts';
import { say } from '#words/message.ts';
import { log } from '../log/log.ts';
import { wordsOf } from '../modes/set-up.ts';
import type { OpenRehearsal } from '../rehearsal/rehearsal.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function rehearsalHandlers({
  modes,
  speak,
  app,
  chooseFile,
  rehearsalChanged,
}: HandlerParts): HandlersOf<typeof rehearsalRequests> {
  let opened: Promise<OpenRehearsal> | undefined;
  const rehearsal = () =>
    (opened ??= import('../rehearsal/rehearsal.ts').then(({ openRehearsal }) =>
      openRehearsal({
        modes,
        speak,
        words: (mode) => wordsOf(mode, modes.practice() !== null),
        changed: rehearsalChanged,
      }),
    ));

  return {
    rehearse: async () => (await rehearsal()).rehearse(),
    saveRehearsal: async () => {
      const last = (await rehearsal()).last();
      if (last === null) return { saved: false, message: null };
      const name = speak().say('rehearsal.fileName', { day: dayOf(last.startedAt) });
      const file = await chooseFile(speak().say('rehearsal.save'), `${name}.pdf`);
      if (file === null) return { saved: false, message: null };
      try {
        const [{ pageOf }, { pdfOf }] = await Promise.all([
          import('../rehearsal/page.ts'),
          import('../window/paper.ts'),
        ]);
        await writeWhole(file, await pdfOf(pageOf(last, app.version, speak())));
        return { saved: true, message: say('rehearsal.saved', { file }) };
      } catch (error) {
        log.error('The rehearsal could not be saved', error);
        return { saved: false, message: whyNotWritten(error, file) };
      }
    },
  };
}
