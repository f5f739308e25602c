import { describe, expect, it } from 'vitest';
import { noSetup } from '#contract/events.ts';
import { consentHash, withEvent } from '../../electron/events/revise.ts';
import { witnessed } from '../../electron/events/witnessed.ts';
import { consentOf, offsetText, saidNo, saidOnScreen, Strokes, toggled } from '../../renderer/qualify/consent.ts';
import { contactWith } from '../support/contacts.ts';
import { expo } from '../support/events.ts';

const now = Date.parse('2026-11-27T10:00:00Z');
const setup = withEvent(noSetup, expo);
const spoken = consentOf(expo, setup, { how: 'spoken', channels: ['post', 'email'] }, now);

describe('what is kept of a consent', () => {
  it('says how, for what, to which text, when and by whom', () => {
    expect(spoken).toEqual({
      how: 'spoken',
      channels: ['email', 'post'],
      version: 1,
      language: 'en',
      hash: consentHash({ text: 'Acme may write to me about its products.', language: 'en', version: 1 }),
      at: now,
      offset: -new Date(now).getTimezoneOffset(),
      by: 'Jo',
      laptop: '',
      signature: '',
      withdrawnAt: null,
    });
    expect(consentOf({ ...expo, consent: null }, setup, { how: 'spoken', channels: [] }, now)).toBeNull();
  });

  it('takes a screen on which nothing was ticked for neither a yes nor a no', () => {
    expect(saidOnScreen({ channels: [], signature: '', signedAs: '' })).toBeNull();
    expect(saidOnScreen({ channels: [], signature: 'M1 1L2 2', signedAs: 'Anna' })).toBeNull();
    expect(consentOf(expo, setup, saidNo, now)).toMatchObject({ how: 'ticked', channels: [] });
  });

  it('counts a drawing or a name as a signature, and a tick alone as a tick', () => {
    const how = (signature: string, signedAs: string) =>
      saidOnScreen({ channels: ['email'], signature, signedAs })?.how;
    expect([how('', ' '), how('M1 1L2 2', ''), how('', 'Anna Meier')]).toEqual(['ticked', 'signed', 'signed']);
  });

  it('names the laptop where it is stored, and what the screen did not know', () => {
    const contact = contactWith({
      consent: spoken && { ...spoken, hash: '', by: '' },
      capturedBy: 'Kim',
      event: { id: 'expo', name: 'Expo' },
    });
    expect(witnessed(contact, { laptop: 'booth-3', setup, before: null }).consent).toMatchObject({
      laptop: 'booth-3',
      by: 'Kim',
      hash: spoken?.hash,
    });
    // Whoever edits it on another laptop was not there.
    const stored = contactWith({ consent: spoken && { ...spoken, laptop: 'booth-1' } });
    expect(witnessed(stored, { laptop: 'booth-3', setup, before: null }).consent?.laptop).toBe('booth-1');
    expect(witnessed(contactWith({}), { laptop: 'booth-3', setup, before: null }).consent).toBeNull();
  });

  it('stays withdrawn where that was noted while the contact was edited, and a new one is not', () => {
    const before = spoken && { ...spoken, withdrawnAt: 5 };
    const contact = contactWith({ consent: spoken });
    expect(witnessed(contact, { laptop: '', setup, before }).consent?.withdrawnAt).toBe(5);
    const anew = contactWith({ consent: spoken && { ...spoken, at: spoken.at + 1 } });
    expect(witnessed(anew, { laptop: '', setup, before }).consent?.withdrawnAt).toBeNull();
  });
});

describe('a channel', () => {
  it('is chosen and taken back', () => {
    expect(toggled(['email'], 'phone')).toEqual(['email', 'phone']);
    expect(toggled(['email', 'phone'], 'email')).toEqual(['phone']);
  });
});

describe('a signature', () => {
  it('is the path of its strokes, within its field', () => {
    const strokes = new Strokes();
    strokes.to(10, 20, true);
    strokes.to(30.4, 20, false);
    strokes.to(30.1, 20, false);
    strokes.to(900, -5, false);
    strokes.up();
    strokes.to(50, 50, false);
    strokes.to(60, 60, true);
    expect(strokes.path).toBe('M10 20L10 20L30 20L300 0M60 60L60 60');
    strokes.clear();
    expect(strokes.path).toBe('');
  });

  it('ends growing before it fills the disk', () => {
    const strokes = new Strokes();
    for (let move = 0; move < 100_000; move++) strokes.to(move % 300, move % 97, move === 0);
    expect(strokes.path.length).toBeLessThan(21_000);
  });
});

it('writes how far a clock is ahead', () => {
  expect([60, 0, -210, 345].map(offsetText)).toEqual(['UTC+01:00', 'UTC+00:00', 'UTC-03:30', 'UTC+05:45']);
});
