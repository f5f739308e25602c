import { expect, it } from 'vitest';
import type { Counts } from '#contract/outbox.ts';
import type { Pause, Status } from '#contract/status.ts';
import { speaker } from '#words/speaker.ts';
import { noContacts, plainPause, quietStatus } from '../../support/status.ts';
import { closingWords as wordsOf } from '../../../renderer/closing/closing-words.ts';

/** As they are read. */
function closingWords(...args: Parameters<typeof wordsOf>): { title: string; sentences: string[] } | null {
  const { text } = speaker('en', 'en-GB');
  const words = wordsOf(...args);
  return words && { title: text(words.title), sentences: words.sentences.map(text) };
}

const offline: Pause = { ...plainPause, reason: 'offline', until: 2 };

const status = (counts: Partial<Counts>, pause: Pause | null): Status => ({
  ...quietStatus,
  counts: { ...noContacts, delivered: 9, 'needs-attention': 1, unconfirmed: 1, withdrawn: 1, ...counts },
  pause,
});

it('has nothing to say where nothing waits and nothing is typed', () => {
  expect(closingWords(status({}, null), false)).toBeNull();
});

it('says how many are not sent, that they are safe, and when they are sent', () => {
  expect(closingWords(status({ waiting: 12 }, offline), false)).toEqual({
    title: '12 contacts are not sent yet',
    sentences: ['They are safe on this laptop, and are sent the next time Fieldpost is open and reaches the CRM.'],
  });
  expect(closingWords(status({ sending: 1 }, offline), false)?.title).toBe('1 contact is not sent yet');
});

it('says that sending is under way exactly where it is', () => {
  const hint = 'Sending is under way: keep Fieldpost open until it is done, if you can.';
  expect(closingWords(status({ waiting: 2 }, null), false)?.sentences).toContain(hint);
  expect(closingWords(status({ waiting: 2 }, offline), false)?.sentences).not.toContain(hint);
  expect(closingWords({ ...status({ waiting: 2 }, null), declined: 2 }, false)?.sentences).not.toContain(hint);
  // Some laptops report no network for good.
  expect(closingWords({ ...status({ waiting: 2 }, null), link: false }, false)?.sentences).toContain(hint);
});

it('says that what is typed is kept and not saved', () => {
  expect(closingWords(status({}, null), true)).toEqual({
    title: 'One entry is not saved yet',
    sentences: ['What you typed is not saved yet. It is kept, and is there when you open Fieldpost again.'],
  });
  expect(closingWords(status({ waiting: 1 }, offline), true)?.sentences).toHaveLength(2);
});

it('says that what is typed is lost where it could not be kept', () => {
  expect(closingWords(status({}, null), true, false)?.sentences).toEqual([
    'What you typed is not saved and could not be kept: it is lost if you quit. Write it down first.',
  ]);
});

it('does not promise that contacts are sent by themselves where only the user can see to that', () => {
  const asks: Pause = { ...offline, reason: 'other-laptop', until: null };
  const refusing: Pause = { ...offline, reason: 'refusing', asks: true };
  for (const pause of [asks, refusing]) {
    expect(closingWords(status({ waiting: 2 }, pause), false)?.sentences).toEqual([
      'They are safe on this laptop. To have them sent, first do what Fieldpost asks for at the bottom of its window.',
    ]);
  }
});
