/** What follows from a request that has ended: for its contact, for the others, and for the queue. Pure functions. */
import type { Decision, Reason } from '#contract/ledger.ts';
import type { Outcome } from '../crm/outcome.ts';
import { alike, type Effect, type Event, type Failure, type Moment, type Queue, type Step } from './queue.ts';
import { outageFor, restFor, slowedDown } from './rest.ts';
import { alone, backoff, canaries, longestRetryAfter, mostAlone, mostRefusals } from './schedule.ts';

type Landed = Extract<Event, { kind: 'landed' }>;

/** Takes the queue and a request's end; returns the queue after it, and where contacts go. */
export function landed(queue: Queue, event: Landed, moment: Moment): Step {
  const { id, outcome } = event;
  const now: Queue = {
    ...queue,
    inFlight: queue.inFlight - 1,
    canary: queue.canary?.id === id ? null : queue.canary,
  };
  // Asked of another connection: the queue has nothing to learn from it.
  if (event.generation !== queue.generation) return [now, [settled(id, outcome, 'other')]];
  switch (outcome.kind) {
    case 'delivered':
    case 'already-there':
      return told({ ...dealtWith(now, event, moment), refusals: null }, event, moment);
    case 'refused':
      return refused(now, event, outcome, moment);
    case 'not-sent':
      return told(
        { ...now, proven: false, rest: restFor(now, 'offline', outcome, moment, event.began) },
        event,
        moment,
      );
    case 'unknown':
      return told(ill(now, queue.canary, event, moment), event, moment);
    case 'portal': {
      const behind = outcome.processed === 'no' ? failing(now, event, moment) : now;
      return told(ill(behind, queue.canary, event, moment), event, moment);
    }
    case 'key-rejected':
      return failed({ ...now, key: 'wanted' }, event, outcome, moment);
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
    case 'rate-limited':
      return failed(now, event, outcome, moment);
  }
}

/** The API dealt with a contact: it is there, the key is good, and whoever failed before has failed alone. */
function dealtWith(queue: Queue, { id, began }: Landed, { at, chance }: Moment): Queue {
  const judged = queue.failed !== null && queue.failed.id !== id && began >= queue.failed.at ? queue.failed.id : null;
  const isProof = judged !== null || queue.failed?.id === id;
  const behind = new Map([...queue.behind].filter(([other, { alone }]) => other !== id && (!isProof || alone > 0)));
  const failure = judged === null ? undefined : queue.behind.get(judged);
  if (judged !== null && failure !== undefined) {
    const again = failedAgain(failure, at, chance);
    // Where others had failed as well it may have been all of them: it goes last, but need not wait.
    const isOneOfSeveral = [...queue.behind].some(([other, { alone }]) => other !== judged && alone === 0);
    behind.set(judged, isOneOfSeveral ? { ...again, until: at } : again);
  }
  return {
    ...queue,
    behind,
    failed: isProof ? null : queue.failed,
    proven: true,
    outage: null,
    // The CRM's own deadline outlasts what was under way.
    rest: queue.rest?.reason === 'rate-limited' && queue.notBefore > at ? queue.rest : null,
  };
}

function failedAgain(failure: Failure, at: number, chance: number): Failure {
  return { ...failure, alone: failure.alone + 1, until: at + backoff(alone, failure.alone, chance) };
}

function refused(queue: Queue, event: Landed, outcome: Extract<Outcome, { kind: 'refused' }>, moment: Moment): Step {
  const words = alike(outcome.message);
  const again = queue.refusals?.status === outcome.status && queue.refusals.words === words ? queue.refusals : null;
  const refusals = { status: outcome.status, words, count: (again?.count ?? 0) + 1 };
  if (queue.rest?.reason === 'refusing' && again !== null) {
    const rest = restFor(queue, 'refusing', outcome, moment, event.began);
    const after = { ...failing(queue, event, moment), failed: null, proven: false, rest };
    return [after, [waits(event.id, 'refused-with-others', after, moment)]];
  }
  const after = { ...dealtWith(queue, event, moment), refusals };
  // So many people are not wrong in the same words: it is the connection that is refused.
  if (refusals.count < mostRefusals) return told(after, event, moment);
  return told(
    { ...after, proven: false, rest: restFor(queue, 'refusing', outcome, moment, event.began) },
    event,
    moment,
  );
}

/** The CRM may be ill. A canary that was lost makes the next one wait longer. */
function ill(queue: Queue, canary: Queue['canary'], event: Landed, moment: Moment): Queue {
  const { outcome, id } = event;
  const outage = outageFor(queue, outcome, moment, event.began);
  const after = { ...queue, proven: false, rest: null, outage };
  if (canary?.id !== id) return after;
  const lost = outage.canaries + (outcome.processed === 'unknown' ? 1 : 0);
  const canaryAt = moment.at + backoff(canaries, lost, moment.chance);
  const misled = outage.misled || canary.by === 'by-answer';
  return { ...after, outage: { ...outage, canaries: lost, canaryAt, misled } };
}

