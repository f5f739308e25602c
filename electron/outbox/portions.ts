/** What the moves of contacts share. */

/**
 * The contact that is being edited, which is not sent under the user's hands; 0: none. An older edit that was never
 * finished is not shown any more (capture.ts), and holds nothing.
 */
export const edited = `(SELECT coalesce((SELECT editing FROM draft WHERE editing > 0 AND body IS NOT NULL ORDER BY changed_at DESC LIMIT 1), 0))`;

/** So many contacts are moved in one commit at most: it takes a few milliseconds. */
export const portion = 250;

/** Moves the next `portion` of many contacts, those with ids above this one, and returns their ids: fewer, where no more are left. */
export type Portions = (after: number) => number[];
