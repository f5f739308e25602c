import { describe, expect, it } from 'vitest';
import { say, type Said } from '#words/message.ts';
import type { Counts } from '#contract/outbox.ts';
import type { PolicySetting } from '#contract/policy.ts';
import { pauseReasons, type Pause, type PauseReason, type Status } from '#contract/status.ts';
import { speaker } from '#words/speaker.ts';
import { noContacts, plainPause, quietStatus } from '../../support/status.ts';
import { statusSentence, type StatusSentence } from '../../../renderer/status/sentence.ts';

const now = 1_800_000_000_000;

const status = (counts: Partial<Counts>, more: Partial<Status> = {}): Status => ({
  ...quietStatus,
  counts: { ...noContacts, ...counts },
  ...more,
});

const paused = (
  reason: PauseReason,
  counts: Partial<Counts>,
  until: number | null = null,
  more: Partial<Pause> = {},
): Status => {
  return status(counts, { pause: { ...plainPause, reason, since: now, met: now, until, ...more } });
};

const { text } = speaker('en', 'en-GB');

/** What the line says, and behind a bar the counts. */
const read = ({ said, next, pills }: StatusSentence): string => {
  const words = text([said, next ?? ''].flat());
  return [words, ...pills.map((pill) => text(pill.said))].join(' | ');
};
const said = (what: Status): string => read(statusSentence(what, now));
const words = (sentence: StatusSentence): string => read({ ...sentence, pills: [] });

