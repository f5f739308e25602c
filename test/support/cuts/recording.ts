/** Records what programs of ours do to a folder, run after run, as steps that a disk may have done or not. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isShared, liveFolder, type LiveFolder } from './live-folder.ts';
import type { Step } from './steps.ts';
import { callsOf, type Call, type End } from './trace.ts';

export interface Recording {
  /** What is on the disk before the first step. */
  before: Map<string, Buffer>;
  steps: Step[];
  /** Runs a script and adds what it does. What it writes into the file `marks` are its marks, one a line. */
  run: (script: string, args: readonly string[], end: End) => Promise<void>;
}

/** Takes the folder, the file for marks, and a folder for traces. */
export function recordingOf(folder: string, marks: string, traces: string): Recording {
  const before = filesIn(folder);
  const live = liveFolder(folder, before);
  const steps: Step[] = [];
  let runs = 0;

  async function run(script: string, args: readonly string[], end: End): Promise<void> {
    const calls = await callsOf(script, args, join(traces, `trace-${runs++}`), end);
    const stepsOf = readerOf(live, marks);
    /** How many steps there were when so many calls had ended. */
    const stepsAt: number[] = [];
    for (const call of calls) {
      stepsAt.push(steps.length);
      steps.push(...stepsOf(call, stepsAt[call.begun] ?? steps.length));
    }
    live.compare(filesIn(folder));
  }

  return { before, steps, run };
}

/** Returns a function that takes one call after the other of one process, and how many steps there were when it began; it returns what the call did. */
function readerOf(live: LiveFolder, marks: string): (call: Call, begun: number) => Step[] {
  /** Where the next `write` of an open file goes; null: to its end. */
  const positions = new Map<number, number | null>();

  function open({ name, args, open: [opened] }: Call): Step[] {
    if (opened === undefined) return [];
    positions.set(opened.descriptor, args.includes('O_APPEND') ? null : 0);
    const path = live.within(opened.path);
    if (path === null || !(name === 'creat' || /O_CREAT|O_TRUNC/u.test(args))) return [];
    const made = live.make(path);
    return made.length === 0 && /O_TRUNC/u.test(args) && live.size(path) > 0 ? live.resize(path, 0) : made;
  }

  function write(descriptor: number, path: string, bytes: Buffer, at?: number): Step[] {
    const position = positions.get(descriptor);
    if (at === undefined && typeof position === 'number') positions.set(descriptor, position + bytes.length);
    return live.write(path, at ?? position ?? live.size(path), bytes);
  }

  function copy({ name, args, open: files, result }: Call): Step[] {
    // copy_file_range(from, [offset] or NULL, to, …); sendfile(to, from, [offset], …).
    const [from, to] = name === 'sendfile' ? [files[1], files[0]] : files;
    const [source, target] = [live.within(from?.path), live.within(to?.path)];
    if (target === null || to === undefined) return [];
    if (source === null) throw new Error(`${target} was copied from outside of the folder.`);
    const offset = Number(/\[(\d+)\]/u.exec(args)?.[1] ?? 0);
    return write(to.descriptor, target, live.read(source, offset, result));
  }

  function changeNames(call: Call): Step[] {
    const { name, paths } = call;
    const [path = null, to = null] = paths.map(live.within);
    if (path === null && to === null) return [];
    if (path !== null && to !== null && name.startsWith('rename')) return live.name({ kind: 'rename', path, to });
    if (path !== null && /^(?:unlink|rmdir)/u.test(name)) return live.name({ kind: 'remove', path });
    if (path !== null && name.startsWith('mkdir'))
      return path === '.' ? [] : live.name({ kind: 'name', path, file: null });
    throw unknown(call);
  }

  function change(call: Call, descriptor: number, path: string, begun: number): Step[] {
    const { name, args, result, texts } = call;
    const last = Number(/\d+$/u.exec(args)?.[0]);
    const bytes = Buffer.concat(texts).subarray(0, result);
    if (name === 'write' || name === 'writev') return write(descriptor, path, bytes);
    if (name === 'pwrite64' || name === 'pwritev') return write(descriptor, path, bytes, last);
    if (name === 'fsync' || name === 'fdatasync') return live.flush(path, begun);
    if (name === 'ftruncate') return live.resize(path, last);
    if (name !== 'lseek') throw unknown(call);
    if (typeof positions.get(descriptor) === 'number') positions.set(descriptor, result);
    return [];
  }

  return (call, begun) => {
    const [first] = call.open;
    if (/^(?:open|creat)/u.test(call.name)) return open(call);
    if (call.name === 'copy_file_range' || call.name === 'sendfile') return copy(call);
    if (isOfNames.test(call.name)) return changeNames(call);
    if (first?.path === marks) return linesOf(call.texts).map((text) => ({ kind: 'mark', text }));
    const path = live.within(first?.path);
    return first === undefined || path === null ? [] : change(call, first.descriptor, path, begun);
  };
}

const unknown = ({ name, args }: Call) =>
  new Error(`What ${name}(${args.slice(0, 300)}) leaves on a disk is not known here.`);

const isOfNames = /^(?:rename|unlink|mkdir|rmdir|link|symlink|truncate)/u;

const linesOf = (texts: readonly Buffer[]) => Buffer.concat(texts).toString().split('\n').filter(Boolean);

/** Returns what is in a folder, by relative path. */
export function filesIn(folder: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile() && !isShared(path))
      .map((path) => [path, readFileSync(join(folder, path))]),
  );
}
