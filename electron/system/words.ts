/** The words of the main process, in what it shows or writes itself. The screen has its own (renderer/lib/words.ts). */
import { systemLanguage } from '#contract/language.ts';
import { speaker, wordsLanguages, type ShownWords, type Speaker } from '#words/speaker.ts';

/** Returns what speaks at this moment: the language of numbers and dates may change. */
export type Speak = () => Speaker;

/** Takes what `--words=` says; returns whose words are shown. The pseudo-languages are for those who write the words. */
export const shownWords = (asked: string): ShownWords => wordsLanguages.find((words) => words === asked) ?? 'en';

/** `language` returns in whose way numbers and dates are written: `system`, or a BCP 47 tag. */
export function speaking(words: ShownWords, language: () => string): Speak {
  let made: { language: string; speaker: Speaker } | undefined;
  return () => {
    const now = language();
    if (made?.language !== now) {
      made = { language: now, speaker: speaker(words, now === systemLanguage ? undefined : now) };
    }
    return made.speaker;
  };
}
