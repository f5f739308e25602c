/** What is done to the selected contacts: which of them it concerns, what is asked before, and what is told after. */
import type { Move, OutboxRow } from '#contract/outbox.ts';
import type { Key } from '#words/message.ts';
import { t } from '../lib/words.ts';
import { retryRisk } from './retry-words.ts';
import { movable } from './selection.svelte.ts';

/** In the order of the bar. */
const order: readonly Move[] = ['retry', 'sendAgain', 'undoWithdraw', 'withdraw'];

const names = {
  retry: 'outbox.retry',
  sendAgain: 'outbox.sendAgain',
  withdraw: 'outbox.withdraw',
  undoWithdraw: 'outbox.putBack',
} as const satisfies Record<Move, Key>;

export interface BulkAction {
  move: Move;
  /** Of the selected contacts those that it is done to. */
  ids: number[];
  label: string;
  /** What the user has to accept before; null: nothing. */
  risk: string | null;
}

/** Takes the selected rows; returns what can be done to some of them. */
export function bulkActions(selected: readonly OutboxRow[]): BulkAction[] {
  return order.flatMap((move) => {
    const rows = movable(move, selected);
    if (rows.length === 0) return [];
    const isAll = rows.length === selected.length;
    const label = isAll ? t(names[move]) : t('outbox.someOf', { action: t(names[move]), count: rows.length });
    return [{ move, ids: rows.map(({ id }) => id), label, risk: riskOf(move, rows) }];
  });
}

function riskOf(move: Move, rows: readonly OutboxRow[]): string | null {
  if (move === 'sendAgain') return t('outbox.askSendAgain', { count: rows.length });
  const isRisky = ({ reason }: OutboxRow) => reason !== null && retryRisk(reason, 1) !== null;
  return move === 'retry' && rows.some(isRisky) ? t('outbox.askRetry', { count: rows.length }) : null;
}

/** Takes what was done, and to how many; returns that as a sentence. */
export function movedWords(move: Move, contacts: number): string {
  if (contacts === 0) return t('outbox.nothingMoved');
  const key = ({ retry: 'outbox.wentBack', sendAgain: 'outbox.wentBack', withdraw: 'outbox.wasWithdrawn', undoWithdraw: 'outbox.wasPutBack' } as const)[move]; // prettier-ignore
  return t(key, { count: contacts });
}
