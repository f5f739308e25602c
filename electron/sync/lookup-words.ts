/** What came of looking for a contact, as it stands in the ledger. */
import type { ListedContact } from '../crm/list.ts';
import type { Finding } from './lookup-rule.ts';

/** Longest text of the entries that is kept, in UTF-16 code units. */
const longestExcerpt = 2_000;

/** Takes what was found, returns it as a sentence or two. */
export function findingSentence(finding: Finding): string {
  switch (finding.kind) {
    case 'found':
      return finding.by === 'reference'
        ? `The CRM has it as ${finding.entry.crmId}, with the reference of this contact.`
        : `The CRM has it as ${finding.entry.crmId}: one contact only of this name and with the same e-mail address or phone number, created when this one was sent.`;
    case 'not-found':
      return 'It is not in the list that the CRM gives. That proves nothing, since this list may be hours old.';
    case 'not-sure': {
      const ids = finding.entries.slice(0, 3).map(({ crmId }) => crmId);
      return `The CRM has something like it (${ids.join(', ')}${finding.entries.length > 3 ? ', …' : ''}). ${finding.why}`;
    }
  }
}

/** Takes when it is looked for again, null for never, and the moment, both in milliseconds since 1970; returns that as sentences. */
export function stayingSentence(again: number | null, now: number): string {
  return `It stays unconfirmed. ${again === null ? 'It is not looked for any more.' : `It is looked for again in ${distance(again - now)}.`}`;
}

/** What the ledger keeps of the entries: those that count, and nobody else's. */
export function excerptOfEntries(entries: ListedContact[]): string | null {
  const text = entries
    .map(({ excerpt }) => excerpt)
    .filter((one) => one !== null)
    .join('\n');
  if (text === '') return null;
  return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

function distance(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