/** What stops the whole queue, unless this contact is known to fail alone. */
function failed(queue: Queue, event: Landed, outcome: Barring, moment: Moment): Step {
  const { id } = event;
  const known = queue.behind.get(id);
  const isQuiet = queue.rest === null && queue.outage === null && queue.failed === null;
  if (known !== undefined && known.alone > 0 && isQuiet) return failedAlone(queue, event, known, outcome, moment);
  const after = { ...failing(queue, event, moment), proven: false };
  if (outcome.kind === 'rate-limited') return told(slowedDown(after, outcome, moment, event.began), event, moment);
  // Who refuses in such words is not ill.
  return told(
    { ...after, outage: null, rest: restFor(queue, outcome.kind, outcome, moment, event.began) },
    event,
    moment,
  );
}

type Barring = Extract<
  Outcome,
  { kind: 'key-rejected' | 'plan-refused' | 'access-refused' | 'wrong-address' | 'rate-limited' }
>;

/** It holds nobody up: it rests by itself, and after so many times it is the user's. */
function failedAlone(queue: Queue, event: Landed, known: Failure, outcome: Barring, moment: Moment): Step {
  const { id } = event;
  const failure = failedAgain({ ...known, ...said(outcome) }, moment.at, moment.chance);
  const behind = new Map(queue.behind);
  behind.delete(id);
  const asked = outcome.kind === 'rate-limited' ? Math.min(longestRetryAfter, outcome.retryAfter ?? 0) : 0;
  // To be asked to slow down is no fault of a contact, however often it is this one.
  if (failure.alone < mostAlone || outcome.status === 429) {
    behind.set(id, { ...failure, until: Math.max(failure.until, moment.at + asked) });
    return told({ ...queue, behind }, event, moment);
  }
  const reason = { code: 'failed-alone', tries: failure.alone, ...said(outcome) } as const;
  const decision: Decision = { contact: 'failed-alone', queue: 'goes-on' };
  return [{ ...queue, behind }, [{ kind: 'settle', id, state: 'needs-attention', reason, decision }]];
}

/** Puts a contact behind the others, and behind those that failed before it. */
function failing(queue: Queue, { id, outcome }: Landed, { at }: Moment): Queue {
  const behind = new Map(queue.behind);
  behind.delete(id);
  behind.set(id, { alone: queue.behind.get(id)?.alone ?? 0, until: at, ...said(outcome) });
  return { ...queue, behind, failed: { id, at } };
}

const said = ({ status, message }: Outcome) => ({ status: status ?? 0, message });

/** The contact goes where its outcome leads. One that was judged by this goes to the user, where it was once too often. */
function told(queue: Queue, { id, outcome }: Landed, moment: Moment): Step {
  const [after, parked] = overdue(queue);
  return [after, [settled(id, outcome, queueDecision(after, moment)), ...parked]];
}

function overdue(queue: Queue): Step {
  const effects: Effect[] = [];
  const behind = new Map(queue.behind);
  for (const [id, { alone: tries, status, message }] of queue.behind) {
    if (tries < mostAlone || status === 429) continue;
    behind.delete(id);
    effects.push({ kind: 'park', id, reason: { code: 'failed-alone', tries, status, message } });
  }
  return effects.length === 0 ? [queue, effects] : [{ ...queue, behind }, effects];
}

function queueDecision({ rest, outage }: Queue, { at }: Moment): Decision['queue'] {
  const held = rest ?? (outage && { reason: outage.reason, until: Math.min(outage.probeAt, outage.canaryAt) });
  if (held === null) return 'goes-on';
  return { rests: held.reason, seconds: Math.max(0, Math.ceil((held.until - at) / 1_000)) };
}

function waits(id: number, contact: Decision['contact'], queue: Queue, moment: Moment): Effect {
  const decision = { contact, queue: queueDecision(queue, moment) };
  return { kind: 'settle', id, state: 'waiting', reason: null, decision };
}

/** Where an outcome leads its contact: what is proved not to be processed waits, or is the user's; what is not known is Unconfirmed. */
function settled(id: number, outcome: Outcome, queue: Decision['queue']): Effect {
  const to = (
    state: Extract<Effect, { kind: 'settle' }>['state'],
    contact: Decision['contact'],
    reason: Reason | null,
  ) => ({ kind: 'settle', id, state, reason, decision: { contact, queue } }) as const;
  switch (outcome.kind) {
    case 'delivered':
      return to('delivered', 'delivered', null);
    case 'refused':
    case 'already-there':
      return to('needs-attention', outcome.kind, { code: outcome.kind, ...said(outcome) });
    case 'unknown':
      return to('unconfirmed', 'unconfirmed', unknownReason(outcome));
    case 'portal':
      return outcome.processed === 'no'
        ? to('waiting', 'not-taken', null)
        : to('unconfirmed', 'unconfirmed', { code: 'page', status: outcome.status });
    case 'not-sent':
      return to('waiting', 'not-sent', null);
    case 'key-rejected':
    case 'plan-refused':
    case 'access-refused':
    case 'wrong-address':
    case 'rate-limited':
      return to('waiting', 'not-taken', null);
  }
}

function unknownReason({ status, code, message }: Extract<Outcome, { kind: 'unknown' }>): Reason {
  if (status === null) return { code: 'no-answer' };
  return { code: code === 'NO_CONTACT_ID' ? 'no-id' : 'trouble', status, message };
}
