/**
 * npm run bench -- [--quick | --smoke] [save] [query] [start] [memory] [list] [send] [idle] [scanning] [scale] [packaged]: measures what the
 * README promises, each value beside its limit in the same run, and prints one table. A goal that is missed is a result;
 * only a measurement that could not be made, or takes too long, is a failure.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { project } from '../../build/runtime/paths.ts';
import { command, say } from '../../build/runtime/problem.ts';
import type { Effort } from './group.ts';
import { readOptions, type GroupName } from './options.ts';
import { requireValues, table, type Finding } from './report.ts';
import { messageOf } from './run-apart.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** How long one group may take, in minutes: several times what it needs. */
const limits: Record<Effort, number> = { full: 40, quick: 5, smoke: 3 };

type Result = { name: GroupName; findings: Finding[] } | { name: GroupName; problem: string };

await command(async () => {
  const { effort, groups } = readOptions(process.argv.slice(2));
  const results: Result[] = [];
  await withTemporaryFolder(async (seeds) => {
    for (const name of groups) results.push(await measure(name, effort, seeds));
  });
  if (effort !== 'smoke') print(results);
  return summary(results);
});

async function measure(name: GroupName, effort: Effort, seeds: string): Promise<Result> {
  say(`Measuring: ${name}`);
  const began = performance.now();
  const minutes = limits[effort];
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(`${minutes} min`);
  }, minutes * 60_000);
  try {
    const findings = await withTemporaryFolder(async (folder) => {
      const circumstances = JSON.stringify({ effort, folder, seeds });
      const child = join(import.meta.dirname, 'group-child.ts');
      return (await messageOf(child, [name, circumstances], limit.signal)) as Finding[];
    });
    requireValues(findings);
    say(`  done in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    return { name, findings };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(`${name} could not be measured: ${problem}`);
    return { name, problem };
  } finally {
    clearTimeout(timer);
  }
}

function print(results: readonly Result[]): void {
  const findings = results.flatMap((result) =>
    'problem' in result ? [{ what: result.name, measured: 'could not be measured' }] : result.findings,
  );
  const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  console.log(`${table(findings)}\n\n${process.platform} ${process.arch}, ${processor}, Node ${process.versions.node}`);
}

/** Says which groups were measured, also to build/test.ts; returns the exit code. */
function summary(results: readonly Result[]): number {
  const isSkipped = (result: Result) => 'findings' in result && result.findings.every(({ skipped }) => skipped);
  const namesOf = (chosen: readonly Result[]) => chosen.map(({ name }) => name);
  const failed = namesOf(results.filter((result) => 'problem' in result));
  const skipped = namesOf(results.filter(isSkipped));
  const measured = namesOf(results).filter((name) => !failed.includes(name) && !skipped.includes(name));
  const list = (names: readonly string[]) => (names.length === 0 ? '' : ` (${names.join(', ')})`);
  console.log(
    `\nBenchmarks: ${measured.length} measured, ${skipped.length} skipped${list(skipped)}, ` +
      `${failed.length} could not be measured${list(failed)}`,
  );
  mkdirSync(join(project, 'test/results'), { recursive: true });
  writeFileSync(join(project, 'test/results/bench.json'), JSON.stringify({ measured, skipped, failed }));
  return failed.length === 0 ? 0 : 1;
}
