import { describe, expect, it } from 'vitest';
import { say, type Said } from '#words/message.ts';
import type { Counts } from '#contract/outbox.ts';
import type { PolicySetting } from '#contract/policy.ts';
import { pauseReasons, type Pause, type PauseReason, type Status } from '#contract/status.ts';
import { plainText, statusSentence } from '../../../renderer/status/sentence.ts';

const now = 1_800_000_000_000;
const none: Counts = { waiting: 0, sending: 0, delivered: 0, 'needs-attention': 0, unconfirmed: 0, withdrawn: 0 };

const status = (counts: Partial<Counts>, more: Partial<Status> = {}): Status => ({
  isOpen: true,
  counts: { ...none, ...counts },
  pause: null,
  heldBack: 0,
  left: 0,
  declined: 0,
  inFlight: 0,
  lastDeliveredAt: null,
  link: true,
  diskLow: null,
  storeProblem: null,
  work: null,
  repair: null,
  ...more,
});

const paused = (
  reason: PauseReason,
  counts: Partial<Counts>,
  until: number | null = null,
  more: Partial<Pause> = {},
): Status => {
  const nothing = { notBefore: null, asks: false, status: null, code: null, message: null };
  return status(counts, { pause: { reason, since: now, met: now, until, tries: 1, ...nothing, ...more } });
};

const said = (what: Status): string => plainText(statusSentence(what, now));

