// The outbox as a work list: what is looked at together, and what is done to several contacts at once.
import { expect, it, onTestFinished } from 'vitest';
import type { Mode } from '../../electron/modes/mode.ts';
import { outboxHandlers } from '../../electron/ipc/outbox.ts';
import type { HandlerParts } from '../../electron/ipc/parts.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import type { View } from '#contract/outbox.ts';
import { contactWith } from '../support/contacts.ts';
import { temporaryFolder } from '../support/folder.ts';
import { delivered, refused, unanswered } from '../support/settlements.ts';

/** An outbox with these contacts: Refused, Lost, Done, Again (refused) and Waits. */
function filled() {
  const outbox = openOutbox(temporaryFolder());
  onTestFinished(() => {
    outbox.close();
  });
  const ids: Record<string, number> = {};
  for (const [name, settlement] of [
    ['Refused', refused()],
    ['Lost', unanswered],
    ['Done', delivered('c-1')],
    ['Again', refused()],
    ['Waits', null],
  ] as const) {
    ids[name] = outbox.capture(contactWith({ lastName: name }), 1_000);
    if (settlement === null) continue;
    const claimed = outbox.claim({ baseUrl: 'https://crm.example.com', credentialId: 'c' }, 2_000);
    if (claimed !== null) outbox.settle(claimed, settlement, 3_000);
  }
  const told: number[][] = [];
  const nudged: string[] = [];
  const mode = {
    outbox,
    contactsChanged: (changed: number[]) => told.push(changed),
    nudge: (why: string) => nudged.push(why),
  } as unknown as Mode;
  const handlers = outboxHandlers({ modes: { current: () => mode } } as unknown as HandlerParts);
  const names = (state: View | null, search = '', before: number | null = null, limit = 50) =>
    outbox.page({ search, state, before, limit }).rows.map(({ name }) => name);
  const states = () => Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, outbox.row(id)?.state]));
  return { ids, handlers, names, states, told, nudged };
}

it('shows together what needs the user, newest first and page by page, and what is under way', () => {
  const { names, ids } = filled();
  expect(names('needs-you')).toEqual(['Again', 'Lost', 'Refused']);
  expect(names('needs-you', '', null, 2)).toEqual(['Again', 'Lost']);
  expect(names('needs-you', '', ids['Lost'], 2)).toEqual(['Refused']);
  expect(names('under-way')).toEqual(['Waits']);
  expect([names('needs-you', 'lost'), names('needs-you', 'done'), names(null, 'done')]).toEqual([
    ['Lost'],
    [],
    ['Done'],
  ]);
});

it('does to each of several contacts what its state allows, touches no other, and says which these were', async () => {
  const { ids, handlers, states, told, nudged } = filled();
  const of = (...names: string[]) => names.map((name) => ids[name] ?? 0);
  expect(await handlers.moveContacts({ move: 'retry', ids: of('Refused', 'Lost', 'Done', 'Refused') })).toEqual(
    of('Refused'),
  );
  expect(states()).toMatchObject({
    Refused: 'waiting',
    Lost: 'unconfirmed',
    Done: 'delivered',
    Again: 'needs-attention',
  });
  expect(await handlers.moveContacts({ move: 'withdraw', ids: of('Again', 'Lost', 'Done') })).toEqual(
    of('Again', 'Lost'),
  );
  expect(states()).toEqual({
    Refused: 'waiting',
    Lost: 'withdrawn',
    Done: 'delivered',
    Again: 'withdrawn',
    Waits: 'waiting',
  });
  expect(await handlers.moveContacts({ move: 'undoWithdraw', ids: of('Again', 'Lost') })).toEqual(of('Again', 'Lost'));
  expect(states()).toMatchObject({ Lost: 'unconfirmed', Again: 'needs-attention' });
  expect([told.at(-1), nudged]).toEqual([of('Again', 'Lost'), ['user']]);
});
