/** Events as somebody would set them up. */
import { emptyEvent, type FieldEvent, type Question } from '#contract/events.ts';

export const question = (id: string, parts: Partial<Question> = {}): Question => ({
  id,
  revision: 1,
  kind: 'single',
  asked: `Question ${id}?`,
  options: [],
  required: false,
  shownIf: null,
  ...parts,
});

/** A question with two choices, a and b. */
export const sized = (id: string, parts: Partial<Question> = {}): Question =>
  question(id, {
    options: [
      { id: 'a', label: 'Large' },
      { id: 'b', label: 'Small' },
    ],
    ...parts,
  });

/** An event with a name, and nothing else but these parts. */
export const eventWith = (parts: Partial<FieldEvent>): FieldEvent => ({ ...emptyEvent('e1'), name: 'Expo', ...parts });

/** An event that asks one question of each usual kind, and for consent. */
export const expo: FieldEvent = {
  ...emptyEvent('expo'),
  name: 'Expo Berlin',
  capturedBy: 'Jo',
  questions: [
    question('size', {
      asked: 'How large is your team?',
      required: true,
      options: [
        { id: 's', label: 'Up to 10' },
        { id: 'm', label: 'Up to 100' },
        { id: 'l', label: 'Larger' },
      ],
    }),
    question('when', {
      asked: 'When do you decide?',
      required: true,
      options: [
        { id: 'now', label: 'This quarter' },
        { id: 'later', label: 'Later' },
      ],
    }),
    question('topics', {
      asked: 'What interests you?',
      kind: 'several',
      options: [
        { id: 'price', label: 'Prices' },
        { id: 'demo', label: 'A demo' },
      ],
    }),
    question('demo', {
      asked: 'Shall we show it at your office?',
      kind: 'yesNo',
      shownIf: { question: 'topics', anyOf: ['demo'] },
    }),
  ],
  consent: { text: 'Acme may write to me about its products.', language: 'en', version: 1 },
};
