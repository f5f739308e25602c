import { describe, expect, it } from 'vitest';
import { requests, type RequestName } from '#contract/ipc.ts';
import { isPin } from '#contract/kiosk.ts';
import { askedNow, noSetup } from '#contract/events.ts';
import type { Answered } from '#contract/qualification.ts';
import { atEvent } from '../../electron/events/at-event.ts';
import { withEvent } from '../../electron/events/revise.ts';
import { visitorsEvents, visitorsRequests } from '../../electron/kiosk/allowed.ts';
import { isForVisitor } from '../../electron/kiosk/keys.ts';
import { kioskIn } from '../../electron/kiosk/kiosk.ts';
import { hashedPin, isThePin } from '../../electron/kiosk/pin.ts';
import { contactOf, visitorsSetup } from '../../electron/kiosk/visitor.ts';
import type { Preferences } from '../../electron/system/preferences.ts';
import { expo, question, sized } from '../support/events.ts';

/** Preferences without a file, and a clock that stands until it is told. */
function kiosk() {
  let current = { kiosk: null } as Preferences;
  let time = 0;
  const preferences = {
    get: () => current,
    set: (changes: Partial<Preferences>) => {
      current = { ...current, ...changes };
    },
    written: () => Promise.resolve(),
  };
  return {
    stored: () => current.kiosk,
    pass: (ms: number) => {
      time += ms;
    },
    /** The app after it was ended, whose clock begins anew. */
    restarted: () => {
      time = 0;
      return kioskIn(preferences, () => time);
    },
    ...kioskIn(preferences, () => time),
  };
}

