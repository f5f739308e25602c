/** The books at the end: what the outbox says of each contact against what the rep did and the CRM has. */
import { reasonWords } from '#contract/ledger.ts';
import type { Page } from '@playwright/test';
import type { Attempt, ContactDetail, OutboxPage } from '#contract/outbox.ts';
import { redirects, unclear, pages } from '../../support/faults.ts';
import type { FaultServer } from '../../support/fault-server.ts';
import { textOf } from '../../support/words.ts';
import { ask } from './bridge.ts';
import type { Rep } from './rep.ts';

/** How many contacts have it, of how many of those a whole request arrived, and how many the CRM has. */
export interface Reason {
  contacts: number;
  arrived: number;
  inTheCrm: number;
}

export interface Books {
  /** What is counted, and how many. */
  totals: Record<string, number>;
  /** Each reason of unconfirmed contacts, and of those that need attention. */
  reasons: Record<string, Reason>;
  /** Each way in which the books do not balance; none is what there must be. */
  discrepancies: string[];
}

/** Answers after which a contact may be in the CRM: those of trouble, and those that are no contact. */
const openStatuses = new Set<number>([...unclear, ...redirects, ...pages, 200]);

/** Reads the ledger of every contact through the window, and adds up. */
export async function balance(page: Page, rep: Rep, server: FaultServer): Promise<Books> {
  const ledgersOfAll = await ledgers(page);
  // What was looked for afterwards is no request to create.
  const contacts = ledgersOfAll.map((one) => ({
    ...one,
    attempts: one.attempts.filter(({ purpose }) => purpose === 'send'),
  }));
  await server.quiet();
  const discrepancies: string[] = [];
  const reasons: Books['reasons'] = {};
  const times = new Map<string, number>();
  for (const contact of contacts) {
    const { name } = contact.row;
    times.set(name, (times.get(name) ?? 0) + 1);
    discrepancies.push(...discrepanciesOf(contact, rep, server).map((what) => `${name} ${what}`));
    explain(contact, reasons, server);
  }
  for (const [name, answered] of rep.saves) {
    const stored = times.get(name) ?? 0;
    if (answered && stored !== 1) discrepancies.push(`${name} was saved and is stored ${stored} times`);
    if (!answered && stored > 1) discrepancies.push(`${name} was cut off and is stored ${stored} times`);
  }

  const isCutOff = ({ endedAt }: Attempt) => endedAt === null;
  const inState = (state: string) => contacts.filter(({ row }) => row.state === state).length;
  const delivered = contacts.flatMap(({ delivery }) => delivery ?? []);
  const byCrm = delivered.filter(({ crmId }) => crmId !== null);
  const sums = [...server.created].map(([name, ids]) => ({ more: ids.length - 1, said: rep.sentAgain.get(name) ?? 0 }));
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const inTheCrm = (some: ContactDetail[]) => some.filter(({ row }) => server.created.has(row.name));
  const created = sum([...server.created.values()].map((ids) => ids.length));
  const totals = {
    'captured: "Saved" was answered': rep.saved,
    'captured: cut off by a kill, and there': contacts.length - rep.saved,
    'not captured: cut off by a kill, and not there': rep.saves.size - contacts.length,
    delivered: delivered.length,
    "- with the CRM's id": byCrm.length,
    "  of which were found in the CRM's list": ledgersOfAll.filter(
      ({ delivery, attempts }) => delivery?.by === 'crm' && attempts[0]?.purpose === 'look',
    ).length,
    "- on the user's word": delivered.length - byCrm.length,
    unconfirmed: inState('unconfirmed'),
    'needs attention': inState('needs-attention'),
    'waiting or sending': inState('waiting') + inState('sending'),
    attempts: sum(contacts.map(({ attempts }) => attempts.length)),
    '- cut off by a kill': sum(contacts.map(({ attempts }) => attempts.filter(isCutOff).length)),
    'create requests that arrived': server.arrivals.length,
    '- over TLS': server.arrivals.filter(({ overTls }) => overTls).length,
    'created in the CRM': server.held(),
    '- of contacts that are delivered': inTheCrm(contacts.filter(({ delivery }) => delivery !== null)).length,
    '- of contacts that are in front of the user': inTheCrm(contacts.filter(({ delivery }) => delivery === null))
      .length,
    "- once more, on the user's say": sum(sums.map(({ more, said }) => Math.min(more, said))),
    lost: [...rep.saves].filter(([name, answered]) => answered && !times.has(name)).length,
    "doubled without the user's say": sum(sums.map(({ more, said }) => Math.max(0, more - said))),
  };
  if (created !== server.held()) discrepancies.push(`${created} seen to be created, ${server.held()} in the CRM`);
  const { delivered: all } = totals;
  if (all + totals.unconfirmed + totals['needs attention'] !== contacts.length)
    discrepancies.push(`${contacts.length} contacts are not ${JSON.stringify(totals)}`);
  const parts =
    totals['- of contacts that are delivered'] +
    totals['- of contacts that are in front of the user'] +
    totals["- once more, on the user's say"] +
    totals["doubled without the user's say"];
  if (parts !== server.held()) discrepancies.push(`${server.held()} in the CRM, of which ${parts} are accounted for`);
  return { totals, reasons, discrepancies };
}

