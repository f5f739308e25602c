/** The list of what was promised, read from a real outbox in the thread. */
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Contact } from '#contract/contact.ts';
import { mostFollowUps } from '#contract/follow-ups.ts';
import { openOutbox, type Outbox } from '../../electron/outbox/outbox.ts';
import { databaseIn } from '../../electron/store/database.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';

const noon = Date.parse('2026-11-24T12:00:00Z');

function open(): Outbox {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  return outbox;
}

const capture = (outbox: Outbox, lastName: string, parts: Partial<Contact> = {}) =>
  outbox.capture(contactWith({ lastName, ...parts }), noon);
const names = async (outbox: Outbox, by: 'date' | 'name' = 'date') =>
  (await outbox.followUps({ by, after: 0 })).rows.map(({ name }) => name);

describe('the follow-ups', () => {
  it('are the contacts that something was promised to, whatever became of them but for those withdrawn', async () => {
    const outbox = open();
    capture(outbox, 'Nothing');
    capture(outbox, 'Blank', { followUp: '  ' });
    capture(outbox, 'What', { account: 'Acme', followUp: 'Send the "price list"', followUpWho: 'Jo', rating: 'warm' });
    capture(outbox, 'When', { followUpBy: '2026-12-01' });
    outbox.park(capture(outbox, 'Parked', { followUp: 'Call' }), { code: 'set-aside' });
    outbox.withdraw(capture(outbox, 'Withdrawn', { followUp: 'Call' }), noon);
    const { rows, count } = await outbox.followUps({ by: 'name', after: 0 });
    expect(rows.map(({ name }) => name)).toEqual(['Parked', 'What', 'When']);
    expect(count).toBe(3);
    expect(rows[1]).toEqual({
      id: 3,
      name: 'What',
      account: 'Acme',
      what: 'Send the "price list"',
      by: '',
      who: 'Jo',
      rating: 'warm',
      state: 'waiting',
      doneAt: null,
    });
  });

  it('come by their day, then the warmest first; without a day, or with one that is none, last', async () => {
    const outbox = open();
    capture(outbox, 'No day, hot', { followUp: 'Call', rating: 'hot' });
    capture(outbox, 'Some Friday, cold', { followUpBy: 'Friday', rating: 'cold' });
    capture(outbox, 'Late', { followUpBy: '2026-12-24', rating: 'hot' });
    capture(outbox, 'Soon, unrated', { followUpBy: '2026-12-01' });
    capture(outbox, 'Soon, cold', { followUpBy: '2026-12-01', rating: 'cold' });
    capture(outbox, 'Soon, hot', { followUpBy: ' 2026-12-01 ', rating: 'hot' });
    expect(await names(outbox)).toEqual([
      'Soon, hot',
      'Soon, cold',
      'Soon, unrated',
      'Late',
      'No day, hot',
      'Some Friday, cold',
    ]);
  });

  it('come by name as a person would sort them', async () => {
    const outbox = open();
    for (const name of ['Zimmer', 'émile', 'Eva', 'adam', 'Ärmel']) capture(outbox, name, { followUp: 'Call' });
    expect(await names(outbox, 'name')).toEqual(['adam', 'Ärmel', 'émile', 'Eva', 'Zimmer']);
  });

  it('come in pages, of which the last is shorter', async () => {
    const outbox = open();
    outbox.together(() => {
      for (let at = 0; at < mostFollowUps + 3; at++) capture(outbox, `P${at}`, { followUp: 'Call' });
    });
    const first = await outbox.followUps({ by: 'date', after: 0 });
    const rest = await outbox.followUps({ by: 'date', after: first.rows.length });
    expect([first.rows.length, first.count, rest.rows.length]).toEqual([mostFollowUps, mostFollowUps + 3, 3]);
    expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id)).size).toBe(mostFollowUps + 3);
  });

  it('can be marked as done and undone, in whatever state, and come last then', async () => {
    const outbox = open();
    const [first, second] = [
      capture(outbox, 'First', { followUpBy: '2026-12-01' }),
      capture(outbox, 'Second', { followUpBy: '2026-12-02' }),
    ];
    outbox.claim({ baseUrl: 'https://crm.example', credentialId: 'c' }, noon);
    expect(outbox.markFollowUp(first, noon + 1)).toBe(true);
    expect(await names(outbox)).toEqual(['Second', 'First']);
    expect(await names(outbox, 'name')).toEqual(['Second', 'First']);
    const { rows } = await outbox.followUps({ by: 'date', after: 0 });
    expect(rows.map(({ doneAt }) => doneAt)).toEqual([null, noon + 1]);
    outbox.markFollowUp(first, null);
    expect(await names(outbox)).toEqual(['First', 'Second']);
    expect(outbox.markFollowUp(99, noon)).toBe(false);
    expect(outbox.row(second)?.state).toBe('waiting');
  });

  it('that are done change nothing of what is sent, and stay done until something else is promised', async () => {
    const outbox = open();
    const id = capture(outbox, 'Kept', { followUp: 'Call', note: 'n' });
    const before = outbox.detail(id)?.contact;
    outbox.markFollowUp(id, noon);
    expect(outbox.detail(id)?.contact).toEqual(before);
    const doneAt = async () => (await outbox.followUps({ by: 'date', after: 0 })).rows[0]?.doneAt;
    outbox.edit(id, contactWith({ lastName: 'Kept', followUp: 'Call', note: 'another' }));
    expect(await doneAt()).toBe(noon);
    outbox.edit(id, contactWith({ lastName: 'Kept', followUp: 'Call again' }));
    expect(await doneAt()).toBeNull();
    const claimed = outbox.claim({ baseUrl: 'https://crm.example', credentialId: 'c' }, noon);
    expect(JSON.stringify(claimed?.contact)).not.toContain('followUpDone');
  });

  it('leave out a contact that cannot be read, and none of the others', async () => {
    const outbox = open();
    const bad = capture(outbox, 'Bad', { followUp: 'Call' });
    capture(outbox, 'Good', { followUp: 'Call' });
    const database = new Database(databaseIn(outbox.folder));
    database.prepare('UPDATE contact SET body = ? WHERE id = ?').run('{"followUp":"Call"', bad);
    database.close();
    expect(await names(outbox)).toEqual(['Good']);
  });
});
