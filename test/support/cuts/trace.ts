/** Runs a program of ours under strace and reads from that what it did to files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { undoAtEnd } from '../../../build/runtime/cleanup.ts';

/** Each that changes a file, a name, or what is on the disk for sure; and those that tell where `write` writes. */
const traced = [
  ...['open', 'openat', 'openat2', 'creat', 'lseek', 'dup', 'dup2', 'dup3'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'copy_file_range', 'sendfile', 'splice'],
  ...['truncate', 'ftruncate', 'fallocate', 'fsync', 'fdatasync', 'sync', 'syncfs', 'sync_file_range', 'msync'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat'],
  ...['mkdir', 'mkdirat', 'rmdir'],
];

/** A call that has ended well. */
export interface Call {
  name: string;
  /** As strace prints them. */
  args: string;
  /** What it returned. */
  result: number;
  /** The paths it was given, the texts, and the open files, in their order; a file that has no name any more is null. */
  paths: string[];
  texts: Buffer[];
  open: { descriptor: number; path: string | null }[];
  /** How many calls had ended when it began. */
  begun: number;
}

/** How a script has to end. */
export type End = 'by itself' | 'killed';

/**
 * Runs a script of ours to its end; returns its calls in the order in which they ended.
 * `trace`: a file that does not exist yet. Rejects where the script ends otherwise.
 */
export async function callsOf(script: string, args: readonly string[], trace: string, end: End): Promise<Call[]> {
  // Of a program that does without the filter for its calls, strace would stop every one of them.
  const options = [
    '-f',
    '--seccomp-bpf',
    '-y',
    '-xx',
    '-s',
    '10000000',
    '-e',
    `trace=${traced.join(',')}`,
    '-o',
    trace,
  ];
  const child = spawn('strace', [...options, process.execPath, script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // What goes to the disk by this, strace does not see.
    env: { ...process.env, UV_USE_IO_URING: '0' },
  });
  const undo = undoAtEnd(() => child.kill('SIGTERM'));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  undo();
  const asSaid = end === 'killed' ? signal === 'SIGKILL' || code === 137 : code === 0;
  if (!asSaid) throw new Error(`${script} ended with ${code ?? signal}.`);
  return await callsIn(trace);
}

// A call that another thread interrupts is printed in two parts.
const unfinished = / ?<unfinished \.\.\.>$/u;
const resumed = /^<\.\.\. \w+ resumed>/u;
const whole = /^(?<name>\w+)\((?<args>.*)\) += (?<result>-?\d+)(?<opened><.*>)?/u;

async function callsIn(trace: string): Promise<Call[]> {
  const calls: Call[] = [];
  const begun = new Map<string, { text: string; begun: number }>();
  for await (const line of createInterface({ input: createReadStream(trace, 'latin1') })) {
    const space = line.indexOf(' ');
    const thread = line.slice(0, space);
    const text = line.slice(space).trimStart();
    if (unfinished.test(text)) {
      begun.set(thread, { text: text.replace(unfinished, ''), begun: calls.length });
      continue;
    }
    const first = resumed.test(text) ? begun.get(thread) : undefined;
    const parts = whole.exec((first?.text ?? '') + text.replace(resumed, ''))?.groups;
    if (parts === undefined || Number(parts['result']) < 0) continue;
    calls.push(callOf(parts, first?.begun ?? calls.length));
  }
  return calls;
}

const given = /"(?<text>[^"]*)"|(?<descriptor>AT_FDCWD|\d+)<(?<path>[^>]*)>(?<deleted>\(deleted\))?/gu;

function callOf({ name = '', args = '', result = '', opened = '' }: Record<string, string>, begun: number): Call {
  const call: Call = { name, args, result: Number(result), paths: [], texts: [], open: [], begun };
  let folder = '/';
  for (const { groups } of `${args} ${opened === '' ? '' : result + opened}`.matchAll(given)) {
    if (groups?.['text'] !== undefined) {
      const bytes = bytesOf(groups['text']);
      call.texts.push(bytes);
      call.paths.push(resolve(folder, bytes.toString()));
      continue;
    }
    const path = bytesOf(groups?.['path'] ?? '').toString();
    // What a path that follows is relative to.
    folder = path;
    const isGone = groups?.['deleted'] !== undefined || path.endsWith(' (deleted)');
    if (groups?.['descriptor'] !== 'AT_FDCWD')
      call.open.push({ descriptor: Number(groups?.['descriptor']), path: isGone ? null : path });
  }
  return call;
}

/** strace prints each byte as \x and two digits. */
const bytesOf = (text: string) =>
  text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text, 'latin1');
