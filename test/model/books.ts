/** The books of a day: what the outbox says of each contact against what was captured, what arrived and what the CRM has. */
import { isWithdrawal, reasonWords } from '#contract/ledger.ts';
import type { Attempt, ContactDetail, ContactState } from '#contract/outbox.ts';
import type { Arrival } from '../support/conversation.ts';
import { textOf } from '../support/words.ts';
import type { Workplace } from './workplace.ts';

/** What ends an exchange on this side: a time limit, or the end of the program. */
const ourOwn = /TIMEOUT|DEADLINE|CLOSED|DESTROYED|ABORTED/u;

/** Returns each way in which the books do not balance; none is what there must be. */
export function discrepancies(at: Workplace): string[] {
  const found = [...at.mishaps];
  const rows = at.rows();
  const names = rows.map(({ detail }) => detail).sort();
  if (names.join() !== [...at.captured.keys()].sort().join())
    found.push(`captured ${[...at.captured.keys()].join()}, stored ${names.join()}`);
  const counts = at.counts();
  for (const state of Object.keys(counts) as ContactState[]) {
    const held = rows.filter((row) => row.state === state).length;
    if (held !== counts[state]) found.push(`${counts[state]} counted as ${state}, ${held} held`);
  }
  const details = rows.map(({ id }) => at.detail(id)).filter((detail) => detail !== null);
  for (const detail of details)
    found.push(...discrepanciesOf(at, detail).map((what) => `${detail.row.detail} ${what}`));
  found.push(...imprecisions(at, details), ...unheard(at, details));
  for (const crm of at.crms) {
    const created = [...crm.created.values()].flat().length;
    if (created !== crm.held()) found.push(`${created} seen to be created, ${crm.held()} in the CRM`);
    for (const { name } of crm.arrivals) {
      if (name !== null && at.crmOf(name) !== crm) found.push(`${name} went to the CRM of another connection`);
    }
  }
  return found;
}

function discrepanciesOf(at: Workplace, detail: ContactDetail): string[] {
  const { row, delivery } = detail;
  const { detail: name, state } = row;
  const found: string[] = [];
  const ids = at.crmOf(name).created.get(name) ?? [];
  const posted = at.crmOf(name).posted.get(name) ?? 0;
  const allowed = allowedTimes(at, name);
  const attempts = sends(detail);
  const say = (isSo: boolean, what: string) => {
    if (isSo) found.push(what);
  };
  say(ids.length > allowed, `was created ${ids.length} times, ${allowed} allowed`);
  say(attempts.length < posted, `was posted ${posted} times in ${attempts.length} attempts`);
  if (delivery?.by === 'crm') {
    say(ids.length === 0, 'is delivered, and the CRM does not have it');
    say(!ids.includes(delivery.crmId ?? ''), `has an id that the CRM did not give it: ${delivery.crmId ?? 'none'}`);
    say(allowed === 1 && !isAsTyped(at, name), 'was delivered as it was before it was edited');
  }
  const isThere = ids.length > 0 && allowed === 1;
  say(state === 'waiting' && isThere, 'waits, and the CRM has it');
  say(state === 'needs-attention' && isThere, 'needs attention, and the CRM has it');
  say((state === 'unconfirmed' || state === 'needs-attention') && row.reason === null, 'has no reason');
  say(state === 'unconfirmed' && attempts.length === 0, 'is unconfirmed without an attempt');
  if (state === 'withdrawn') {
    say(detail.attempts.length > (at.sentBefore.get(row.id) ?? 0), 'was sent or looked for after it was withdrawn');
    say(ids.length > 0 && !(isWithdrawal(row.reason) && row.reason.mayBeThere), 'is withdrawn as one that never left');
  }
  found.push(...wordsNotTold(at, detail), ...answersNotUnderstood(at, detail));
  return found;
}

/** How often a contact may be in the CRM: once, and once more for each time that the user said so. */
const allowedTimes = (at: Workplace, name: string): number => 1 + (at.sentAgain.get(name) ?? 0);

const sends = ({ attempts }: ContactDetail) => attempts.filter(({ purpose }) => purpose === 'send');
const arrivalsAt = (at: Workplace) => at.crms.flatMap(({ arrivals }) => arrivals);
const arrivalsOf = (at: Workplace, name: string) => at.crmOf(name).arrivals.filter((arrival) => arrival.name === name);

function isAsTyped(at: Workplace, name: string): boolean {
  const typed = at.captured.get(name)?.firstName ?? '';
  const created = arrivalsOf(at, name).filter(({ crmId }) => crmId !== null);
  const firstName = /"firstName":"([^"]*)"/u.exec(created[0]?.text ?? '')?.[1] ?? '';
  return created.length !== 1 || firstName === typed;
}

