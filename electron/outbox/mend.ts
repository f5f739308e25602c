/** Opens what lives in an outbox's folder although it is damaged. */
import { saysDamaged } from './problems.ts';
import { repairStore } from './store.ts';

/**
 * Opens by `open`, which leaves nothing open where it throws; where it meets damage, once more after the repair. Returns
 * what was opened, and what was repaired, in words for the user, or null.
 * @throws what `open` throws, and StoreProblem
 */
export function openMending<Opened>(folder: string, open: () => Opened): { opened: Opened; repaired: string | null } {
  try {
    return { opened: open(), repaired: null };
  } catch (error) {
    const repaired = saysDamaged(error) ? repairStore(folder, Date.now()) : null;
    if (repaired === null) throw error;
    return { opened: open(), repaired };
  }
}
