/** The receipt for a program: everything that is known of each contact, its ledger included. */
import { isWithdrawal, reasonWords } from '#contract/ledger.ts';
import type { Attempt, Counts } from '#contract/outbox.ts';
import { capturedOf, type Span } from '#contract/receipt.ts';
import type { Said } from '#words/message.ts';
import type { Speaker } from '#words/speaker.ts';
import type { ReceiptContact } from './receipt.ts';
import { isoWithOffset } from './local-time.ts';

export interface ReceiptHead {
  span: Span;
  counts: Counts;
  takenBack: number;
  /** Milliseconds since 1970. */
  madeAt: number;
  /** Of Fieldpost. */
  version: string;
}

/** Takes what the receipt is of, the contacts of the span, and who says what became of them; yields the text of the file piece by piece. */
export function* jsonReceipt(
  { span, counts, takenBack, madeAt, version }: ReceiptHead,
  contacts: Iterable<ReceiptContact>,
  { text }: Speaker,
): Generator<string, void, undefined> {
  const head = {
    madeBy: `Fieldpost ${version}`,
    madeAt: isoWithOffset(madeAt),
    from: span.from,
    to: span.to,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    counts: { captured: capturedOf(counts), ...counts, takenBack },
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "contacts": [`;
  let separator = '\n';
  for (const contact of contacts) {
    yield separator + JSON.stringify(readable(contact, text));
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

/** The same with moments and words that a person can read, beside the codes. */
function readable({ attempts, ...contact }: ReceiptContact, text: Speaker['text']): object {
  return {
    ...contact,
    reason: contact.reason === null ? null : text(reasonWords(contact.reason)),
    capturedAt: isoWithOffset(contact.capturedAt),
    deliveredAt: time(contact.deliveredAt),
    withdrawnAt: time(isWithdrawal(contact.reason) ? contact.reason.at : null),
    attempts: attempts.map((attempt) => ledgerLine(attempt, text)),
  };
}

/** Without the id, which means nothing outside of this laptop. */
function ledgerLine({ startedAt, endedAt, baseUrl, credentialId, ...rest }: Attempt, text: Speaker['text']): object {
  const words = (said: Said | null) => (said === null ? null : text(said));
  const { purpose, processed, phase, status, headMs, code, message, excerpt, result, decision } = rest;
  const milliseconds = endedAt === null ? null : endedAt - startedAt;
  const when = { startedAt: isoWithOffset(startedAt), endedAt: time(endedAt), milliseconds };
  return {
    purpose,
    ...when,
    baseUrl,
    credentialId,
    processed,
    phase,
    status,
    headMs,
    code,
    message: words(message),
    excerpt,
    result: text(result),
    decision: words(decision),
  };
}

const time = (moment: number | null) => (moment === null ? null : isoWithOffset(moment));
