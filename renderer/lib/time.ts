/** Moments as the rep reads them. */
import { inLanguage } from './language.ts';
import { tenthsText } from './number.ts';

function format(options: (language: string | undefined) => Intl.DateTimeFormatOptions): (moment: number) => string {
  const formatter = inLanguage((language) => new Intl.DateTimeFormat(language, options(language)));
  return (moment) => formatter().format(moment);
}

/**
 * Asked for an hour among other parts, `Intl` leaves out the zero that a language writes before it (German 09:05); its
 * style for times has it. Takes a language; returns the hour as that style writes it.
 */
function hourOf(language: string | undefined): 'numeric' | '2-digit' {
  const five = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' }).formatToParts(5 * 3_600_000);
  return five.find(({ type }) => type === 'hour')?.value.length === 2 ? '2-digit' : 'numeric';
}

const timeOnly = format(() => ({ timeStyle: 'short' }));
const dayAndTime = format((language) => ({
  month: 'short',
  day: 'numeric',
  hour: hourOf(language),
  minute: '2-digit',
}));

/** Takes a moment; returns its date and time to the second. */
export const fullTime = format(() => ({ dateStyle: 'medium', timeStyle: 'medium' }));

/** Takes a moment; returns its time, and its day unless that is today's. */
export function shortTime(moment: number, now: number): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return (sameDay ? timeOnly : dayAndTime)(moment);
}

/** Takes the milliseconds to wait; returns them as "20 s" or "3 min", never less than is left. */
export function waitingTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** Takes how long something took, in milliseconds; returns it as "120 ms", "3.4 s" or "2 min". */
export function duration(milliseconds: number): string {
  // A clock that was set back meanwhile is no reason for a minus.
  const taken = Math.max(0, milliseconds);
  if (taken < 1_000) return `${Math.round(taken)} ms`;
  return taken < 60_000 ? `${tenthsText(taken / 1_000)} s` : `${Math.round(taken / 60_000)} min`;
}
