import { expect, it } from 'vitest';
import type { CheckName, Finding, Verdict } from '#contract/doctor.ts';
import { summaryOf } from '../../../renderer/doctor/summary.ts';

const finding = (check: CheckName, verdict: Verdict): Finding => ({ check, verdict, found: 'Found.', todo: null });

it('says that all is well only where nothing is unknown', () => {
  const good = [finding('api', 'well'), finding('proxy', 'not-needed')];
  expect(summaryOf(good)).toBe('Everything that could keep contacts from the CRM is well.');
  expect(summaryOf([...good, finding('clock', 'unknown')])).toContain('not everything could be looked at');
});

it('names the troubles, and that what was captured is safe', () => {
  expect(summaryOf([finding('dns', 'well'), finding('key', 'trouble')])).toBe(
    'One trouble: API key. Do what is said there, then check again. What you captured is safe on this laptop.',
  );
  expect(summaryOf([finding('clock', 'trouble'), finding('api', 'trouble')])).toContain('2 troubles: Clock, API.');
});

it('does not promise safety where the store itself is in trouble', () => {
  for (const check of ['disk', 'database'] as const)
    expect(summaryOf([finding(check, 'trouble')])).not.toContain('safe');
});
