/** Does the laptop have a network at all? Only its No is to be trusted. */
import type { Finding } from '#contract/doctor.ts';
import { say } from '#words/message.ts';
import { notNeeded, trouble, well } from './finding.ts';

/** Takes whether the system says that there is no network, and whether the API is on this very laptop; returns the finding. */
export function linkFinding(down: boolean, loopback: boolean): Finding {
  if (loopback) {
    const network = say(down ? 'examination.noNetwork' : 'examination.networkToo');
    return notNeeded('link', [say('examination.onThisLaptop'), network]);
  }
  return down
    ? trouble('link', say('examination.linkDown'), say('examination.connectLaptop'))
    : well('link', say('examination.linkUp'));
}
