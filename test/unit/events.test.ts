import { describe, expect, it } from 'vitest';
import {
  askedNow,
  eventProblems,
  isHeld,
  leftOpen,
  noSetup,
  type FieldEvent,
  type Question,
} from '#contract/events.ts';
import type { Answered } from '#contract/qualification.ts';
import { atEvent } from '../../electron/events/at-event.ts';
import { consentHash, withEvent, withoutEvent } from '../../electron/events/revise.ts';
import { contactWith } from '../support/contacts.ts';
import { eventWith, sized } from '../support/events.ts';

const answer = (id: string, value: string): Answered => ({
  question: id,
  revision: 1,
  kind: 'single',
  asked: `Question ${id}?`,
  given: [{ value, text: value }],
});

describe('what is asked', () => {
  const event = eventWith({
    questions: [
      sized('1', { required: true }),
      sized('2', { required: true, shownIf: { question: '1', anyOf: ['a'] } }),
      sized('3', { required: true, shownIf: { question: '2', anyOf: ['b'] } }),
    ],
  });
  const asked = (answers: Answered[]) => askedNow(event, answers).map(({ id }) => id);

  it('depends on what was answered before', () => {
    expect(asked([])).toEqual(['1']);
    expect(asked([answer('1', 'b')])).toEqual(['1']);
    expect(asked([answer('1', 'a')])).toEqual(['1', '2']);
    expect(asked([answer('1', 'a'), answer('2', 'b')])).toEqual(['1', '2', '3']);
    // What is not asked any more leads to nothing.
    expect(asked([answer('1', 'b'), answer('2', 'b')])).toEqual(['1']);
  });

  it('leaves a contact open only for what is asked', () => {
    expect(leftOpen(event, [])).toEqual(['1']);
    expect(leftOpen(event, [answer('1', 'b')])).toEqual([]);
    expect(leftOpen(event, [answer('1', 'a'), answer('2', ' ')])).toEqual(['2']);
  });
});

describe('a change of an event', () => {
  const before = withEvent(
    noSetup,
    eventWith({ questions: [sized('1')], consent: { text: 'Ok', language: 'en', version: 9 } }),
  );
  const changed = (parts: Partial<Question>) =>
    withEvent(before, eventWith({ questions: [sized('1', parts)] })).events[0]?.questions[0]?.revision;

  it('makes another revision of a question whose meaning is another', () => {
    expect(changed({ asked: 'Else?' })).toBe(2);
    expect(changed({ kind: 'several' })).toBe(2);
    expect(changed({ options: [{ id: 'a', label: 'Huge' }] })).toBe(2);
    expect(changed({ required: true, revision: 7 })).toBe(1);
  });

  it('keeps every text that a visitor was asked to agree to, once', () => {
    const after = withEvent(before, eventWith({ consent: { text: 'Fine', language: 'en', version: 1 } }));
    expect(after.events[0]?.consent?.version).toBe(2);
    expect(Object.values(after.consentTexts).map(({ text }) => text)).toEqual(['Ok', 'Fine']);
    const same = withEvent(after, eventWith({ consent: { text: 'Fine', language: 'en', version: 1 } }));
    expect(same.events[0]?.consent?.version).toBe(2);
    expect(Object.keys(withoutEvent(same, 'e1').consentTexts)).toEqual(Object.keys(after.consentTexts));
    expect(consentHash({ text: 'Ok', language: 'en', version: 1 })).toMatch(/^[\da-f]{64}$/u);
  });

  it('ends the duty of an event that goes', () => {
    expect(withoutEvent({ ...before, onDuty: 'e1' }, 'e1')).toMatchObject({ events: [], onDuty: null });
  });
});

