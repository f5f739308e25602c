import { expect, it } from 'vitest';
import type { CheckName, Finding, Verdict } from '#contract/doctor.ts';
import { speaker } from '#words/speaker.ts';
import { summaryOf } from '../../../renderer/doctor/summary.ts';

const finding = (check: CheckName, verdict: Verdict): Finding => ({ check, verdict, found: 'Found.', todo: null });

const summary = (findings: Finding[]) => speaker('en', 'en-GB').text(summaryOf(findings));

it('says that all is well only where nothing is unknown', () => {
  const good = [finding('api', 'well'), finding('proxy', 'not-needed')];
  expect(summary(good)).toBe('Nothing keeps contacts from the CRM.');
  expect(summary([...good, finding('clock', 'unknown')])).toContain('not everything could be looked at');
});

it('names the troubles, and that what was captured is safe', () => {
  expect(summary([finding('dns', 'well'), finding('key', 'trouble')])).toBe(
    'One problem: API key. Do what it says there, then check again. What you captured is safe on this laptop.',
  );
  expect(summary([finding('clock', 'trouble'), finding('api', 'trouble')])).toContain('2 problems: Clock, API.');
});

it('does not promise safety where the store itself is in trouble', () => {
  for (const check of ['disk', 'database'] as const) expect(summary([finding(check, 'trouble')])).not.toContain('safe');
});
