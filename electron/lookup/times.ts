/** When an unconfirmed contact is looked for. Pure functions; times in milliseconds since 1970. */

const minute = 60_000;
const hour = 60 * minute;

/** A list may be hours old: how long after its request a contact is looked for again. The first look has no delay. */
const delays = [minute, 10 * minute, hour, 6 * hour, 24 * hour];

/** Takes when a contact was last sent and when it was last looked for (null: never); returns when to look next, 0: at once, null: no more. */
export function nextLook(sentAt: number, lookedAt: number | null): number | null {
  // At once, also where the clock was set back behind the moment at which it was sent.
  if (lookedAt === null) return 0;
  return delays.map((delay) => sentAt + delay).find((at) => at > lookedAt) ?? null;
}
