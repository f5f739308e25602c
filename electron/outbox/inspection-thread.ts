/** The thread that inspections run in, so that no save waits for them. */
import { parentPort, workerData } from 'node:worker_threads';
import { isSound } from './backups.ts';
import type { Inspecting } from './inspect-in-background.ts';
import { inspect } from './inspection.ts';

const what = workerData as Inspecting;
parentPort?.postMessage('file' in what ? isSound(what.file) : inspect(what.folder, what.thorough));
