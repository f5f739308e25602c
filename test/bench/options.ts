import { Problem } from '../../build/runtime/problem.ts';
import type { Effort } from './group.ts';

export const groupNames = [
  'save',
  'query',
  'start',
  'memory',
  'list',
  'send',
  'idle',
  'scanning',
  'scale',
  'packaged',
] as const;
export type GroupName = (typeof groupNames)[number];

export interface Options {
  effort: Effort;
  groups: readonly GroupName[];
}

const efforts: Record<string, Effort> = { '--quick': 'quick', '--smoke': 'smoke' };

/** Takes the command line's arguments: any of the groups' names (none: all), and --quick or --smoke. */
export function readOptions(args: readonly string[]): Options {
  const names = args.filter((arg) => !(arg in efforts));
  const unknown = names.filter((name) => !groupNames.some((group) => group === name));
  if (unknown.length > 0) {
    throw new Problem(
      `Unknown: ${unknown.join(', ')}. Usage: npm run bench -- [--quick | --smoke] [${groupNames.join('] [')}]`,
    );
  }
  const [effort = 'full'] = args.flatMap((arg) => efforts[arg] ?? []);
  return { effort, groups: groupNames.filter((group) => names.length === 0 || names.includes(group)) };
}