describe('the status line', () => {
  it('names a proxy or a certificate that is in the way, and no technical code', () => {
    const met = (code: string, message: Said) => paused('offline', { waiting: 2 }, now + 5_000, { code, message });
    expect(said(met('PROXY_AUTH', say('network.proxyAsks', { proxy: 'p:8080' })))).toBe(
      'The CRM cannot be reached. The proxy p:8080 asks for a password. Your contacts are safe on this laptop. Next try in 5 s. | 2 waiting',
    );
    expect(said(met('SELF_SIGNED_CERT_IN_CHAIN', 'It was issued by “Filter”.'))).toMatch(
      /^The CRM cannot be reached\. It was issued by “Filter”\. Your contacts/u,
    );
    expect(said(met('ENOTFOUND', 'getaddrinfo ENOTFOUND crm.example.com'))).toMatch(/^Offline\. Your contacts/u);
  });

  it('says what happens while nothing keeps the queue', () => {
    expect(said(status({}))).toBe('Nothing captured yet.');
    expect(said(status({ waiting: 3 }))).toBe('Sending. Your contacts are safe on this laptop. | 3 waiting');
    expect(said(status({ waiting: 3, sending: 2 }))).toBe(
      'Sending. Your contacts are safe on this laptop. | 5 waiting',
    );
    expect(said(status({ sending: 1, delivered: 4 }))).toBe(
      'Sending. Your contact is safe on this laptop. | 1 waiting | 4 delivered',
    );
    expect(said(status({ delivered: 12 }))).toBe('Everything is delivered. | 12 delivered');
    expect(said(status({ delivered: 12_000 }))).toBe('Everything is delivered. | 12,000 delivered');
  });

  it('says that the CRM did not take a contact that rests, and offers to try it now', () => {
    const resting = statusSentence(status({ waiting: 1, delivered: 4 }, { declined: 1 }), now);
    expect(words(resting)).toBe(
      'The CRM did not take 1 contact and is asked again later. Your contact is safe on this laptop.',
    );
    expect(resting.canTryNow).toBe(true);
    expect(said(status({ waiting: 2 }, { declined: 1 }))).toMatch(/^Sending\. Your contacts are safe/u);
  });

  it('says that a contact waits only because it is being edited', () => {
    const held = status({ waiting: 1 }, { heldBack: 1 });
    expect(words(statusSentence(held, now))).toBe(
      'The contact you are editing is sent once you save it. Your contact is safe on this laptop.',
    );
  });

  it('claims nothing of an outbox that cannot be opened, and says where what is typed stays', () => {
    const closed = statusSentence(status({}, { isOpen: false, storeProblem: 'It is damaged.' }), now);
    expect(read(closed)).toBe('The outbox cannot be opened now. What you type stays in the form.');
    expect(closed.tone).toBe('attention');
  });

  it('never says that everything is delivered while a person has to look at one', () => {
    expect(said(status({ delivered: 10, 'needs-attention': 2 }))).toBe(
      '2 contacts need you. Open them to see why. | 2 need you | 10 delivered',
    );
    expect(said(status({ 'needs-attention': 1, unconfirmed: 1 }))).toBe(
      '2 contacts need you. Open them to see why. | 2 need you',
    );
    expect(said(status({ unconfirmed: 1 }))).toBe('One contact needs you. Open it to see why. | 1 needs you');
    expect(said(status({ delivered: 9, unconfirmed: 2 }, { left: 2 }))).toBe(
      'You left 2 contacts unconfirmed. | 9 delivered',
    );
    expect(said(status({ delivered: 9, unconfirmed: 3 }, { left: 2 }))).toBe(
      'One contact needs you. Open it to see why. You left 2 contacts unconfirmed. | 1 needs you | 9 delivered',
    );
    expect(said(status({ delivered: 9, withdrawn: 1 }))).toBe('Nothing is waiting. | 9 delivered');
    expect(said(status({ withdrawn: 1 }))).toBe('Nothing is waiting.');
    expect(said(status({ waiting: 1, unconfirmed: 2 }))).toBe(
      'Sending. Your contact is safe on this laptop. | 1 waiting | 2 need you',
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
      'Offline. Your contacts are safe on this laptop. Next try in 20 s. | 3 waiting',
    );
    expect(said(paused('offline', { waiting: 3 }, now - 1))).toBe(
      'Offline. Your contacts are safe on this laptop. Trying now. | 3 waiting',
    );
    expect(said(paused('portal', { waiting: 1 }))).toBe(
      'A Wi-Fi sign-in page answered instead of the CRM. Your contact is safe on this laptop. Open a web browser and sign in to the Wi-Fi. | 1 waiting',
    );
    expect(said(paused('rate-limited', { waiting: 200 }, now + 180_000))).toBe(
      'The CRM asks to slow down. Your contacts are safe on this laptop. Next try in 3 min. | 200 waiting',
    );
  });

  it('says that the CRM is out of service, and not that it asks to slow down', () => {
    const met = (status: number) => paused('rate-limited', { waiting: 2 }, now + 180_000, { status });
    expect(said(met(503))).toBe(
      'The CRM is out of service for now. Your contacts are safe on this laptop. Next try in 3 min. | 2 waiting',
    );
    expect(said(met(429))).toMatch(/^The CRM asks to slow down\./u);
  });

  it("says in the CRM's words that it refuses every contact, and what to do", () => {
    const refusing = (counts: Partial<Counts>, more: Partial<Pause>) =>
      paused('refusing', counts, now + 720_000, { asks: true, status: 400, ...more });
    const many = refusing({ waiting: 33, 'needs-attention': 5 }, { message: 'credential expired' });
    expect(said(many)).toBe(
      'The CRM refuses every contact: “credential expired”. Your contacts are safe on this laptop. Check the connection in Settings, then try again. Next try in 12 min. | 33 waiting | 5 need you',
    );
    expect(statusSentence(many, now)).toMatchObject({ canTryNow: true, needsSettings: true, tone: 'attention' });
    expect(said(refusing({ 'needs-attention': 5 }, { message: 'Expired.' }))).toBe(
      'The CRM refuses every contact: “Expired”. Check the connection in Settings, then retry them. | 5 need you',
    );
    expect(said(refusing({ waiting: 1 }, { message: null }))).toMatch(
      /^The CRM refuses every contact \(HTTP 400\)\. Your/u,
    );
    const long = said(refusing({ waiting: 1 }, { message: 'word '.repeat(100) }));
    expect(long).toMatch(/word …”\. Your contact is safe/u);
    expect(long.length).toBeLessThan(300);
  });

  it('says what one more try risks, where one contact after another got no clear answer', () => {
    const lost = (reason: PauseReason) =>
      paused(reason, { waiting: 12, unconfirmed: 5 }, null, { asks: true, status: 500 });
    expect(said(lost('api-ill'))).toBe(
      'The CRM is having trouble and gives no clear answer. Your contacts are safe on this laptop. “Try now” sends one more contact, which may end up unconfirmed too. | 12 waiting | 5 need you',
    );
    expect(said(lost('portal'))).toMatch(/sign in to the Wi-Fi\. “Try now” sends one more contact, which may/u);
    for (const reason of ['api-ill', 'portal'] as const) {
      expect(statusSentence(lost(reason), now)).toMatchObject({ canTryNow: true, next: null, tone: 'attention' });
    }
    expect(said(paused('api-ill', { waiting: 1 }, now + 5_000))).not.toContain('Try now');
  });

  it('says that there is no network as what the laptop reports, and believes what comes of sending more', () => {
    expect(said(status({ delivered: 2 }, { link: false }))).toBe(
      'This laptop reports no network. Everything is delivered. | 2 delivered',
    );
    expect(said(status({}, { link: false }))).toBe('This laptop reports no network. Nothing captured yet.');
    expect(said(status({ waiting: 2 }, { link: false }))).toMatch(/^Sending\. Your contacts are safe/u);
  });

  it('tells with nothing to send only of what the user has to end', () => {
    const told = pauseReasons.filter(
      (reason) => said(paused(reason, { delivered: 2 })) !== 'Everything is delivered. | 2 delivered',
    );
    expect(told).toEqual(
      pauseReasons.filter((reason) => !['offline', 'portal', 'rate-limited', 'api-ill'].includes(reason)),
    );
    expect(statusSentence(paused('api-ill', { delivered: 2 }), now).tone).toBe('good');
    expect(said(paused('api-ill', { sending: 1 }))).toMatch(/^The CRM is having trouble\./u);
  });

  it('has a sentence of its own for every reason, which says that what waits is safe', () => {
    const sentences = pauseReasons.map((reason) => words(statusSentence(paused(reason, { waiting: 3 }), now)));
    expect(new Set(sentences).size).toBe(pauseReasons.length);
    for (const sentence of sentences) {
      expect(sentence).toContain('Your contacts are safe on this laptop.');
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
    expect(words(address)).toBe(
      'There is no CRM at the API base URL. Your contact is safe on this laptop. Only your administrator can change that.',
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

  it('lets every count lead to the contacts it counts', () => {
    const shown = (counts: Partial<Counts>, more: Partial<Status> = {}) =>
      statusSentence(status(counts, more), now).pills.map((pill) => [text(pill.said), pill.state]);
    const all = { waiting: 1, sending: 2, delivered: 9, 'needs-attention': 3, unconfirmed: 4 };
    expect(shown(all, { left: 1 })).toEqual([
      ['3 waiting', 'waiting'],
      ['6 need you', 'needs-attention'],
      ['9 delivered', 'delivered'],
    ]);
    expect(shown({ sending: 2, unconfirmed: 4 })).toEqual([
      ['2 waiting', 'sending'],
      ['4 need you', 'unconfirmed'],
    ]);
    expect(shown({})).toEqual([]);
  });

  it('counts nothing while the outbox is not open, and keeps the counts while it is checked', () => {
    const work = (kind: 'checking' | 'repairing', isOpen: boolean) =>
      read(
        statusSentence(
          status({ waiting: 2 }, { isOpen, work: kind === 'checking' ? { kind } : { kind, done: 1, total: 4 } }),
          now,
        ),
      );
    expect(work('repairing', false)).toBe('Repairing the outbox: 1 of 4 contacts.');
    expect(work('checking', true)).toMatch(
      /^Checking the outbox.*not closed properly.*Your contacts are safe on this laptop\. \| 2 waiting$/u,
    );
    // It was closed as it should be: it is the repair that is checked.
    const repaired = status({ waiting: 2 }, { work: { kind: 'checking' }, repair: 'Repaired.' });
    expect(read(statusSentence(repaired, now))).toMatch(/^Checking the repaired outbox\. Contacts are sent once/u);
  });
});

describe('of several connections', () => {
  const rests = {
    reason: 'key-rejected',
    until: null,
    asks: false,
    notBefore: null,
    message: null,
    code: null,
    status: 401,
  };
  const connections = (waiting: number) =>
    [
      { id: '', name: 'Here', waiting: 1, inFlight: 0, pause: null },
      { id: 'b', name: 'There', waiting, inFlight: 0, pause: rests },
    ] as unknown as Status['connections'];

  it('each one that rests is told by its name, and that the others go on', () => {
    const told = said(status({ waiting: 3 }, { connections: connections(2) }));
    expect(told).toMatch(/^Sending\. There: /u);
    expect(told).toContain('safe on this laptop');
  });

  it('one that rests with nothing to send is no news', () => {
    expect(said(status({ waiting: 1 }, { connections: connections(0) }))).not.toContain('There');
  });
});
