import { expect, it } from 'vitest';
import { readinessOf, type Rehearsal } from '#contract/rehearsal.ts';
import { fieldFindings } from '../../electron/rehearsal/fields.ts';

const body =
  '{"lastName":"Test","emailAddresses":[{"emailAddressType":"main","emailAddress":"t@example.com"}],' +
  '"remoteFields":{"Rating":"Cold","Stars__c":1,"Interests__c":["A","B"]}}';

const verdicts = (said: Parameters<typeof fieldFindings>[1]) =>
  Object.fromEntries(fieldFindings(body, said).map(({ field, verdict }) => [field, verdict]));

it('takes a field for accepted only where the same comes back under its name', () => {
  const answer = JSON.stringify({
    contact: {
      id: '1',
      lastName: 'Test',
      emailAddresses: [{ emailAddressType: 'work', emailAddress: 't@example.com' }],
      remoteFields: { Rating: 'Warm', Stars__c: 1 },
    },
  });
  expect(verdicts({ taken: 'yes', answer, listed: null })).toEqual({
    lastName: 'accepted',
    emailAddresses: 'accepted',
    Rating: 'unknown',
    Stars__c: 'accepted',
    Interests__c: 'unknown',
  });
  const listed = JSON.stringify({ custom: { Interests__c: ['A', 'B'], Rating: 'Cold' } });
  expect(verdicts({ taken: 'yes', answer, listed })).toMatchObject({ Rating: 'accepted', Interests__c: 'accepted' });
});

it('takes a field for refused only where the refusal names it', () => {
  const answer = '{"message":"No such column \'Stars__c\' on Contact"}';
  expect(verdicts({ taken: 'refused', answer, listed: null })).toEqual({
    lastName: 'unknown',
    emailAddresses: 'unknown',
    Rating: 'unknown',
    Stars__c: 'refused',
    Interests__c: 'unknown',
  });
  const other = '{"message":"No such column MyStars__cx"}';
  expect(verdicts({ taken: 'refused', answer: other, listed: null })['Stars__c']).toBe('unknown');
});

it('knows nothing where nothing was said, or it was cut short', () => {
  const all = (answer: string | null) => new Set(Object.values(verdicts({ taken: 'yes', answer, listed: null })));
  expect(all(null)).toEqual(new Set(['unknown']));
  expect(all('{"contact":{"lastName":"Test","Rating":"Cold"…')).toEqual(new Set(['unknown']));
});

it('is ready only where all was seen to be well', () => {
  const rehearsal: Rehearsal = {
    startedAt: 0,
    endedAt: 1,
    practice: false,
    words: [],
    event: '',
    findings: [{ check: 'clock', verdict: 'not-needed', found: '', todo: null }],
    steps: [{ step: 'delivery', verdict: 'well', found: '', todo: null }],
    fields: [{ field: 'Rating', sent: '"Cold"', verdict: 'accepted' }],
  };
  const field = (verdict: 'refused' | 'unknown') => ({ ...rehearsal, fields: [{ field: 'f', sent: '1', verdict }] });
  const step = (verdict: 'trouble' | 'unknown') => ({
    ...rehearsal,
    steps: [{ step: 'list' as const, verdict, found: '', todo: null }],
  });
  expect(readinessOf(rehearsal)).toBe('ready');
  expect([readinessOf(field('unknown')), readinessOf(step('unknown'))]).toEqual(['known', 'known']);
  expect([readinessOf(field('refused')), readinessOf(step('trouble'))]).toEqual(['not-ready', 'not-ready']);
});
