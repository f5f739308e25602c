/** The contact that is sent for a test: known for one by whoever meets it in the CRM, with something in each field that is mapped. */
import { emptyContact, type Contact } from '#contract/contact.ts';
import { eventOnDuty, type Question, type Setup } from '#contract/events.ts';
import { isText, type Kind } from '#contract/field-kinds.ts';
import { mappingOf, questionTarget, type FieldMap } from '#contract/field-map.ts';
import { fieldAt, namedPaths } from '#contract/fields.ts';
import type { Answered, Given } from '#contract/qualification.ts';
import { dayOf } from '#contract/receipt.ts';
import type { Speaker } from '#words/speaker.ts';
import { atEvent } from '../events/at-event.ts';
import { consentHash } from '../events/revise.ts';

/** By these it is found again, and by nothing else. They are the same in every language. */
export const testName = { firstName: 'Fieldpost', lastName: 'Test' } as const;

/** Takes what is set up, the field map of each connection, when it is, and who speaks; returns the contact. Each has an address of its own, so that none is taken for another. */
export function testContact(
  setup: Setup,
  mapOf: (connection: string) => FieldMap,
  now: number,
  { say }: Speaker,
): Contact {
  const event = eventOnDuty(setup);
  const map = mapOf(event?.connection ?? '');
  const onDuty = event?.questions ?? [];
  const consentText = event?.consent ?? null;
  const mapped = setup.events
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => mappingOf(map, questionTarget(id)).field !== '' && onDuty.every((one) => one.id !== id));
  const text = say('rehearsal.testText');
  const contact: Contact = {
    ...emptyContact(),
    ...namedTexts(text, now),
    ...testName,
    account: text,
    emailAddresses: [{ emailAddressType: 'main', emailAddress: `fieldpost.test.${now}@example.com` }],
    phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber }],
    note: say('rehearsal.testNote'),
    rating: 'cold',
    badgeId: 'TEST-0001',
    event: event === null ? null : { id: event.id, name: event.name },
    consent: {
      how: 'spoken',
      channels: [],
      version: consentText?.version ?? 0,
      language: consentText?.language ?? '',
      hash: consentText === null ? '' : consentHash(consentText),
      at: now,
      offset: -new Date(now).getTimezoneOffset(),
      by: text,
      laptop: '',
      signature: '',
      withdrawnAt: null,
    },
  };
  // What the event gives each contact; of its questions all are answered, also those that no visitor is asked at once.
  const given = atEvent({ ...contact, capturedBy: event?.capturedBy ?? '' }, setup);
  const answers = [...onDuty, ...mapped].map((question) => answerTo(question, text, now));
  return { ...given, capturedBy: given.capturedBy === '' ? text : given.capturedBy, answers, open: [] };
}

const phoneNumber = '+1 202 555 0100';

/** Returns something for each text that goes under a name that the user sets, also of a field that is added one day. */
function namedTexts(text: string, now: number): Partial<Contact> {
  const values: Record<Kind, string> = {
    ...{ line: text, text, choice: text, email: 'fieldpost.test@example.com', phone: phoneNumber },
    ...{ url: 'https://example.com', date: dayOf(now) },
  };
  const texts = namedPaths.flatMap((path) => {
    const { shape } = fieldAt(path);
    return shape !== 'carried' && isText(shape) ? [[path, values[shape.kind]] as const] : [];
  });
  return Object.fromEntries(texts);
}

function answerTo({ id, revision, kind, asked, options }: Question, text: string, now: number): Answered {
  const same = (value: string): Given => ({ value, text: value });
  const values: Record<Question['kind'], Given> = {
    single: same(''),
    several: same(''),
    yesNo: { value: 'no', text: 'No' },
    temperature: { value: 'cold', text: 'Cold' },
    stars: same('1'),
    number: same('1'),
    date: same(dayOf(now)),
    line: same(text),
    text: same(text),
  };
  const [option] = options;
  const given = option === undefined ? values[kind] : { value: option.id, text: option.label };
  return { question: id, revision, kind, asked, given: given.text === '' ? [] : [given] };
}
