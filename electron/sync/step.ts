/** What the queue learns from an event. Pure: nothing is read, nothing is written. README.md beside this has the table. */
import type { Said } from '#words/message.ts';
import { landed } from './landed.ts';
import type { Event, Moment, Question, Queue, Step } from './queue.ts';
import { isSpent, outageFor, restFor, slowedDown } from './rest.ts';
import { afterFailedLook, calmAfterTry, longestQuiet, rests } from './schedule.ts';

/**
 * Takes the queue, what happened and what surrounds that; returns the queue after it, and where contacts go. What is to be
 * done next is another question (next.ts): it is asked once these are there.
 */
export function step(queue: Queue, event: Event, moment: Moment): Step {
  const { at } = moment;
  switch (event.kind) {
    case 'tick':
      return [queue, []];
    case 'saved':
      return [saved(queue, at), []];
    case 'changed':
      return [forgetContact(queue, event.id), []];
    case 'hint':
      return [lookNow(queue, at), [{ kind: 'renew', woken: false }]];
    case 'woke':
      return [{ ...lookNow(queue, at), quietUntil: at }, [{ kind: 'renew', woken: true }]];
    case 'slept':
      return [{ ...queue, quietUntil: at + longestQuiet }, [{ kind: 'renew', woken: false }]];
    case 'answered-late':
      return [queue.rest?.reason === 'keychain-unavailable' ? lookNow(queue, at) : queue, []];
    case 'user':
      return [onUsersWord(queue, at), []];
    case 'key':
      return [withAnotherKey(queue, at), []];
    case 'connection':
      return [
        { ...withAnotherKey(queue, at), connected: event.connected, rest: null, notBefore: at, outage: null },
        [],
      ];
    case 'owner':
      return [{ ...answered(queue, 'owner'), ours: event.ours ? 'yes' : 'no' }, []];
    case 'key-read':
      return [keyRead(queue, event, moment), []];
    case 'claimed':
      return [claimed(queue, event.ids), []];
    case 'landed':
      return landed(queue, event, moment);
    case 'probed':
    case 'reached':
    case 'looked':
      return [answer(queue, event, moment), []];
    case 'question-failed': {
      const now = answered(queue, event.question);
      return [{ ...now, rest: restFor(now, 'disk-trouble', saying(event.message), moment) }, []];
    }
    case 'disk-failed':
      return [{ ...queue, rest: restFor(queue, 'disk-trouble', saying(event.message), moment) }, []];
  }
}

const saying = (message: Said) => ({ status: null, code: null, message });

const answered = (queue: Queue, question: Question): Queue =>
  queue.asking === question ? { ...queue, asking: null } : queue;

function saved(queue: Queue, at: number): Queue {
  const { rest } = queue;
  // What was saved is on the disk.
  if (rest?.reason === 'disk-trouble') return { ...queue, rest: null };
  const isCalm = rest?.reason === 'offline' && at - rest.met > calmAfterTry;
  return isCalm ? { ...queue, rest: { ...rest, until: at } } : queue;
}

/** A contact that is another one now, or gone, has not failed. */
function forgetContact(queue: Queue, id: number): Queue {
  if (!queue.behind.has(id)) return queue;
  const behind = new Map(queue.behind);
  behind.delete(id);
  return { ...queue, behind, failed: queue.failed?.id === id ? null : queue.failed };
}

/** Something has changed around the laptop: what rests is looked at now. What the CRM refuses alike is no matter of the network. */
function lookNow(queue: Queue, at: number): Queue {
  const { rest, outage } = queue;
  return {
    ...queue,
    rest: rest === null || rest.reason === 'refusing' ? rest : { ...rest, until: at, reached: false },
    outage: outage && { ...outage, probeAt: at },
    looksAfter: at,
  };
}

function onUsersWord(queue: Queue, at: number): Queue {
  const now = lookNow(queue, at);
  const behind = new Map([...queue.behind].map(([id, failure]) => [id, { ...failure, until: at }]));
  return {
    ...now,
    behind,
    ours: queue.ours === 'no' ? 'unknown' : queue.ours,
    key: queue.key === 'none' ? 'wanted' : queue.key,
    // Where no more contacts are risked without the user's word, this is it. Before that the question comes first.
    outage: now.outage && { ...now.outage, go: isSpent(now.outage) ? 'by-user' : now.outage.go },
    ...(queue.rest?.reason === 'refusing' ? { rest: null, refusals: null, proven: true } : {}),
  };
}

/** The deadline that the CRM has set outlasts another key. */
function withAnotherKey(queue: Queue, at: number): Queue {
  return {
    ...onUsersWord(queue, at),
    key: 'wanted',
    generation: queue.generation + 1,
    canary: null,
    proven: false,
    refusals: null,
    failed: null,
    rest: queue.rest?.reason === 'rate-limited' && queue.notBefore > at ? queue.rest : null,
  };
}

function keyRead(queue: Queue, event: Extract<Event, { kind: 'key-read' }>, moment: Moment): Queue {
  const now = answered(queue, 'key');
  // Another key was entered, or another address, while this one was asked for.
  if (event.generation !== queue.generation) return now;
  if (event.found === 'unavailable') {
    return { ...now, rest: restFor(now, 'keychain-unavailable', saying(event.message), moment) };
  }
  return { ...now, key: event.found, rest: now.rest?.reason === 'keychain-unavailable' ? null : now.rest };
}

function claimed(queue: Queue, ids: readonly number[]): Queue {
  const [first] = ids;
  const { outage } = queue;
  const inFlight = queue.inFlight + ids.length;
  if (outage === null || first === undefined) return { ...queue, inFlight };
  return { ...queue, inFlight, canary: { id: first, by: outage.go }, outage: { ...outage, go: 'no' } };
}

type Answer = Extract<Event, { kind: 'probed' | 'reached' | 'looked' }>;

const questions = { probed: 'probe', reached: 'reach', looked: 'look' } as const;

/** What the API, or what stands before it, says to a question that can do no harm. */
function answer(queue: Queue, event: Answer, moment: Moment): Queue {
  const { at } = moment;
  const asked = answered(queue, questions[event.kind]);
  const { outcome } = event;
  if (event.generation !== queue.generation || outcome === null) return asked;
  if (outcome.kind === 'reached') return { ...asked, rest: asked.rest && { ...asked.rest, reached: true, until: at } };
  if (outcome.kind === 'not-sent') return { ...asked, rest: restFor(asked, 'offline', outcome, moment) };
  // Whoever answers is there.
  const now = asked.rest?.reason === 'offline' ? { ...asked, rest: null } : asked;
  if (outcome.kind === 'rate-limited') return slowedDown(now, outcome, moment);
  const isWell = outcome.kind === 'well' || outcome.kind === 'listed' || outcome.kind === 'not-listed';
  if (event.kind === 'looked' && !isWell) return { ...now, looksAfter: at + afterFailedLook };
  if (now.outage === null) return now;
  // Whatever the API itself says to the question: no page stands in between any more.
  const isThere = now.outage.reason === 'portal' && outcome.kind !== 'portal' && outcome.kind !== 'unknown';
  if (isWell || isThere) {
    const go = now.outage.misled ? 'no' : 'by-answer';
    return { ...now, outage: { ...now.outage, go, probeAt: at + rests['api-ill'].longest } };
  }
  return { ...now, outage: outageFor(now, outcome, moment) };
}
