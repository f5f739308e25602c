/** Handlers of requests without a window: what the user would choose is given, and all that lies below is real. */
import type { Setup } from '#contract/events.ts';
import type { Rehearsal } from '#contract/rehearsal.ts';
import { onTestFinished } from 'vitest';
import type { HandlerParts } from '../../electron/ipc/parts.ts';
import { openModes } from '../../electron/modes/modes.ts';
import { noPolicy, type Policy } from '../../electron/policy/policy.ts';
import { temporaryFolder } from './folder.ts';
import { english } from './words.ts';

/** Takes a data folder and a policy; resolves with the parts, what the user chooses in a file dialog, and what the screen was told. */
export async function handlerParts({
  dataFolder = temporaryFolder(),
  policy = noPolicy,
  practice = false,
}: { dataFolder?: string; policy?: Policy; practice?: boolean } = {}) {
  const modes = openModes({
    dataFolder,
    laptop: () => Promise.resolve('here'),
    policy,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve('DIRECT'),
    changed: () => undefined,
    practiceChanged: () => undefined,
  });
  onTestFinished(() => modes.close());
  if (practice) await modes.enterPractice();
  else modes.enterReal();
  await modes.show();
  modes.current().nudge('hint');
  const user: { chooses: string | null } = { chooses: null };
  const told: { setups: Setup[]; rehearsals: Rehearsal[] } = { setups: [], rehearsals: [] };
  const parts = {
    modes,
    policy,
    app: { platform: 'linux', version: '1.2.3', words: 'en' },
    speak: () => english,
    chooseFile: () => Promise.resolve(user.chooses),
    pickFile: () => Promise.resolve(user.chooses),
    setupChanged: (setup: Setup) => told.setups.push(setup),
    rehearsalChanged: (rehearsal: Rehearsal) => told.rehearsals.push(rehearsal),
  } as unknown as HandlerParts;
  return { parts, modes, user, told };
}
