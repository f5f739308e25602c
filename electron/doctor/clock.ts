/** Is the laptop's clock right? What answers says what time it has. */
import type { Finding } from '#contract/doctor.ts';
import { say, type Message } from '#words/message.ts';
import { isLoopback } from '../http/hosts.ts';
import { notNeeded, trouble, unknown, well } from './finding.ts';
import { inTheWay, noAnswer, type Question } from './question.ts';
import { isOutOfTime } from './tls.ts';

/** More than this is a trouble, in milliseconds. */
const tolerance = 5 * 60_000;

/** Takes what came of the question and the laptop's time in milliseconds since 1970; returns the finding. */
export function clockFinding(question: Question, now: number): Finding {
  // As the phone of whoever helps shows it, wherever that is.
  const says = say('examination.laptopTime', {
    time: `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  });
  const compare = say('examination.compareClock');
  const nothing = say('examination.nothingToCompare');
  if (question.kind === 'not-asked') return unknown('clock', [says, nothing, question.why]);
  const { exchange, outcome, url, began, ended } = question;
  if (exchange.kind === 'failed') {
    return isOutOfTime(exchange.code)
      ? unknown('clock', [says, say('examination.clockMayExplain')], compare)
      : unknown('clock', [says, nothing, inTheWay(question) ?? noAnswer]);
  }
  const { host } = url;
  const date = Date.parse(exchange.headers['date'] ?? '');
  if (Number.isNaN(date)) return unknown('clock', [says, say('examination.noTime', { host })], compare);
  // The header has whole seconds, of some moment between question and answer.
  const off = date > ended ? date - ended : date + 1_000 < began ? date + 1_000 - began : 0;
  const found = compared(off, outcome.kind === 'portal' ? null : host);
  if (Math.abs(off) > tolerance) return trouble('clock', found, say('examination.setClock'));
  if (isLoopback(url)) return notNeeded('clock', [say('examination.onThisLaptop'), say('examination.sameClock')]);
  return well('clock', found);
}

/** Takes by how many milliseconds the laptop's clock is behind, and whose the other one is; null: nobody knows. */
function compared(behind: number, host: string | null): Message {
  const off = Math.abs(behind);
  if (host === null) {
    if (behind === 0) return say('examination.clockAgreesOther');
    return say(behind > 0 ? 'examination.clockBehindOther' : 'examination.clockAheadOther', { off });
  }
  if (behind === 0) return say('examination.clockAgrees', { host });
  return say(behind > 0 ? 'examination.clockBehind' : 'examination.clockAhead', { off, host });
}