describe('the status line', () => {
  it('names a proxy or a certificate that is in the way, and no technical code', () => {
    const met = (code: string, message: Said) => paused('offline', { waiting: 2 }, now + 5_000, { code, message });
    expect(said(met('PROXY_AUTH', say('network.proxyAsks', { proxy: 'p:8080' })))).toBe(
      'The CRM cannot be reached. The proxy p:8080 asks for a password. 2 waiting, safe on this laptop. Next try in 5 s.',
    );
    expect(said(met('SELF_SIGNED_CERT_IN_CHAIN', 'It was issued by “Filter”.'))).toMatch(
      /^The CRM cannot be reached\. It was issued by “Filter”\. 2 waiting/u,
    );
    expect(said(met('ENOTFOUND', 'getaddrinfo ENOTFOUND crm.example.com'))).toMatch(/^Offline\. 2 waiting/u);
  });

  it('says what happens while nothing keeps the queue', () => {
    expect(said(status({}))).toBe('Nothing captured yet.');
    expect(said(status({ waiting: 3 }))).toBe('Sending. 3 waiting, safe on this laptop.');
    expect(said(status({ waiting: 3, sending: 2 }))).toBe('Sending. 3 waiting, 2 under way, safe on this laptop.');
    expect(said(status({ sending: 1, delivered: 4 }))).toBe('Sending. 1 under way, safe on this laptop.');
    expect(said(status({ delivered: 12 }))).toBe('All 12 delivered.');
    expect(said(status({ delivered: 12_000 }))).toBe('All 12,000 delivered.');
  });

  it('says that the CRM did not take a contact that rests, and offers to try it now', () => {
    const resting = statusSentence(status({ waiting: 1, delivered: 4 }, { declined: 1 }), now);
    expect(plainText(resting)).toBe(
      'The CRM did not take 1 contact and is asked again later. 1 waiting, safe on this laptop.',
    );
    expect(resting.canTryNow).toBe(true);
    expect(said(status({ waiting: 2 }, { declined: 1 }))).toBe('Sending. 2 waiting, safe on this laptop.');
  });

  it('claims nothing of an outbox that cannot be opened, and says where what is typed stays', () => {
    const closed = statusSentence(status({}, { isOpen: false, storeProblem: 'It is damaged.' }), now);
    expect(plainText(closed)).toBe('The outbox cannot be opened now. What you type stays in the form.');
    expect(closed.tone).toBe('attention');
  });

  it('never says "all" while a person has to look at one', () => {
    expect(said(status({ delivered: 10, 'needs-attention': 2 }))).toBe('2 need attention. 10 delivered.');
    expect(said(status({ 'needs-attention': 1, unconfirmed: 1 }))).toBe('1 needs attention, 1 unconfirmed.');
    expect(said(status({ delivered: 9, unconfirmed: 2 }, { left: 2 }))).toBe('9 delivered, 2 left unconfirmed.');
    expect(said(status({ delivered: 9, unconfirmed: 3 }, { left: 2 }))).toBe(
      '1 unconfirmed. 9 delivered, 2 left unconfirmed.',
    );
    expect(said(status({ waiting: 1, unconfirmed: 2 }))).toBe(
      'Sending. 1 waiting, safe on this laptop. 2 unconfirmed.',
    );
  });

  it('has the colour of attention while the user has something to look at, and not for what the user has left', () => {
    const tone = (counts: Partial<Counts>, more: Partial<Status> = {}) =>
      statusSentence(status(counts, more), now).tone;
    expect(tone({ delivered: 4, 'needs-attention': 1 })).toBe('attention');
    expect(tone({ unconfirmed: 2 }, { left: 1 })).toBe('attention');
    expect(tone({ unconfirmed: 2 }, { left: 2 })).toBe('good');
    expect(tone({ unconfirmed: 1 }, { link: false })).toBe('attention');
    expect(tone({ waiting: 1, 'needs-attention': 1 })).toBe('busy');
  });

  it('says when and how the queue goes on', () => {
    expect(said(paused('offline', { waiting: 3 }, now + 20_000))).toBe(
      'Offline. 3 waiting, safe on this laptop. Next try in 20 s.',
    );
    expect(said(paused('offline', { waiting: 3 }, now - 1))).toBe(
      'Offline. 3 waiting, safe on this laptop. Trying now.',
    );
    expect(said(paused('portal', { waiting: 1 }))).toBe(
      'A sign-in page of the Wi-Fi answered instead of the CRM. 1 waiting, safe on this laptop. Open a web browser and sign in to the Wi-Fi.',
    );
    expect(said(paused('rate-limited', { waiting: 200 }, now + 180_000))).toBe(
      'The CRM asks to slow down. 200 waiting, safe on this laptop. Next try in 3 min.',
    );
  });

  it('says that the CRM is out of service, and not that it asks to slow down', () => {
    const met = (status: number) => paused('rate-limited', { waiting: 2 }, now + 180_000, { status });
    expect(said(met(503))).toBe(
      'The CRM is out of service for now. 2 waiting, safe on this laptop. Next try in 3 min.',
    );
    expect(said(met(429))).toMatch(/^The CRM asks to slow down\./u);
  });

  it("says in the CRM's words that it refuses every contact, and what to do", () => {
    const refusing = (counts: Partial<Counts>, more: Partial<Pause>) =>
      paused('refusing', counts, now + 720_000, { asks: true, status: 400, ...more });
    const many = refusing({ waiting: 33, 'needs-attention': 5 }, { message: 'credential expired' });
    expect(said(many)).toBe(
      'The CRM refuses every contact: “credential expired”. 33 waiting, safe on this laptop. 5 need attention. Check the connection in Settings, then try again. Next try in 12 min.',
    );
    expect(statusSentence(many, now)).toMatchObject({ canTryNow: true, needsSettings: true, tone: 'attention' });
    expect(said(refusing({ 'needs-attention': 5 }, { message: 'Expired.' }))).toBe(
      'The CRM refuses every contact: “Expired”. 5 need attention. Check the connection in Settings, then retry them.',
    );
    expect(said(refusing({ waiting: 1 }, { message: null }))).toMatch(
      /^The CRM refuses every contact \(HTTP 400\)\. 1/u,
    );
    const long = said(refusing({ waiting: 1 }, { message: 'word '.repeat(100) }));
    expect(long).toMatch(/word …”\. 1 waiting, safe/u);
    expect(long.length).toBeLessThan(300);
  });

  it('says what one more try risks, where one contact after another got no clear answer', () => {
    const lost = (reason: PauseReason) =>
      paused(reason, { waiting: 12, unconfirmed: 5 }, null, { asks: true, status: 500 });
    expect(said(lost('api-ill'))).toBe(
      'The CRM is having trouble, and contacts sent to it get no clear answer. 12 waiting, safe on this laptop. 5 unconfirmed. “Try now” sends one more, which may end up unconfirmed too.',
    );
    expect(said(lost('portal'))).toMatch(/sign in to the Wi-Fi\. “Try now” sends one more, which may/u);
    for (const reason of ['api-ill', 'portal'] as const) {
      expect(statusSentence(lost(reason), now)).toMatchObject({ canTryNow: true, next: null, tone: 'attention' });
    }
    expect(said(paused('api-ill', { waiting: 1 }, now + 5_000))).not.toContain('Try now');
  });

  it('says that there is no network as what the laptop reports, and believes what comes of sending more', () => {
    expect(said(status({ delivered: 2 }, { link: false }))).toBe('This laptop reports no network. All 2 delivered.');
    expect(said(status({}, { link: false }))).toBe('This laptop reports no network. Nothing captured yet.');
    expect(said(status({ waiting: 2 }, { link: false }))).toBe('Sending. 2 waiting, safe on this laptop.');
  });

  it('tells with nothing to send only of what the user has to end', () => {
    const told = pauseReasons.filter((reason) => said(paused(reason, { delivered: 2 })) !== 'All 2 delivered.');
    expect(told).toEqual(
      pauseReasons.filter((reason) => !['offline', 'portal', 'rate-limited', 'api-ill'].includes(reason)),
    );
    expect(statusSentence(paused('api-ill', { delivered: 2 }), now).tone).toBe('good');
    expect(said(paused('api-ill', { sending: 1 }))).toMatch(/^The CRM is having trouble\./u);
  });

  it('has a sentence of its own for every reason, which says that what waits is safe', () => {
    const sentences = pauseReasons.map((reason) => said(paused(reason, { waiting: 3 })));
    expect(new Set(sentences).size).toBe(pauseReasons.length);
    for (const sentence of sentences) {
      expect(sentence).toContain('3 waiting, safe on this laptop.');
      expect(sentence).toMatch(/^[A-Z].*\.$/u);
      expect(sentence).not.toContain('!');
    }
  });

  it('leads to Settings exactly where the remedy is there', () => {
    const inSettings = pauseReasons.filter((reason) => statusSentence(paused(reason, {}), now).needsSettings);
    expect(inSettings).toEqual([
      'not-connected',
      'no-key',
      'key-rejected',
      'access-refused',
      'wrong-address',
      'refusing',
    ]);
    for (const reason of inSettings) expect(said(paused(reason, {}))).toMatch(/in Settings[.,]/u);
  });

  it('does not send the user to Settings for what an organisation has locked there', () => {
    const locked = (reason: PauseReason, settings: PolicySetting[]) =>
      statusSentence(paused(reason, { waiting: 1 }), now, settings);
    const address = locked('wrong-address', ['baseUrl']);
    expect(plainText(address)).toBe(
      'There is no CRM at the API base URL. 1 waiting, safe on this laptop. Only your administrator can change that.',
    );
    expect(address.needsSettings).toBe(false);
    expect(locked('not-connected', ['baseUrl', 'credentialId']).needsSettings).toBe(false);
    // The rest of the connection is the user's to enter, and so is the key.
    expect(locked('not-connected', ['baseUrl']).needsSettings).toBe(true);
    expect(locked('no-key', ['baseUrl', 'credentialId']).needsSettings).toBe(true);
  });

  it('offers to try now where a try could end the rest', () => {
    const offered = (until: number | null, waiting: number, more: Partial<Pause> = {}) =>
      pauseReasons.filter((reason) => statusSentence(paused(reason, { waiting }, until, more), now).canTryNow);
    expect(offered(now + 20_000, 1)).toEqual(pauseReasons);
    expect(offered(now + 20_000, 1, { notBefore: now + 20_000 })).toEqual([]);
    expect(offered(now - 1, 1, { notBefore: now - 1 })).toEqual(pauseReasons);
    expect(offered(null, 1)).toEqual([]);
    expect(offered(null, 1, { asks: true })).toEqual(pauseReasons);
    expect(offered(now + 20_000, 0, { asks: true })).toEqual([]);
    expect(statusSentence(status({ waiting: 1 }), now).canTryNow).toBe(false);
  });

  it('lets every number lead to the contacts it counts', () => {
    const { parts } = statusSentence(
      status({ waiting: 1, sending: 2, delivered: 9, 'needs-attention': 3, unconfirmed: 4 }),
      now,
    );
    expect(parts.flatMap(({ text, state }) => (state === null ? [] : [[text, state]]))).toEqual([
      ['1 waiting', 'waiting'],
      ['2 under way', 'sending'],
      ['3 need attention', 'needs-attention'],
      ['4 unconfirmed', 'unconfirmed'],
    ]);
  });
});
