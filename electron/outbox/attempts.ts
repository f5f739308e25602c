/** Reads the ledger: every request that went out for a contact, and what came of it. */
import {
  decisionWords,
  lookDecisionWords,
  lookWords,
  sentWords,
  withWords,
  type Decision,
  type LookDecision,
  type LookResult,
  type Sent,
} from '#contract/ledger.ts';
import type { Attempt } from '#contract/outbox.ts';
import type { Said } from '#words/message.ts';
import { readSaid } from '#words/said.ts';
import type { OutboxDatabase } from '../store/database.ts';

type Stored = Omit<Attempt, 'message' | 'result' | 'decision'> &
  Pick<Sent, 'outcome' | 'crmId'> &
  Record<'message' | 'result' | 'decision', string | null>;

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

function told({ outcome, crmId, message: stored, result, decision, ...attempt }: Stored): Attempt {
  // Where an answer came, the words are the CRM's, whatever they look like.
  const message = stored === null || attempt.status !== null ? stored : readSaid(stored);
  const told = { ...attempt, message };
  // What an older version stored is in words already.
  if (decision?.startsWith('{') !== true && result !== null)
    return { ...told, result: older(result, stored, attempt.status), decision };
  if (attempt.purpose !== 'look' || result === null || decision === null) {
    const words = decision === null ? null : decisionWords(JSON.parse(decision) as Decision);
    return { ...told, result: sentWords({ ...told, outcome, crmId }), decision: words };
  }
  return {
    ...told,
    result: withWords(lookWords(JSON.parse(result) as LookResult), message, attempt.status),
    decision: lookDecisionWords(JSON.parse(decision) as LookDecision),
  };
}

/** Some of its sentences have the CRM's words in them. */
const older = (result: string, words: string | null, status: number | null): Said =>
  words === null || result.includes(words) ? result : withWords(result, words, status);
