/** The records of a contact that several sources have: which one holds, and which may be one at all. */
import { isContactRow } from '../store/segments.ts';
import type { SourceRow } from './source.ts';

/** Of two records with the same number, which only older versions have left, the one that is further holds. */
const further = ['waiting', 'sending', 'needs-attention', 'unconfirmed', 'withdrawn', 'delivered'];

export interface Known {
  id: number;
  changed: number;
  state: string;
  /** Who says so: bits by the order of the origins. */
  by: number;
}

/** A row that is not as it was saved. */
export interface Bad {
  uuid: string;
  body: string;
  capturedAt: number;
}

/** Whether a row that is not as it was saved is the same contact as another one. */
export const isSame = (row: SourceRow, { uuid, body, capturedAt }: Bad): boolean =>
  row.get('uuid') === uuid || row.get('body') === body || row.get('captured_at') === capturedAt;

export const isNewer = (row: { changed: number; state: string }, known: Known): boolean => {
  if ((row.state === 'delivered') !== (known.state === 'delivered')) return row.state === 'delivered';
  if (row.changed !== known.changed) return row.changed > known.changed;
  return further.indexOf(row.state) > further.indexOf(known.state);
};

/** Whether it can be a contact at all. What it was typed with is read by those who know its shape. */
export function isContact({ get, sum }: SourceRow): boolean {
  if (!isContactRow(get)) return false;
  // It is as it was saved.
  if (sum !== null) return true;
  try {
    return typeof JSON.parse(String(get('body'))) === 'object';
  } catch {
    return false;
  }
}
