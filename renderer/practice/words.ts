import type { PracticeBehaviour } from '#contract/practice.ts';
import { say, type Message } from '#words/message.ts';

/** How the practice CRM can be told to misbehave, in plain words. */
export const networkWords: Record<PracticeBehaviour['network'], Message> = {
  up: say('practiceCrm.networkUp'),
  cut: say('practiceCrm.networkCut'),
  slow: say('practiceCrm.networkSlow'),
};

export const answerWords: Record<PracticeBehaviour['answer'], Message> = {
  normal: say('practiceCrm.answerNormal'),
  '400': say('practiceCrm.answer400'),
  '401': say('practiceCrm.answer401'),
  '409': say('practiceCrm.answer409'),
  '429': say('practiceCrm.answer429'),
  '500': say('practiceCrm.answer500'),
  '503': say('practiceCrm.answer503'),
  portal: say('practiceCrm.answerPortal'),
  silent: say('practiceCrm.answerSilent'),
};
