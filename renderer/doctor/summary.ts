/** An examination in short: what is wrong, and whether the contacts are safe. */
import { checkTitles, type Finding } from '#contract/doctor.ts';
import { say, type Said } from '#words/message.ts';

/** Takes all that was found; returns what it comes to. */
export function summaryOf(findings: Finding[]): Said {
  const troubles = findings.filter(({ verdict }) => verdict === 'trouble');
  if (troubles.length === 0) {
    return findings.some(({ verdict }) => verdict === 'unknown')
      ? [say('doctor.notAllKnown'), say('doctor.safe')]
      : say('doctor.allWell');
  }
  const checks = troubles.map(({ check }) => checkTitles[check]);
  const found = [say('doctor.troubles', { count: troubles.length, checks }), say('doctor.todo')];
  // Where the store itself is in trouble, this is not for the screen to promise.
  const store = troubles.some(({ check }) => check === 'disk' || check === 'database');
  return store ? found : [...found, say('doctor.safe')];
}
