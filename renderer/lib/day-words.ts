/** How days are written that somebody has to recognise: with their weekday. */
import { inLanguage } from './language.ts';

const formats = inLanguage((language) => {
  const of = (style: 'long' | 'short', year: 'numeric' | undefined) =>
    new Intl.DateTimeFormat(language, { weekday: style, day: 'numeric', month: style, year, timeZone: 'UTC' });
  return {
    long: { near: of('long', undefined), far: of('long', 'numeric') },
    short: { near: of('short', undefined), far: of('short', 'numeric') },
  };
});

/** Takes a day as 2026-11-27, and whether it is to be short; returns it with its weekday, and with its year where that is not this one. */
export function weekdayAndDay(day: string, brief: boolean): string {
  const isNear = day.startsWith(String(new Date().getFullYear()));
  return formats()[brief ? 'short' : 'long'][isNear ? 'near' : 'far'].format(Date.parse(`${day}T00:00:00Z`));
}
