/** Takes a moment in milliseconds since 1970; returns it as ISO 8601 with this laptop's offset, e.g. 2026-11-24T18:05:09.120+01:00. */
export function isoWithOffset(moment: number): string {
  const offset = -new Date(moment).getTimezoneOffset();
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const local = new Date(moment + offset * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
