import type { ContactState, Counts, OutboxRow } from '#contract/outbox.ts';

const canLeave = (state: ContactState): boolean => state !== 'sending' && state !== 'withdrawn';

/** Takes the chosen rows and how many contacts are in each state; returns which are moved (null: all), and how many they are. */
export function toMove(chosen: readonly OutboxRow[], counts: Counts): { ids: number[] | null; count: number } {
  if (chosen.length > 0) {
    const ids = chosen.filter(({ state }) => canLeave(state)).map(({ id }) => id);
    return { ids, count: ids.length };
  }
  const states = (Object.keys(counts) as ContactState[]).filter(canLeave);
  return { ids: null, count: states.reduce((sum, state) => sum + counts[state], 0) };
}
