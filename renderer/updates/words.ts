/** What is said of updates: what is the case, what becomes of the contacts, what to do. */
import type { Metered, NoUpdates, Updates, UpdateStep, UpdateTrouble } from '#contract/updates.ts';
import { shortTime } from '../lib/time.ts';
import { t } from '../lib/words.ts';

export interface UpdateWords {
  text: string;
  /** What is offered, in the order of the buttons. */
  offers: { label: string; step: UpdateStep }[];
}

const off: Record<NoUpdates, string> = {
  policy: 'Your organisation brings new versions to this laptop. Fieldpost does not look for them.',
  'broken-policy':
    'Fieldpost does not look for updates while the policy file of your organisation cannot be used. See Policy, below.',
  'no-key': 'This build of Fieldpost does not look for updates. Install a new version by hand; your contacts stay.',
  'by-hand':
    'This copy of Fieldpost cannot update itself. Replace it with a newer one from where you got it; your contacts stay.',
};

const troubles: Record<UpdateTrouble, string> = {
  unreachable: 'The update server cannot be reached. Try again with another network, or later.',
  unsigned: 'The update server’s answer is not signed, so it was not believed. Try again later, or tell your IT.',
  'wrong-signature':
    'What the update server sent is not signed by the makers of Fieldpost, so it was refused. Tell your IT.',
  malformed: 'The update server’s answer makes no sense. Try again later.',
  'no-file': 'The update server has no version for this kind of laptop.',
  'broken-off': 'The download broke off. Try again when the network is better.',
  damaged: 'The downloaded file is not the one that was announced, so it was thrown away. Try again, or tell your IT.',
  'no-room': 'There is not enough room on the disk for the update. Make some, then try again.',
  'not-installed': 'The update could not be installed. Try again, or install the new version by hand.',
};

const meteredWords: Record<Metered, string> = {
  yes: 'This network is metered, so the download may cost money.',
  no: 'This network is not metered.',
  unknown: 'Whether this network is metered is not known.',
};

const look = (label: string): UpdateWords['offers'] => [{ label, step: { do: 'look' } }];

/** Takes a number of bytes; returns it in MB, as file managers show it. */
export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;

/** Takes what is known of updates, and the time (milliseconds since 1970). */
export function updateWords(updates: Updates, now: number): UpdateWords {
  switch (updates.state) {
    case 'off':
      return { text: off[updates.why], offers: [] };
    case 'idle':
      return {
        text:
          updates.lookedAt === null
            ? 'Fieldpost has not looked for updates yet.'
            : `Fieldpost is up to date. Last look: ${shortTime(updates.lookedAt, now)}.`,
        offers: look('Look for updates'),
      };
    case 'looking':
      return { text: 'Looking for updates …', offers: [] };
    case 'found': {
      const { version, bytes, metered, stopped } = updates;
      const metering = stopped ? 'The network has become metered, so the download was stopped.' : meteredWords[metered];
      return {
        text: `Fieldpost ${version} is available: ${megabytes(bytes)} to download. ${metering}`,
        offers: [{ label: 'Download', step: { do: 'download', version, metered } }],
      };
    }
    case 'downloading': {
      const { version, bytes, received, waits } = updates;
      const text = waits
        ? `Contacts are being sent first. Fieldpost ${version} is downloaded after that.`
        : `Downloading Fieldpost ${version}: ${Math.round(received / 1_000_000)} of ${megabytes(bytes)}.`;
      return { text, offers: [{ label: 'Stop the download', step: { do: 'stop' } }] };
    }
    case 'ready': {
      const how = updates.atClose
        ? 'It is installed when you close Fieldpost, or now. Your contacts stay.'
        : updates.administrator
          ? 'To install it, Fieldpost closes and your system asks for an administrator’s password. Your contacts stay.'
          : t('updates.byRestart');
      return {
        text: `Fieldpost ${updates.version} is ready. ${how}`,
        offers: [{ label: 'Restart and update', step: { do: 'install' } }],
      };
    }
    case 'failed':
      return {
        text: `${troubles[updates.trouble]} ${updates.trouble === 'not-installed' ? 'Your contacts are untouched.' : 'Nothing was changed.'}`,
        offers: look('Look again'),
      };
  }
}
