/** What the queue does now, or when it looks again. Pure functions. */
import type { Moment, Outage, Question, Queue, Step } from './queue.ts';
import { isSpent } from './rest.ts';
import { watchEvery } from './schedule.ts';

/**
 * Takes the queue and the moment, and whether the outbox has just said that it has nobody to take: then none is asked for.
 * Returns the one thing to do next. With nothing to sleep for, only an event from outside goes on.
 */
export function next(queue: Queue, moment: Moment, isDry: boolean): Step {
  const { at, waiting, lookAt } = moment;
  if (queue.ours === 'unknown') return ask(queue, 'owner');
  // Only the user can end these.
  if (queue.ours === 'no' || !queue.connected || queue.key === 'none') return [queue, []];
  if (waiting === 0 && lookAt > at) return queue.inFlight > 0 ? watch(queue, moment) : sleep(queue, lookAt);
  // A look holds up nobody.
  if (queue.asking !== null && queue.asking !== 'look') return watch(queue, moment);
  const quiet = Math.max(queue.quietUntil, queue.notBefore, queue.rest?.until ?? at);
  if (quiet > at) return sleep(queue, quiet);
  if (queue.key === 'wanted') return ask(queue, 'key');
  if (queue.rest?.reason === 'offline' && !queue.rest.reached) return ask(queue, 'reach');
  return queue.outage === null ? send(queue, moment, isDry) : risk(queue, queue.outage, moment, isDry);
}

/** Takes contacts: as many as may be in flight, or one alone where it is not known whether the CRM takes any. */
function send(queue: Queue, moment: Moment, isDry: boolean): Step {
  const { waiting, most, free, freeAt } = moment;
  const room = (queue.proven && queue.rest === null ? most : 1) - queue.inFlight;
  if (waiting > 0 && room > 0 && !isDry) {
    return free > 0 ? claim(queue, Math.min(room, free), moment) : sleep(queue, freeAt);
  }
  // What rests must not keep others from being looked for, and what is looked for holds up nobody.
  return queue.inFlight > 0 ? watch(queue, moment) : look(queue, moment, isDry ? readyAgain(queue, moment) : Infinity);
}

/** In an outage: asks whether it is over, and risks one contact at a time. */
function risk(queue: Queue, outage: Outage, moment: Moment, isDry: boolean): Step {
  const { at, waiting, free, freeAt } = moment;
  if (queue.inFlight > 0) return watch(queue, moment);
  if (waiting === 0) {
    // There is nobody to risk: a look for a contact is question enough.
    return outage.probeAt > at && outage.go === 'no' ? sleep(queue, outage.probeAt) : look(queue, moment, Infinity);
  }
  const canaryAt = outage.go !== 'no' ? at : isSpent(outage) ? Infinity : outage.canaryAt;
  const probeAt = outage.misled ? Infinity : outage.probeAt;
  if (Math.min(canaryAt, probeAt) <= at && free <= 0) return sleep(queue, freeAt);
  if (canaryAt <= at && !isDry) return claim(queue, 1, moment);
  if (probeAt <= at) return ask(queue, 'probe');
  const again = Math.min(probeAt, isDry ? readyAgain(queue, moment) : canaryAt);
  // Where the question proves nothing, or nobody is risked any more, unconfirmed contacts are looked for meanwhile.
  return outage.misled || canaryAt === Infinity ? look(queue, moment, again) : sleep(queue, again);
}

/** Looks for an unconfirmed contact, if that is due; else sleeps until then or until `before`. */
function look(queue: Queue, { at, lookAt, free, freeAt }: Moment, before: number): Step {
  const due = Math.max(lookAt, queue.looksAfter);
  // While one is under way, its end is an event.
  if (queue.asking === 'look' || due > at)
    return sleep(queue, queue.asking === 'look' ? before : Math.min(before, due));
  return free > 0 ? ask(queue, 'look') : sleep(queue, Math.min(before, freeAt));
}

function claim(queue: Queue, most: number, { at }: Moment): Step {
  const ready = [...queue.behind].filter(([, { until }]) => until <= at).map(([id]) => id);
  return [queue, [{ kind: 'claim', most, behind: { ids: [...queue.behind.keys()], ready } }]];
}

/** When the first contact that failed alone may be tried again. */
function readyAgain({ behind }: Queue, { at }: Moment): number {
  return Math.min(...[...behind.values()].map(({ until }) => until).filter((until) => until > at));
}

function ask(queue: Queue, question: Question): Step {
  if (queue.asking !== null) return [queue, []];
  return [{ ...queue, asking: question }, [{ kind: 'ask', question }]];
}

/** Its end is an event. Meanwhile the laptop may sleep without a word, and only a look at the clock tells. */
const watch = (queue: Queue, { at }: Moment): Step => sleep(queue, at + watchEvery);

function sleep(queue: Queue, until: number): Step {
  return [queue, until === Infinity ? [] : [{ kind: 'sleep', until }]];
}
