import { Problem } from '../../build/runtime/problem.ts';

export const groupNames = ['save', 'query', 'start', 'memory', 'list', 'send', 'idle', 'packaged'] as const;
export type GroupName = (typeof groupNames)[number];

export interface Options {
  /** Fewer rounds, and no outbox with a million contacts. */
  quick: boolean;
  groups: readonly GroupName[];
}

/** Takes the command line's arguments: any of the groups' names (none: all), and --quick. */
export function readOptions(args: readonly string[]): Options {
  const names = args.filter((arg) => arg !== '--quick');
  const unknown = names.filter((name) => !groupNames.some((group) => group === name));
  if (unknown.length > 0) {
    throw new Problem(`Unknown: ${unknown.join(', ')}. Usage: npm run bench -- [--quick] [${groupNames.join('] [')}]`);
  }
  return {
    quick: args.includes('--quick'),
    groups: groupNames.filter((group) => names.length === 0 || names.includes(group)),
  };
}
