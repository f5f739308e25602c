/** The days under which the contacts of the list stand. */
import { format, t } from '../lib/words.ts';

/** Where the days of a laptop's own time zone begin and end, by the moment that was asked for last: neighbours are of one day. */
let known = { from: 0, to: 0 };

/** Takes a moment; returns when its day began, in the laptop's own time zone. */
export function dayOf(moment: number): number {
  if (moment < known.from || moment >= known.to) {
    const from = new Date(moment).setHours(0, 0, 0, 0);
    const next = new Date(from);
    known = { from, to: next.setDate(next.getDate() + 1) };
  }
  return known.from;
}

/** Takes a moment of a day; returns what that day is called. */
export function dayName(moment: number, now: number): string {
  const day = dayOf(moment);
  const today = dayOf(now);
  if (day === today) return t('outbox.today');
  return day === dayOf(today - 1) ? t('outbox.yesterday') : format().day(moment);
}
