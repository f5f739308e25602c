import type { PracticeBehaviour } from '#contract/practice.ts';

/** How the practice CRM can be told to misbehave, in plain words. */
export const networkWords: Record<PracticeBehaviour['network'], string> = {
  up: 'Up',
  cut: 'Cut off',
  slow: 'Slow',
};

export const answerWords: Record<PracticeBehaviour['answer'], string> = {
  normal: 'Normal: takes the contact',
  '400': '400: refuses the contact',
  '401': '401: rejects the API key',
  '409': '409: says it has it already',
  '429': '429: asks to slow down',
  '500': '500: has an error',
  '503': '503: is out of service',
  portal: 'Sign-in page of a Wi-Fi',
  silent: 'Takes it, then stays silent',
};
