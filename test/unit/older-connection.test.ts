import { expect, it } from 'vitest';
import { noMemory } from '../../electron/store/settings.ts';
import { openQueue, type Moment } from '../../electron/sync/queue.ts';
import { step } from '../../electron/sync/step.ts';

const moment: Moment = { at: 1_000, chance: 0, waiting: 0, lookAt: Infinity, free: 9, freeAt: 0, most: 2 };

it('learns nothing from the end of a request that went to the connection of before', () => {
  const opened = openQueue(noMemory, true, 'yes', { wall: 0, steady: 0 });
  const [sending] = step(opened, { kind: 'claimed', ids: [1] }, moment);
  const [another] = step(sending, { kind: 'connection', connected: true }, moment);
  const evidence = { phase: 'answer', status: 401, headMs: 5, code: null, message: null, excerpt: null } as const;
  const outcome = { ...evidence, kind: 'key-rejected', processed: 'no' } as const;
  const landed = { kind: 'landed', id: 1, outcome, generation: opened.generation, began: 500 } as const;
  const [after, effects] = step(another, landed, moment);
  expect(after).toEqual({ ...another, inFlight: 0 });
  expect(effects).toMatchObject([{ kind: 'settle', id: 1, state: 'waiting', decision: { queue: 'other' } }]);
});
