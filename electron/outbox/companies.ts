/** Completes what is typed as a company from the contacts that are here already. */
import type { Contact } from '#contract/contact.ts';
import type { Outbox } from './outbox.ts';

/** So many of the newest contacts that have the words are looked at: it takes a few milliseconds. */
const mostLookedAt = 120;
const most = 8;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Takes the outbox and how a company begins; returns up to 8 that begin so, those of the newest contacts first. */
export function companiesIn({ page, detail }: Pick<Outbox, 'page' | 'detail'>, beginning: string): string[] {
  const wanted = plain(beginning.trim());
  if (wanted === '') return [];
  const found = new Map<string, string>();
  for (const row of page({ search: beginning, state: null, before: null, limit: mostLookedAt }).rows) {
    // It stands in the line, unless there is none: then something else does.
    if (!plain(row.detail).startsWith(wanted) || found.has(plain(row.detail))) continue;
    const company = companyOf(detail(row.id)?.contact ?? null);
    if (company !== null && plain(company).startsWith(wanted)) found.set(plain(company), company);
    if (found.size === most) break;
  }
  return [...found.values()];
}

function companyOf(contact: Contact | null): string | null {
  const company = contact?.account.trim() ?? '';
  return company === '' ? null : company;
}
