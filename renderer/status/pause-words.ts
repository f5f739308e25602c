/** Why the queue rests, in words: what happened, and what the user can do about it. */
import type { PolicySetting } from '#contract/policy.ts';
import type { Pause, PauseReason } from '#contract/status.ts';
import { textOf } from '../lib/words.ts';

export type Tone = 'good' | 'busy' | 'resting' | 'attention';

interface Words {
  what: string;
  /** What the user can do about it; null: nothing but wait. */
  todo: string | null;
  needsSettings: boolean;
  tone: Tone;
}

const words: Record<PauseReason, Words> = {
  'other-laptop': {
    what: 'This outbox comes from another laptop.',
    todo: 'Choose above which of the two sends it.',
    needsSettings: false,
    tone: 'attention',
  },
  'not-connected': {
    what: 'Not connected to a CRM yet.',
    todo: 'Enter the connection in Settings.',
    needsSettings: true,
    tone: 'resting',
  },
  'no-key': {
    what: 'The API key is missing.',
    todo: 'Enter it in Settings.',
    needsSettings: true,
    tone: 'attention',
  },
  'keychain-unavailable': {
    what: 'The API key cannot be read: the keychain of this laptop is locked or missing.',
    todo: 'Unlock it.',
    needsSettings: false,
    tone: 'attention',
  },
  offline: { what: 'Offline.', todo: null, needsSettings: false, tone: 'resting' },
  portal: {
    what: 'A sign-in page of the Wi-Fi answered instead of the CRM.',
    todo: 'Open a web browser and sign in to the Wi-Fi.',
    needsSettings: false,
    tone: 'attention',
  },
  'key-rejected': {
    what: 'The CRM rejected the API key.',
    todo: 'Enter a valid one in Settings.',
    needsSettings: true,
    tone: 'attention',
  },
  'plan-refused': {
    what: 'The CRM refused: your plan does not cover this.',
    todo: 'Ask whoever manages the plan.',
    needsSettings: false,
    tone: 'attention',
  },
  'access-refused': {
    what: 'The CRM refused access with this API key and credential ID.',
    todo: 'Check both in Settings.',
    needsSettings: true,
    tone: 'attention',
  },
  'wrong-address': {
    what: 'There is no CRM at the API base URL.',
    todo: 'Correct it in Settings.',
    needsSettings: true,
    tone: 'attention',
  },
  refusing: {
    what: 'The CRM refuses every contact.',
    todo: 'Check the connection in Settings, then try again.',
    needsSettings: true,
    tone: 'attention',
  },
  'rate-limited': { what: 'The CRM asks to slow down.', todo: null, needsSettings: false, tone: 'resting' },
  'api-ill': { what: 'The CRM is having trouble.', todo: null, needsSettings: false, tone: 'resting' },
  'disk-trouble': {
    what: 'The disk of this laptop is full or cannot be written.',
    todo: 'Free some space.',
    needsSettings: false,
    tone: 'attention',
  },
};

/** What the user cannot put right where an organisation has set it. */
const askAdministrator = { todo: 'Only your administrator can change that.', needsSettings: false };

/** The codes of a connection whose failure is told on the status line: a proxy, or a certificate that is not to be trusted. */
const obstacles = /^(?:PROXY_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/u;

/** Most characters of the CRM's words that the status line has room for. */
const mostWords = 100;

/**
 * Takes why the queue rests, whether contacts wait, and what of the settings cannot be changed; returns what is said of it.
 */
export function wordsFor(pause: Pause, waits: boolean, locked: readonly PolicySetting[]): Words {
  return { ...words[pause.reason], ...beyondUser(pause.reason, locked), ...met(pause, waits) };
}

/** Takes why the queue rests, or null; returns whether the status line asks the user to do something about it. */
export function asksUser(pause: Pause | null): boolean {
  return pause !== null && (pause.asks || words[pause.reason].todo !== null);
}

function beyondUser(reason: PauseReason, locked: readonly PolicySetting[]): Partial<Words> {
  const address = locked.includes('baseUrl');
  const isBeyond =
    (reason === 'wrong-address' && address) ||
    (reason === 'not-connected' && address && locked.includes('credentialId'));
  return isBeyond ? askAdministrator : {};
}

/** What is said of this one rest, and not of every one with its reason. */
function met({ reason, asks, status, code, message }: Pause, waits: boolean): Partial<Words> {
  if (reason === 'offline' && code !== null && message !== null && obstacles.test(code)) {
    return { what: `The CRM cannot be reached. ${textOf(message)}` };
  }
  if (reason === 'refusing') {
    const said = message === null ? ` (HTTP ${status ?? 0})` : `: “${inShort(textOf(message))}”`;
    return {
      what: `The CRM refuses every contact${said}.`,
      todo: `Check the connection in Settings, then ${waits ? 'try again' : 'retry them'}.`,
    };
  }
  if (reason === 'rate-limited' && status === 503) return { what: 'The CRM is out of service for now.' };
  if (reason === 'api-ill' && asks) {
    return { what: 'The CRM is having trouble, and contacts sent to it get no clear answer.', ...risk };
  }
  return reason === 'portal' && asks ? { todo: `${words.portal.todo ?? ''} ${risk.todo}` } : {};
}

const risk = { todo: '“Try now” sends one more, which may end up unconfirmed too.', tone: 'attention' } as const;

/** The CRM's words without the full stop, which belongs to the sentence around them. */
function inShort(message: string): string {
  const said = message.trim();
  return said.length <= mostWords ? said.replace(/\.$/u, '') : `${said.slice(0, mostWords).replace(/\s+\S*$/u, '')} …`;
}
