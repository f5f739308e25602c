/** How long a server asks to wait (RFC 9110, 10.2.3). */

/**
 * Takes the headers `Retry-After` and `Date` of one answer, null where there is none, and the laptop's time in milliseconds
 * since 1970. Returns the wait in milliseconds, 0 where it is over; null where none is asked for, or in no words of HTTP's.
 */
export function retryAfterIn(header: string | null, date: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/u.test(text)) return Number(text) * 1_000;
  const until = moment(text);
  // By the clock of whoever named the date: the laptop's may be off by hours.
  return until === null ? null : Math.max(0, until - (moment(date?.trim() ?? '') ?? now));
}

/** The three ways in which HTTP writes a date, the last of which does not say that it is UTC (RFC 9110, 5.6.7). */
function moment(text: string): number | null {
  if (!/^[a-z]{3,9},? .*\d\d:\d\d:\d\d\b/iu.test(text)) return null;
  const at = Date.parse(/\bGMT$/iu.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
}
