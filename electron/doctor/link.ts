/** Does the laptop have a network at all? Only its No is to be trusted. */
import type { Finding } from '#contract/doctor.ts';
import { notNeeded, trouble, well } from './finding.ts';

/** Takes whether the system says that there is no network, and whether the API is on this very laptop; returns the finding. */
export function linkFinding(down: boolean, loopback: boolean): Finding {
  if (loopback) {
    return notNeeded(
      'link',
      `The CRM runs on this laptop. ${down ? 'There is no network.' : 'There is a network too.'}`,
    );
  }
  return down
    ? trouble('link', 'This laptop says that it has no network.', 'Turn the Wi-Fi on, or plug the cable in.')
    : well('link', 'This laptop says that it has a network. Whether it leads to the CRM is told below.');
}
