import { describe, expect, it } from 'vitest';
import { reasonWords, type Reason } from '#contract/ledger.ts';
import { retriedWords, retryAllLabel, retryLabel, retryRisk } from '../../../renderer/outbox/retry-words.ts';

const refused: Reason = { code: 'refused', status: 422, message: 'Email is invalid' };
const there: Reason = { code: 'already-there', status: 409, message: null };
const aside: Reason = { code: 'set-aside' };

describe('sending again what needs attention', () => {
  it('says how many one click sends', () => {
    expect([1, 38, 1_200].map((contacts) => retryLabel(refused, contacts))).toEqual([
      'Retry',
      'Retry all 38',
      'Retry all 1,200',
    ]);
    expect(retryAllLabel(refused, 38)).toBe('Retry all 38 with this reason');
  });

  it('takes back what was set aside in words of its own', () => {
    expect(reasonWords(aside)).not.toContain('etry');
    expect([1, 3].map((contacts) => retryLabel(aside, contacts))).toEqual([
      'Send it after all',
      'Send all 3 after all',
    ]);
    expect(retryAllLabel(aside, 3)).toBe('Send all 3 that you set aside');
  });

  it('asks once more exactly where the CRM may then hold a contact twice', () => {
    const failed: Reason = { code: 'failed-alone', tries: 3, status: 403, message: null };
    for (const harmless of [refused, aside, failed]) expect(retryRisk(harmless, 2)).toBeNull();
    expect(retryRisk(there, 1)).toBe('If the CRM has it already, it may then have it twice.');
    expect(retryRisk(there, 2)).toBe('If the CRM has them already, it may then have each of them twice.');
    expect(retryRisk({ code: 'text', text: 'The CRM says that it has this contact already.' }, 2)).not.toBeNull();
    expect(retryRisk({ code: 'other-laptop' }, 1)).toBe(
      'If the other laptop sends it too, the CRM will have it twice.',
    );
  });

  it('says how many went back', () => {
    expect([0, 1, 38].map(retriedWords)).toEqual([
      'There was nothing left to retry.',
      '1 contact went back to the queue.',
      '38 contacts went back to the queue.',
    ]);
  });
});
