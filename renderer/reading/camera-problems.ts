/** Why there is no picture of a camera, in sentences of which each says one thing to do. */
import type { Key } from '#words/message.ts';

export type CameraProblem = Extract<
  Key,
  'camera.none' | 'camera.refused' | 'camera.busy' | 'camera.unplugged' | 'camera.failed'
>;

const problems: Readonly<Record<string, CameraProblem>> = {
  NotFoundError: 'camera.none',
  DevicesNotFoundError: 'camera.none',
  NotAllowedError: 'camera.refused',
  SecurityError: 'camera.refused',
  NotReadableError: 'camera.busy',
  TrackStartError: 'camera.busy',
  AbortError: 'camera.busy',
};

/** Takes what getUserMedia threw; returns what is to be said of it. */
export const problemOf = (error: unknown): CameraProblem =>
  (error instanceof Error ? problems[error.name] : undefined) ?? 'camera.failed';
