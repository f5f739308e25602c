/** Reads the ledger: every request that went out for a contact, and what came of it. */
import {
  decisionWords,
  lookDecisionWords,
  lookWords,
  sentWords,
  type Decision,
  type LookDecision,
  type LookResult,
  type Sent,
} from '#contract/ledger.ts';
import type { Attempt } from '#contract/outbox.ts';
import type { OutboxDatabase } from '../store/database.ts';

type Stored = Omit<Attempt, 'result'> & Pick<Sent, 'outcome' | 'crmId'> & { result: string | null };

/** Returns a function that takes a contact's id and returns its attempts, the newest first. */
export function attemptsIn(database: OutboxDatabase): (contactId: number) => Attempt[] {
  const attempts = database.prepare<[number], Stored>(
    `SELECT attempt.id, purpose, started_at AS startedAt, ended_at AS endedAt, base_url AS baseUrl,
            credential_id AS credentialId, status, code, message, excerpt, processed, phase, head_ms AS headMs,
            outcome, crm_id AS crmId, result, decision
     FROM attempt JOIN contact ON contact.id = contact_id WHERE contact_id = ? ORDER BY attempt.id DESC`,
  );
  return (contactId) => attempts.all(contactId).map(told);
}

/** What is stored as codes is put into words; what an older version stored is in words already. */
function told({ outcome, crmId, result, decision, ...attempt }: Stored): Attempt {
  const isLook = attempt.purpose === 'look';
  const isCode = decision?.startsWith('{') === true;
  if (!isCode && result !== null) return { ...attempt, result, decision };
  if (!isLook || result === null || decision === null) {
    const words = decision === null ? null : decisionWords(JSON.parse(decision) as Decision);
    return { ...attempt, result: sentWords({ ...attempt, outcome, crmId }), decision: words };
  }
  return {
    ...attempt,
    result: lookWords(JSON.parse(result) as LookResult),
    decision: lookDecisionWords(JSON.parse(decision) as LookDecision),
  };
}