describe('a contact of an event', () => {
  const event = eventWith({
    questions: [sized('1', { required: true }), sized('2', { shownIf: { question: '1', anyOf: ['a'] } })],
    defaults: [
      { name: 'LeadSource', value: 'Expo' },
      { name: 'Campaign', value: 'C1' },
    ],
    capturedBy: 'Jo',
    connection: 'c2',
  });
  const setup = withEvent(noSetup, event);
  const at = { id: 'e1', name: 'old name' };

  it('gets what the event gives, and never over what was typed', () => {
    const typed = contactWith({ event: at, customFields: [{ name: 'Campaign', value: 'Mine', kind: 'text' }] });
    expect(atEvent(typed, setup)).toMatchObject({
      event: { id: 'e1', name: 'Expo' },
      capturedBy: 'Jo',
      connection: 'c2',
      open: ['1'],
      customFields: [
        { name: 'Campaign', value: 'Mine', kind: 'text' },
        { name: 'LeadSource', value: 'Expo', kind: 'text' },
      ],
    });
    expect(atEvent({ ...typed, capturedBy: 'Kim' }, setup).capturedBy).toBe('Kim');
  });

  it('goes by the connection it was captured for, also where its event has another one by now', () => {
    const typed = contactWith({ event: at, connection: 'c1' });
    expect(atEvent(typed, setup, 'c1').connection).toBe('c1');
    expect(atEvent(typed, setup, '').connection).toBe('');
    expect(atEvent(typed, setup).connection).toBe('c2');
  });

  it('keeps no answer to what is not asked, and those of other events', () => {
    const answers = [answer('1', 'b'), answer('2', 'a'), answer('other', 'x')];
    expect(atEvent(contactWith({ event: at, answers }), setup).answers.map(({ question: id }) => id)).toEqual([
      '1',
      'other',
    ]);
    expect(atEvent(contactWith({ event: at, answers }), setup).open).toEqual([]);
  });

  it('stays as it is without an event, and where its event is gone', () => {
    const without = contactWith({ answers: [answer('1', 'a')] });
    expect(atEvent(without, setup)).toBe(without);
    const gone = contactWith({ event: { id: 'e9', name: 'Gone' } });
    expect(atEvent(gone, setup)).toBe(gone);
  });
});

describe('an event as typed', () => {
  it.each([
    [{ name: ' ' }, 'name'],
    [{ from: '27.11.2026' }, 'from'],
    [{ from: '2026-11-28', to: '2026-11-27' }, 'to'],
    [{ timeZone: 'Berlin' }, 'timeZone'],
    [{ consent: { text: ' ', language: 'en', version: 1 } }, 'consent'],
    [{ defaults: [{ name: '', value: 'x' }] }, 'defaults.0.name'],
    [{ questions: [sized('1', { asked: '' })] }, 'questions.0.asked'],
    [{ questions: [sized('1', { options: [] })] }, 'questions.0.options'],
    [
      {
        questions: [
          sized('1', {
            options: [
              { id: 'a', label: 'x' },
              { id: 'b', label: ' x' },
            ],
          }),
        ],
      },
      'questions.0.options.1',
    ],
    [{ questions: [sized('1', { shownIf: { question: '2', anyOf: ['a'] } }), sized('2')] }, 'questions.0.shownIf'],
  ] as [Partial<FieldEvent>, string][])('is not saved with %o', (parts, where) => {
    expect(Object.keys(eventProblems(eventWith(parts)))).toEqual([where]);
  });

  it('is saved with all that is right', () => {
    const all = { from: '2026-11-27', to: '2026-11-27', timeZone: 'Europe/Berlin', questions: [sized('1')] };
    expect(eventProblems(eventWith(all))).toEqual({});
  });
});

it('is held on its days, as they are where it is', () => {
  const now = Date.parse('2026-11-27T23:30:00Z');
  const held = (from: string, to: string, timeZone = 'UTC') => isHeld({ from, to, timeZone }, now);
  expect([held('2026-11-26', '2026-11-28'), held('2026-11-27', ''), held('', '2026-11-27')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([held('', ''), held('2026-11-28', '2026-11-30'), held('2026-11-20', '2026-11-26')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(held('2026-11-28', '2026-11-28', 'Europe/Berlin')).toBe(true);
});
