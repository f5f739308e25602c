/** group-child.ts NAME CIRCUMSTANCES: makes the measurements of one group, and tells what was found. */
import type { Circumstances, Group } from './group.ts';
import type { GroupName } from './options.ts';

/** Loaded one by one: a group that cannot even be loaded is no reason for the others to fail. */
const groups: Record<GroupName, () => Promise<Group>> = {
  save: async () => (await import('./save/save.ts')).measureSave,
  query: async () => (await import('./query/query.ts')).measureQueries,
  start: async () => (await import('./start/start.ts')).measureStart,
  memory: async () => (await import('./start/memory.ts')).measureMemory,
  list: async () => (await import('./list/list.ts')).measureList,
  send: async () => (await import('./send/send.ts')).measureSend,
  idle: async () => (await import('./idle/idle.ts')).measureIdle,
  scanning: async () => (await import('./scanning/scanning.ts')).measureScanning,
  scale: async () => (await import('./scale/scale.ts')).measureScale,
  packaged: async () => (await import('./packaged/packaged.ts')).measurePackaged,
};

const [name, circumstances] = process.argv.slice(2);
if (name === undefined || !(name in groups) || circumstances === undefined) {
  throw new Error('Usage: group-child.ts NAME CIRCUMSTANCES');
}
// Its parent has the message, or is gone. Either way all that was started for the measurements ends with it.
process.once('disconnect', () => process.exit());
const measure = await groups[name as GroupName]();
process.send?.(await measure(JSON.parse(circumstances) as Circumstances));
