import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { startPracticeCrm, type PracticeCrm } from '../../electron/practice/crm.ts';
import type { PracticeBehaviour } from '#contract/practice.ts';

/** Starts the practice CRM for this test only. */
export async function practiceCrm(): Promise<
  PracticeCrm & { set: (change: Partial<PracticeBehaviour>) => Promise<void> }
> {
  const crm = await startPracticeCrm(temporaryFolder());
  onTestFinished(() => crm.close());
  return { ...crm, set: (change) => crm.behave({ ...crm.view().behaviour, ...change }) };
}
