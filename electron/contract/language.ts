/** In whose way dates, times and numbers are written. The words of the app are English in any case. */
import * as v from 'valibot';

/** Written as the system says. */
export const systemLanguage = 'system';

/** Takes a text; returns whether it is a BCP 47 tag (de, en-GB) of a language whose way of writing is known here. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

/** `system`, or any tag of `isLanguageTag`. */
export const languageSchema = v.pipe(
  v.string(),
  v.maxLength(100),
  v.check((text) => text === systemLanguage || isLanguageTag(text)),
);

/** What is offered, each by its own name. */
export const offeredLanguages: readonly { tag: string; name: string }[] = [
  { tag: 'cs-CZ', name: 'Čeština' },
  { tag: 'da-DK', name: 'Dansk' },
  { tag: 'de-DE', name: 'Deutsch (Deutschland)' },
  { tag: 'de-AT', name: 'Deutsch (Österreich)' },
  { tag: 'de-CH', name: 'Deutsch (Schweiz)' },
  { tag: 'en-AU', name: 'English (Australia)' },
  { tag: 'en-CA', name: 'English (Canada)' },
  { tag: 'en-IN', name: 'English (India)' },
  { tag: 'en-IE', name: 'English (Ireland)' },
  { tag: 'en-GB', name: 'English (United Kingdom)' },
  { tag: 'en-US', name: 'English (United States)' },
  { tag: 'es-ES', name: 'Español (España)' },
  { tag: 'es-MX', name: 'Español (México)' },
  { tag: 'fr-BE', name: 'Français (Belgique)' },
  { tag: 'fr-CA', name: 'Français (Canada)' },
  { tag: 'fr-FR', name: 'Français (France)' },
  { tag: 'fr-CH', name: 'Français (Suisse)' },
  { tag: 'it-IT', name: 'Italiano' },
  { tag: 'nl-BE', name: 'Nederlands (België)' },
  { tag: 'nl-NL', name: 'Nederlands (Nederland)' },
  { tag: 'nb-NO', name: 'Norsk bokmål' },
  { tag: 'pl-PL', name: 'Polski' },
  { tag: 'pt-BR', name: 'Português (Brasil)' },
  { tag: 'pt-PT', name: 'Português (Portugal)' },
  { tag: 'fi-FI', name: 'Suomi' },
  { tag: 'sv-SE', name: 'Svenska' },
  { tag: 'tr-TR', name: 'Türkçe' },
  { tag: 'ja-JP', name: '日本語' },
  { tag: 'ko-KR', name: '한국어' },
  { tag: 'zh-CN', name: '中文（中国）' },
  { tag: 'zh-TW', name: '中文（台灣）' },
];

/** Takes a tag; returns its name: the offered one, or the tag where none is offered. */
export function languageName(language: string): string {
  return offeredLanguages.find(({ tag }) => tag === language)?.name ?? language;
}