async function ledgers(page: Page): Promise<ContactDetail[]> {
  const found: ContactDetail[] = [];
  let before: number | null = null;
  for (let more = true; more;) {
    const next: OutboxPage = await ask(page, 'outboxPage', { search: '', state: null, before, limit: 500 });
    const details = await Promise.all(next.rows.map(({ id }) => ask(page, 'contactDetail', id)));
    found.push(...details.filter((detail) => detail !== null));
    before = next.rows.at(-1)?.id ?? null;
    ({ more } = next);
  }
  return found;
}

function discrepanciesOf({ row, attempts, delivery }: ContactDetail, rep: Rep, server: FaultServer): string[] {
  const found: string[] = [];
  const { name, state, reason } = row;
  const ids = server.created.get(name) ?? [];
  const posted = server.posted.get(name) ?? 0;
  const allowed = 1 + (rep.sentAgain.get(name) ?? 0);
  if (!rep.saves.has(name)) found.push('was never captured');
  if (ids.length > allowed) found.push(`was created ${ids.length} times, ${allowed} allowed`);
  if (attempts.length < posted) found.push(`was posted ${posted} times in ${attempts.length} attempts`);
  switch (state) {
    case 'waiting':
    case 'sending':
      found.push(`is still ${state}`);
      break;
    case 'delivered':
      if (ids.length === 0) found.push('is delivered, and the CRM does not have it');
      found.push(...discrepanciesOfDelivery(delivery, ids));
      break;
    case 'needs-attention':
      if (reason === null) found.push('needs attention without a reason');
      if (attempts.length === 0) found.push('needs attention without an attempt');
      if (ids.length > 0 && allowed === 1) found.push('needs attention, and the CRM has it');
      break;
    case 'withdrawn':
      found.push('is withdrawn, and nobody did that');
      break;
    case 'unconfirmed': {
      const [last] = attempts;
      if (reason === null) found.push('is unconfirmed without a reason');
      if (last === undefined) found.push('is unconfirmed without an attempt');
      // A page over TLS may have been the API's, whatever its status.
      else if (last.status !== null && !openStatuses.has(last.status) && !isPageOverTls(reason, last))
        found.push(`is unconfirmed after the answer ${last.status}`);
      else if (last.status !== null && posted === 0) found.push('was answered without having arrived');
      break;
    }
  }
  return found;
}

function isPageOverTls(
  reason: ContactDetail['row']['reason'],
  { baseUrl }: Pick<ContactDetail['attempts'][number], 'baseUrl'>,
): boolean {
  return reason?.code === 'page' && baseUrl.startsWith('https:');
}

function discrepanciesOfDelivery(delivery: ContactDetail['delivery'], ids: readonly string[]): string[] {
  if (delivery === null) return ['is delivered by nobody'];
  if (delivery.crmId === null) return delivery.by === 'user' ? [] : ['is delivered without an id'];
  return ids.includes(delivery.crmId) ? [] : ['has an id that the CRM did not give it'];
}

function explain({ row, attempts }: ContactDetail, reasons: Books['reasons'], server: FaultServer): void {
  if (row.state !== 'unconfirmed' && row.state !== 'needs-attention') return;
  const code = attempts[0]?.code ?? null;
  const why = `${row.state}: ${row.reason === null ? 'no reason' : textOf(reasonWords(row.reason))}${code === null ? '' : ` [${code}]`}`;
  const counted = (reasons[why] ??= { contacts: 0, arrived: 0, inTheCrm: 0 });
  counted.contacts++;
  if (server.posted.has(row.name)) counted.arrived++;
  if (server.created.has(row.name)) counted.inTheCrm++;
}
