/** What keeps one connection from another, broken rule by rule. */
import type { Mutation } from './mutations.ts';

const connections = 'electron/modes/connections.ts';
const delivery = 'electron/outbox/delivery.ts';
const lanes = 'electron/outbox/lanes.ts';

const cases = ['test/integration/connections.test.ts'];
const days = ['test/model/connections.test.ts'];

export const connectionMutations: readonly Mutation[] = [
  {
    rule: 'a contact goes to the CRM it was captured for, and to no other',
    file: delivery,
    from: 'contact === null || contact.connection !== lane) {',
    to: 'contact === null) {',
    tests: cases,
  },
  {
    rule: 'each connection has its own key',
    file: connections,
    from: 'const ownKeys = keysOf(keys, id);',
    to: "const ownKeys = keysOf(keys, '');",
    tests: cases,
  },
  {
    rule: 'a connection takes only what is its own',
    file: connections,
    from: 'outbox.claim(connection, now, behind, id)',
    to: 'outbox.claim(connection, now, behind)',
    tests: [...cases, ...days, 'test/model/delivery.test.ts'],
  },
  {
    rule: 'whose turn it is is asked for each connection',
    file: delivery,
    from: '= lanes.several() ? (nextOfLane',
    to: '= lane === null ? (nextOfLane',
    tests: days,
  },
  {
    rule: 'a contact that waits again waits for its own connection',
    file: lanes,
    from: "new.id WHERE new.state = 'waiting';",
    to: 'new.id WHERE false;',
    tests: [...cases, ...days],
  },
  {
    rule: 'over a restart each contact goes by its own connection',
    file: 'electron/outbox/outbox.ts',
    from: 'lanes.set(othersOf(settings.reads.connections()));',
    to: '',
    tests: days,
  },
  {
    rule: 'whether anything is to be sent is asked for each connection',
    file: connections,
    from: 'toSend: () => outbox.toSend(id)',
    to: 'toSend: () => outbox.toSend()',
    tests: [...cases, ...days],
  },
  {
    rule: "what one connection rests for is none of another one's after a restart",
    file: connections,
    from: 'queueMemory: () => outbox.queueMemory(id)',
    to: 'queueMemory: () => outbox.queueMemory()',
    tests: days,
  },
  {
    rule: "what one connection rests for is not kept as another one's",
    file: connections,
    from: 'outbox.saveQueueMemory(memory, id);',
    to: 'outbox.saveQueueMemory(memory);',
    tests: days,
  },
  {
    rule: 'each connection has its own pace',
    file: connections,
    from: 'pace: () => outbox.pace(id)',
    to: 'pace: () => outbox.pace()',
    tests: days,
  },
  {
    rule: 'the requests of one connection count against its own pace alone',
    file: 'electron/sync/rate-limit.ts',
    from: 'const starts = [...recent];',
    to: 'const starts = ((globalThis as { starts?: number[] }).starts ??= [...recent]);',
    tests: ['test/model/queue.test.ts'],
  },
  {
    rule: 'the requests before a restart count against the pace of their own connection alone',
    file: connections,
    from: 'outbox.startsSince(since, outbox.connection(id))',
    to: 'outbox.startsSince(since)',
    tests: days,
  },
  {
    rule: 'what waits for a removed connection goes by the first one',
    file: 'electron/outbox/outbox.ts',
    from: "else capture.goBy(one, '');",
    to: '',
    tests: [...cases, ...days],
  },
  {
    rule: "a CRM's clock is told by no other CRM",
    file: connections,
    from: 'outbox.lookups.clockAt(attemptId, id)',
    to: 'outbox.lookups.clockAt(attemptId)',
    tests: ['test/integration/clocks.test.ts'],
  },
  {
    rule: "what a CRM says of its clock is kept as no other one's",
    file: connections,
    from: 'outbox.setClock(clock, ahead, id);',
    to: 'outbox.setClock(clock, ahead);',
    tests: ['test/integration/clocks.test.ts'],
  },
  {
    rule: 'another address may be another CRM with another clock',
    file: 'electron/lookup/clock-watch.ts',
    from: 'steady.whose !== whose() || ',
    to: '',
    tests: ['test/integration/clocks.test.ts'],
  },
];
