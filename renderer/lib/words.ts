/** The screen's words: the catalogue in the language of the moment, with numbers and moments written in the user's way. */
import { say, type Key, type ParamsArgument, type Said } from '#words/message.ts';
import { speaker, type Format, type ShownWords } from '#words/speaker.ts';
import { inLanguage } from './language.ts';

const speakerOf = (words: ShownWords) => inLanguage((language) => speaker(words, language));
let current = speakerOf('en');

/** Takes whose words are shown; returns from which side they are read. To be called before anything is drawn. */
export function showWords(words: ShownWords): 'ltr' | 'rtl' {
  current = speakerOf(words);
  return current().direction;
}

/** Takes a key of the catalogue and what its sentence needs; returns the words. */
export const t = <K extends Key>(key: K, ...params: ParamsArgument<K>): string => current().text(say(key, ...params));

/** Takes what the main process said: a message, sentences, or words; returns the words. */
export const textOf = (said: Said): string => current().text(said);

/** Writes numbers, sizes, moments and durations as the words around them do. */
export const format = (): Format => current().format;