describe('a PIN', () => {
  it('is known by its hash alone, which is another one each time', async () => {
    const [one, other] = [await hashedPin('4711'), await hashedPin('4711')];
    expect(one.hash).not.toBe(other.hash);
    expect(JSON.stringify(one)).not.toContain('4711');
    expect([await isThePin('4711', one), await isThePin('4712', one), await isThePin('', one)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has 4 to 12 digits', () => {
    expect(['4711', '123456789012', '123', '1234567890123', '12a4', ''].map(isPin)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the kiosk', () => {
  it('runs until the right PIN is entered', async () => {
    const one = kiosk();
    expect(one.isRunning()).toBe(false);
    await one.start('4711', true);
    expect([one.isRunning(), one.isPractice()]).toEqual([true, true]);
    expect(JSON.stringify(one.stored())).not.toContain('4711');
    expect(await one.leave('1111')).toEqual({ left: false, tries: 2, waitMs: 0 });
    expect(await one.leave('4711')).toEqual({ left: true });
    expect(one.isRunning()).toBe(false);
  });

  it('takes three wrong PINs in any minute, and not even the right one after them', async () => {
    const one = kiosk();
    await one.start('4711', false);
    await one.leave('1');
    one.pass(20_000);
    await one.leave('2');
    expect(await one.leave('3')).toEqual({ left: false, tries: 0, waitMs: 40_000 });
    expect(await one.leave('4711')).toEqual({ left: false, tries: 0, waitMs: 40_000 });
    one.pass(40_000);
    expect(await one.leave('4')).toEqual({ left: false, tries: 0, waitMs: 20_000 });
    one.pass(20_000);
    expect(await one.leave('4711')).toEqual({ left: true });
  });

  it('takes no more wrong PINs in a minute because the app was started again', async () => {
    const one = kiosk();
    await one.start('4711', false);
    await one.leave('1');
    await one.leave('2');
    const two = one.restarted();
    expect(await two.leave('3')).toEqual({ left: false, tries: 0, waitMs: 60_000 });
    const three = one.restarted();
    expect(await three.leave('4711')).toEqual({ left: false, tries: 0, waitMs: 60_000 });
    one.pass(60_000);
    expect(await three.leave('4')).toEqual({ left: false, tries: 2, waitMs: 0 });
    expect(await three.leave('4711')).toEqual({ left: true });
  });

  it('has counted a PIN before it is known whether it is right', async () => {
    const one = kiosk();
    await one.start('4711', false);
    const unheard = ['1', '2', '3'].map((pin) => one.leave(pin));
    expect(await one.restarted().leave('4711')).toEqual({ left: false, tries: 0, waitMs: 60_000 });
    await Promise.all(unheard);
  });

  it('counts none of a kiosk of before', async () => {
    const one = kiosk();
    await one.start('4711', false);
    for (const pin of ['1', '2', '3']) await one.leave(pin);
    await one.start('4712', false);
    expect(await one.leave('4712')).toEqual({ left: true });
  });

  it('counts several at once as several', async () => {
    const one = kiosk();
    await one.start('4711', false);
    const answers = await Promise.all(['1', '2', '3', '4711'].map((pin) => one.leave(pin)));
    expect(answers.every(({ left }) => !left)).toBe(true);
    expect(one.isRunning()).toBe(true);
  });
});

describe('a visitor', () => {
  it('may ask for nothing that shows, changes or sends anything of others', () => {
    expect(visitorsRequests).toEqual(['start', 'saveVisitor', 'leaveKiosk', 'screenFailed', 'linkChanged']);
    expect(visitorsEvents).toEqual(['modeChanged']);
    expect((Object.keys(requests) as RequestName[]).length).toBeGreaterThan(visitorsRequests.length * 5);
  });

  it('gets the event on duty, and nothing of any other', () => {
    const other = { ...expo, id: 'other', consent: { text: 'Other', language: 'en', version: 1 } };
    const setup = { ...withEvent(withEvent(noSetup, { ...expo, connection: 'c' }), other), onDuty: 'expo' };
    const seen = visitorsSetup(setup);
    expect(seen.events.map(({ id, connection }) => [id, connection])).toEqual([['expo', '']]);
    expect(Object.values(seen.consentTexts).map(({ text }) => text)).toEqual([expo.consent?.text]);
    expect(visitorsSetup({ ...setup, onDuty: null })).toEqual(noSetup);
  });

  it('is never asked how warm a lead they are, nor what hangs on that: it stays open, for the staff', () => {
    const ledByRating = { question: 'warm', anyOf: ['hot'] };
    const questions = [
      sized('size'),
      question('warm', { kind: 'temperature', required: true }),
      sized('next', { shownIf: ledByRating }),
    ];
    const setup = { ...withEvent(noSetup, { ...expo, questions }), onDuty: 'expo' };
    const seen = visitorsSetup(setup).events.flatMap((event) => askedNow(event, []));
    expect(seen.map(({ id }) => id)).toEqual(['size']);
    const answer = (id: string, value: string): Answered => ({
      ...{ question: id, revision: 1, kind: 'single', asked: id },
      given: [{ value, text: value }],
    });
    const visitor = { firstName: '', lastName: 'V', account: '', email: '', phone: '', consent: null };
    const answers = [answer('size', 'a'), answer('warm', 'hot'), answer('next', 'a')];
    const stored = atEvent(contactOf({ ...visitor, answers }, setup), setup);
    expect(stored.answers.map((one) => one.question)).toEqual(['size']);
    expect(stored.open).toEqual(['warm']);
  });

  it('writes and moves, and has no shortcut', () => {
    const press = (key: string, held: Partial<Record<'control' | 'alt' | 'meta', boolean>> = {}, mac = false) =>
      isForVisitor({ key, control: false, alt: false, meta: false, ...held }, mac);
    for (const key of ['a', 'ß', '1', ' ', 'Tab', 'Enter', 'Backspace', 'ArrowLeft', 'Dead']) {
      expect([key, press(key)]).toEqual([key, true]);
    }
    for (const key of ['F1', 'F5', 'F11', 'F12', 'Escape', 'Alt', 'Control', 'Meta', 'ContextMenu', 'BrowserBack']) {
      expect([key, press(key)]).toEqual([key, false]);
    }
    for (const key of ['r', 'k', 'v', 'w', 'q', 'Enter', 'Tab', '+']) {
      expect([key, press(key, { control: true }), press(key, { meta: true })]).toEqual([key, false, false]);
    }
    // AltGr on Windows and Linux; Option on a Mac: "@" on German keyboards.
    expect([press('@', { control: true, alt: true }), press('@', { alt: true }, true)]).toEqual([true, true]);
    expect([
      press('F4', { alt: true }),
      press('f', { alt: true }),
      press('@', { control: true, alt: true }, true),
    ]).toEqual([false, false, false]);
  });
});
