import { exitCodeOf } from './problem.ts';

type Undo = () => void;

const undos = new Set<Undo>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let answer: ((signal: NodeJS.Signals) => void) | undefined;

function undoAll(): void {
  // The latest first: what was started on top of something else goes before it.
  for (const undo of [...undos].reverse()) {
    undos.delete(undo);
    undo();
  }
}

function onSignal(signal: NodeJS.Signals): void {
  if (answer) answer(signal);
  else process.exit(exitCodeOf(null, signal));
}

/**
 * Registers what has to be undone however this process ends (short of being killed outright), and returns a function
 * that undoes it now. Listeners exist only while there is something to undo, so importing this changes nothing.
 */
export function undoAtEnd(undo: Undo): Undo {
  if (undos.size === 0) {
    process.on('exit', undoAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  undos.add(undo);
  return () => {
    if (!undos.delete(undo)) return;
    if (undos.size === 0) {
      process.off('exit', undoAll);
      for (const signal of signals) process.off(signal, onSignal);
    }
    undo();
  };
}

/** While `work` runs, signals are given to `listener` instead of ending this process. */
export async function withSignals<T>(listener: (signal: NodeJS.Signals) => void, work: () => Promise<T>): Promise<T> {
  const release = undoAtEnd(() => undefined);
  answer = listener;
  try {
    return await work();
  } finally {
    answer = undefined;
    release();
  }
}
