/** Moments as the rep reads them, in the laptop's own format. */

const timeOnly = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Takes a moment; returns its time, and its day unless that is today's. */
export function shortTime(moment: number, now: number): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return (sameDay ? timeOnly : dayAndTime).format(moment);
}

/** Takes a moment; returns its date and time to the second. */
export function fullTime(moment: number): string {
  return full.format(moment);
}

/** Takes the milliseconds to wait; returns them as "20 s" or "3 min", never less than is left. */
export function waitingTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
