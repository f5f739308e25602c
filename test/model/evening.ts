/** How a random day ends: perhaps with a night on which nothing is taken, and then all is well, but for what is never well. */
import type { Fault, StatusFault } from '../support/faults.ts';
import type { Workplace } from './workplace.ts';

export interface Evening {
  /** What every create request meets for some hours while nobody is there, and what says nothing of a single contact; null: there is no such night. */
  night: StatusFault | null;
  /** What every question meets for ever; null: they are answered. */
  questions: Fault | null;
  /** What one contact meets for ever; null: nothing. */
  poison: Fault | null;
}

const minute = 60_000;
const hour = 60 * minute;

/** How many contacts wait for that night. */
const many = 12;
/** So many of unknown fate in a row, and the user's word is asked for; so many refusals in a row, and it is the connection. */
const mostInARow = 5;
/** What can be sent is sent within this time after all is well. */
const longest = 12 * hour;
const step = 10 * minute;

/** Ends the day. What went wrong with it is among the mishaps of the workplace. */
export async function endDay(at: Workplace, { night, questions, poison }: Evening): Promise<void> {
  at.each(() => {
    at.crm.plan({});
  });
  at.cure();
  at.endEdit(true);
  at.keychain('there');
  // A connection that breaks off some day is none of tomorrow's.
  for (const crm of at.crms) {
    await crm.listen(false);
    await crm.listen(true);
  }
  at.each(() => {
    at.last({ creates: null, questions });
  });
  if (night !== null) await passNight(at, night);
  if (poison !== null) at.poison(at.captured.size, poison);
  at.last({ creates: null });
  for (let passed = 0; passed < longest; passed += step) {
    if (at.counts().waiting + at.counts().sending === 0) break;
    giveWord(at);
    // Whether a contact fails alone is known by others of its connection that do not.
    if (poison !== null && (passed / minute) % 60 === 30) at.each(() => at.capture());
    await at.pass(step);
  }
  for (const { detail: name, state } of at.rows()) {
    if (state === 'waiting' || state === 'sending') at.mishaps.push(`${name} is ${state} for ever: ${statusOf(at)}`);
  }
  // Lists are up to date by now, and what is unconfirmed is looked for.
  for (let look = 0; look < 4; look++) await at.pass(7 * hour);
}

/** The user says "Try now", where that is asked for. */
function giveWord(at: Workplace): void {
  if (at.statuses().some(({ pause }) => pause !== null && (pause.asks || pause.until === null))) at.nudge('user');
}

async function passNight(at: Workplace, night: StatusFault): Promise<void> {
  // It begins on a good evening, so that it alone counts.
  at.last({ creates: null });
  for (let time = 0; time < 24 && at.counts().waiting > 0; time++) {
    giveWord(at);
    await at.pass(15 * minute);
  }
  at.last({ creates: night });
  const names = new Set(Array.from({ length: many }, () => at.capture()));
  for (let passed = 0; passed < 4 * hour; passed += 15 * minute) await at.pass(15 * minute);
  const met = at.rows().filter(({ detail, state }) => names.has(detail) && state !== 'waiting');
  // An answer that a busy machine was too slow for leads elsewhere, one by one.
  const taken = met.filter(({ id }) => at.detail(id)?.attempts[0]?.status === night.status).length;
  // One more is risked where the question, which a busy machine may have been too slow for, is answered well after that.
  const most = mostInARow + at.given.inFlight + 1;
  if (taken > most) at.mishaps.push(`a night of ${JSON.stringify(night)} took ${taken} of ${many}, ${most} allowed`);
}

function statusOf(at: Workplace): string {
  return JSON.stringify(at.statuses().map(({ pause }) => pause));
}
