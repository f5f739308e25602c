/** Why the queue rests: what happened, and what the user can do about it. */
import type { PolicySetting } from '#contract/policy.ts';
import type { Pause, PauseReason } from '#contract/status.ts';
import { say, type Key, type Said } from '#words/message.ts';

export type Tone = 'good' | 'busy' | 'resting' | 'attention';

interface Words {
  what: Said;
  /** What the user can do about it; null: nothing but wait. */
  todo: Said | null;
  needsSettings: boolean;
  tone: Tone;
}

/** Only time ends it. */
const passes = (key: Key): Words => ({ what: { key }, todo: null, needsSettings: false, tone: 'resting' });
const asks = (key: Key, todo: Key, needsSettings = false): Words => ({
  what: { key },
  todo: { key: todo },
  needsSettings,
  tone: 'attention',
});

const words: Record<PauseReason, Words> = {
  'other-laptop': asks('status.otherLaptop', 'status.otherLaptopTodo'),
  'not-connected': { ...asks('status.notConnected', 'status.notConnectedTodo', true), tone: 'resting' },
  'no-key': asks('status.noKey', 'status.noKeyTodo', true),
  'keychain-unavailable': asks('status.keychain', 'status.keychainTodo'),
  offline: passes('status.offline'),
  portal: asks('status.portal', 'status.portalTodo'),
  'key-rejected': asks('status.keyRejected', 'status.keyRejectedTodo', true),
  'plan-refused': asks('status.planRefused', 'status.planRefusedTodo'),
  'access-refused': asks('status.accessRefused', 'status.accessRefusedTodo', true),
  'wrong-address': asks('status.wrongAddress', 'status.wrongAddressTodo', true),
  refusing: asks('status.refusing', 'status.refusingTodo', true),
  'rate-limited': passes('status.rateLimited'),
  'api-ill': passes('status.apiIll'),
  'disk-trouble': asks('status.diskTrouble', 'status.diskTroubleTodo'),
};

/** What the user cannot put right where an organisation has set it. */
const askAdministrator = { todo: say('status.askAdministrator'), needsSettings: false };

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
    return { what: say('status.unreachable', { why: message }) };
  }
  if (reason === 'refusing') {
    return {
      what:
        message === null
          ? say('status.refusingSilently', { status: String(status ?? 0) })
          : say('status.refusing', { words: inShort(message) }),
      todo: say(waits ? 'status.refusingTodo' : 'status.refusedTodo'),
    };
  }
  if (reason === 'rate-limited' && status === 503) return { what: say('status.outOfService') };
  if (reason === 'api-ill' && asks) return { what: say('status.apiUnclear'), todo: risk, tone: 'attention' };
  return reason === 'portal' && asks ? { todo: [say('status.portalTodo'), risk] } : {};
}

const risk = say('status.oneMoreRisk', { tryNow: say('status.tryNow') });

/** The CRM's words without the full stop, which belongs to the sentence around them; messages of the app stay whole. */
function inShort(message: Said): Said {
  if (typeof message !== 'string') return message;
  const said = message.trim();
  return said.length <= mostWords ? said.replace(/\.$/u, '') : `${said.slice(0, mostWords).replace(/\s+\S*$/u, '')} …`;
}
