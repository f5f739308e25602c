/**
 * npm run bench -- [--quick] [save] [query] [start] [memory] [list] [send] [idle] [packaged]: measures what the README
 * promises, each value beside its limit in the same run, and prints one table. A goal that is missed is a result; only a measurement that could not be
 * made is a failure.
 */
import { cpus } from 'node:os';
import { command, say } from '../../build/runtime/problem.ts';
import type { Group } from './group.ts';
import { measureIdle } from './idle/idle.ts';
import { measureList } from './list/list.ts';
import { readOptions, type GroupName } from './options.ts';
import { measurePackaged } from './packaged/packaged.ts';
import { measureQueries } from './query/query.ts';
import { table, type Finding } from './report.ts';
import { measureSave } from './save/save.ts';
import { measureSend } from './send/send.ts';
import { measureMemory } from './start/memory.ts';
import { measureStart } from './start/start.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const groups: Record<GroupName, Group> = {
  save: measureSave,
  query: measureQueries,
  start: measureStart,
  memory: measureMemory,
  list: measureList,
  send: measureSend,
  idle: measureIdle,
  packaged: measurePackaged,
};

await command(async () => {
  const { quick, groups: chosen } = readOptions(process.argv.slice(2));
  const findings: Finding[] = [];
  let failed = false;
  for (const name of chosen) {
    say(`Measuring: ${name}`);
    try {
      findings.push(...(await withTemporaryFolder((folder) => groups[name]({ quick, folder }))));
    } catch (error) {
      failed = true;
      say(`${name} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      findings.push({ what: name, measured: 'could not be measured' });
    }
  }
  const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  console.log(`${table(findings)}\n\n${process.platform} ${process.arch}, ${processor}, Node ${process.versions.node}`);
  return failed ? 1 : 0;
});
