/** Is the laptop's clock right? What answers says what time it has. */
import type { Finding } from '#contract/doctor.ts';
import { isLoopback } from '../http/hosts.ts';
import { notNeeded, trouble, unknown, well } from './finding.ts';
import { inTheWay, type Question } from './question.ts';
import { isOutOfTime } from './tls.ts';
import { spanWords } from './words.ts';

/** More than this is a trouble, in milliseconds. */
const tolerance = 5 * 60_000;

/** Takes what came of the question and the laptop's time in milliseconds since 1970; returns the finding. */
export function clockFinding(question: Question, now: number): Finding {
  const says = `This laptop says that it is ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const compare = 'Compare it with the clock of your phone.';
  if (question.kind === 'not-asked') {
    return unknown('clock', `${says}. There is nothing to compare it with, since ${question.why}.`);
  }
  const { exchange, outcome, url, began, ended } = question;
  if (exchange.kind === 'failed') {
    if (isOutOfTime(exchange.code)) {
      const found = `${says}. A wrong clock would explain why the certificate was refused, and no answer came to compare it with.`;
      return unknown('clock', found, compare);
    }
    return unknown(
      'clock',
      `${says}. There is nothing to compare it with, since ${inTheWay(question) ?? 'no answer came'}.`,
    );
  }
  const date = Date.parse(exchange.headers['date'] ?? '');
  if (Number.isNaN(date)) return unknown('clock', `${says}. The answer of ${url.host} had no time in it.`, compare);
  // The header has whole seconds, of some moment between question and answer.
  const off = date > ended ? date - ended : date + 1_000 < began ? date + 1_000 - began : 0;
  const other = outcome.kind === 'portal' ? 'what answered' : url.host;
  const how = `${spanWords(Math.abs(off))} ${off > 0 ? 'behind' : 'ahead of'} the clock of ${other}`;
  if (Math.abs(off) > tolerance) {
    return trouble('clock', `The clock of this laptop is ${how}.`, 'Let the system set the time by itself.');
  }
  if (isLoopback(url)) return notNeeded('clock', 'The CRM runs on this laptop: they have the same clock.');
  return well(
    'clock',
    off === 0 ? `The clock of this laptop agrees with that of ${other}.` : `The clock of this laptop is ${how}.`,
  );
}
