/** Numbers as a rep reads them. */

/** Takes milliseconds; returns them as "12 s", "7 min", "3 h" or "2 days", rounded. */
export function spanWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** Takes milliseconds; returns them as "120 ms" or "4.1 s". */
export function tookWords(milliseconds: number): string {
  // A clock that was set back meanwhile is no reason for a minus.
  const taken = Math.max(0, milliseconds);
  return taken < 1_000 ? `${Math.round(taken)} ms` : `${(taken / 1_000).toFixed(1)} s`;
}

/** Takes bytes; returns them as "512 kB", "96 MB" or "1.2 GB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Takes a number and the word for one and for several; returns both. */
export const countWords = (number: number, one: string, several: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : several}`;

/** Takes a moment in milliseconds since 1970; returns its time on this laptop, e.g. "14:05:10". */
export function timeWords(moment: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const date = new Date(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
