/** An examination in one line: what is wrong, and whether the contacts are safe. */
import { checkTitles, type Finding } from '#contract/doctor.ts';
import { textOf } from '../lib/words.ts';

const safe = 'What you captured is safe on this laptop.';

/** Takes all that was found; returns what it comes to, in sentences. */
export function summaryOf(findings: Finding[]): string {
  const troubles = findings.filter(({ verdict }) => verdict === 'trouble');
  if (troubles.length === 0) {
    return findings.some(({ verdict }) => verdict === 'unknown')
      ? `No trouble was found, but not everything could be looked at. ${safe}`
      : 'Everything that could keep contacts from the CRM is well.';
  }
  const titles = troubles.map(({ check }) => textOf(checkTitles[check])).join(', ');
  const found = `${troubles.length === 1 ? 'One trouble' : `${troubles.length} troubles`}: ${titles}.`;
  const store = troubles.some(({ check }) => check === 'disk' || check === 'database');
  // Where the store itself is in trouble, this is not for the screen to promise.
  return `${found} Do what is said there, then check again.${store ? '' : ` ${safe}`}`;
}
