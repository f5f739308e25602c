import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyContact } from '#contract/contact.ts';
import { DraftKeeper, type Draft } from '../../../renderer/capture/draft-keeper.ts';

const draft = (lastName: string): Draft => ({ slot: 0, contact: { ...emptyContact(), lastName } });

describe('the draft keeper', () => {
  let typed = '';
  let written: (string | undefined)[] = [];
  let answer: () => Promise<unknown> = () => Promise.resolve();
  let noted: (string | undefined)[] = [];
  let drafts: DraftKeeper;

  const type = (text: string): void => {
    typed = text;
    drafts.changed();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    written = [];
    noted = [];
    answer = () => Promise.resolve();
    drafts = new DraftKeeper(
      () => draft(typed),
      ({ contact }) => {
        written.push(contact?.lastName);
        return answer();
      },
      ({ contact }) => {
        noted.push(contact?.lastName);
      },
    );
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('writes every 300 ms while the typing goes on, and once after that', async () => {
    for (const text of ['M', 'Me', 'Mei', 'Meie', 'Meier']) {
      type(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(written).toEqual(['Mei']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual(['Mei', 'Meier']);
  });

  it('tells of each letter at once, and of none of the next contact before the one that is being saved is', async () => {
    type('M');
    type('Me');
    expect(noted).toEqual(['M', 'Me']);
    await drafts.hold();
    type('Next');
    expect(noted).toEqual(['M', 'Me']);
    drafts.release();
    expect(noted).toEqual(['M', 'Me', 'Next']);
  });

  it('writes at once when it is told to, as it stands at that moment', async () => {
    type('Me');
    const flushed = drafts.flush();
    typed = 'somebody else';
    await flushed;
    expect(written).toEqual(['Me']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual(['Me']);
  });

  it('writes nothing late once a contact is being saved', async () => {
    type('Meier');
    await drafts.hold();
    await vi.advanceTimersByTimeAsync(1_000);
    drafts.release();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual([]);
  });

  it('lets a write that is under way end before the contact is saved', async () => {
    let end = (): void => undefined;
    answer = () =>
      new Promise<void>((resolve) => {
        end = resolve;
      });
    type('Meier');
    void drafts.flush();
    let held = false;
    void drafts.hold().then(() => {
      held = true;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(held).toBe(false);
    end();
    await vi.advanceTimersByTimeAsync(10);
    expect(held).toBe(true);
  });

  it('writes what was typed meanwhile after the save', async () => {
    await drafts.hold();
    type('Next');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual([]);
    drafts.release();
    await vi.advanceTimersByTimeAsync(300);
    expect(written).toEqual(['Next']);
  });

  it('tries again after a failure', async () => {
    answer = () => Promise.reject(new Error('The disk is full.'));
    type('Meier');
    await vi.advanceTimersByTimeAsync(300);
    expect(drafts.isBehind).toBe(true);
    answer = () => Promise.resolve();
    await drafts.flush();
    expect(written).toEqual(['Meier', 'Meier']);
    expect(drafts.isBehind).toBe(false);
  });
});
