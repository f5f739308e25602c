/** Numbers as the rep reads them. */
import { inLanguage } from './language.ts';

const whole = inLanguage((language) => new Intl.NumberFormat(language));
const tenths = inLanguage(
  (language) => new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

/** Takes a whole number; returns it with its thousands apart. */
export const numberText = (number: number): string => whole().format(number);

/** Takes a number; returns it with one digit after the point. */
export const tenthsText = (number: number): string => tenths().format(number);