/** What the CRM said against a contact is what its reason says. */
function wordsNotTold(at: Workplace, { row, attempts }: ContactDetail): string[] {
  const { reason, detail: name } = row;
  const last = arrivalsOf(at, name).at(-1);
  const met = last?.line.ended === true ? undefined : last?.fault;
  if (row.state !== 'needs-attention' || reason === null || met?.kind !== 'status' || met.says === undefined) return [];
  if (reason.code !== 'refused' && reason.code !== 'already-there' && reason.code !== 'failed-alone') return [];
  // Behind a page of before, or where an attempt came to nothing after it, it is another one's reason.
  if (attempts[0]?.status !== met.status || textOf(reasonWords(reason)).includes(met.says)) return [];
  return [
    `was refused with "${met.says}" (${met.shape ?? 'message'}), and its reason is: ${textOf(reasonWords(reason))}`,
  ];
}

/** A whole answer that says that the contact was created is understood, whatever the CRM's manners are. */
function answersNotUnderstood(at: Workplace, detail: ContactDetail): string[] {
  const { delivery, row, attempts } = detail;
  const successes = sends(detail).filter(({ status }) => status === 200 || status === 201);
  const isAnswered = delivery?.by === 'crm' && attempts[0]?.purpose === 'send';
  const faulty = arrivalsOf(at, row.detail).filter(({ fault, line }) => !isWell(fault) || line.ended);
  const more = successes.length - faulty.length - (isAnswered ? 1 : 0);
  return more > 0 ? [`was answered well, and that was not understood: ${successes[0]?.code ?? ''}`] : [];
}

const isWell = (fault: Arrival['fault']) => fault?.kind === 'none' || fault?.kind === 'late' || fault?.kind === 'twice';

/** Whether the request is said to have left, or not known not to have, and its end was seen. */
const isSaidToHaveLeft = ({ processed, status, endedAt }: Attempt) =>
  endedAt !== null && (processed !== 'no' || status !== null);

/** What is said to have left has arrived, with at least one byte; and what is said to be broken off was broken off. */
function imprecisions(at: Workplace, details: ContactDetail[]): string[] {
  const fragments = at.crms.reduce((sum, crm) => sum + crm.fragments(), 0);
  const nameless = arrivalsAt(at).filter(({ name }) => name === null).length + fragments;
  const unseen: string[] = [];
  const unbroken: string[] = [];
  for (const detail of details) {
    const { detail: name } = detail.row;
    const arrivals = arrivalsOf(at, name);
    const left = sends(detail).filter(isSaidToHaveLeft);
    const broken = left.filter(({ status, code }) => status === null && !ourOwn.test(code ?? ''));
    const told = (attempts: Attempt[]) => attempts.map(({ code, status }) => `${name} ${code ?? status ?? ''}`);
    unseen.push(...told(left.slice(arrivals.length)));
    unbroken.push(...told(broken.slice(arrivals.filter(({ line }) => line.ended).length)));
  }
  const found: string[] = [];
  const more = (many: string[], what: string) => {
    if (many.length > nameless) found.push(`is ${what}: ${many.join(', ')}; ${nameless} may be`);
  };
  more(unseen, 'said to have left and did not arrive');
  more(unbroken, 'said to be broken off and was not');
  return found;
}

/** A busy machine may be too slow for an answer, and the end of the program may come before it: not most of the time. */
function unheard(at: Workplace, details: ContactDetail[]): string[] {
  const answers = arrivalsAt(at).filter(({ fault, crmId, line }) => crmId !== null && isWell(fault) && !line.ended);
  const heard = details.filter(({ delivery, attempts }) => delivery?.by === 'crm' && attempts[0]?.purpose === 'send');
  const missed = answers.length - heard.length;
  return missed > 5 && missed > heard.length ? [`${missed} answers were not heard, ${heard.length} were`] : [];
}

/** How often what happened. */
export function sums(at: Workplace): Record<string, number> {
  const added = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const arrivals = arrivalsAt(at);
  const details = at.rows().map(({ id }) => at.detail(id));
  const found = details.filter((detail) => detail?.delivery?.by === 'crm' && detail.attempts[0]?.purpose === 'look');
  const doubles = at.crms
    .flatMap(({ created }) => [...created])
    .map(([name, ids]) => Math.max(0, ids.length - allowedTimes(at, name)));
  return {
    runs: 1,
    withSeveral: at.crms.length > 1 ? 1 : 0,
    overTls: at.given.tls === null ? 0 : 1,
    throughProxy: at.given.tls === null || at.given.tls.host === 'localhost' ? 0 : 1,
    captured: at.captured.size,
    ...at.counts(),
    posted: at.crms.reduce((sum, { posted }) => sum + added(posted), 0),
    brokenOff: arrivals.filter(({ whole }) => !whole).length,
    created: at.crms.reduce((sum, crm) => sum + crm.held(), 0),
    sentAgain: added(at.sentAgain),
    edited: [...at.captured.values()].filter(({ firstName }) => firstName !== '').length,
    lost: at.captured.size - at.rows().length,
    doubled: doubles.reduce((sum, more) => sum + more, 0),
    crashes: at.crashes,
    found: found.length,
    left: at.left(),
  };
}
