/** What the CRM has no field for: it goes where the user says, or it is said to stay here. */
import { expect, it } from 'vitest';
import { noFieldMap } from '#contract/field-map.ts';
import { contactWith } from '../support/contacts.ts';
import { fieldMapOf } from '../support/field-map.ts';
import { hour, nobody, simulatedApp, taken, type Met } from '../support/simulated-app.ts';

async function appOf() {
  const bodies: object[] = [];
  const reply = ({ method, body }: Met) => {
    if (method !== 'POST') return nobody();
    bodies.push(JSON.parse(body ?? '{}') as object);
    return taken();
  };
  const app = await simulatedApp({ reply });
  const deliver = async (typed: Parameters<typeof contactWith>[0]) => {
    const id = app.outbox.capture(contactWith(typed), 1);
    app.sender.nudge('saved');
    await app.passUntil(() => app.outbox.row(id)?.state === 'delivered', hour);
    return id;
  };
  return { ...app, bodies, deliver };
}

it('sends a note under the name that the CRM has for it, and says of the rest that it stays here', async () => {
  const { outbox, bodies, deliver } = await appOf();
  outbox.saveFieldMap(fieldMapOf({ note: 'Description' }));
  const waits = outbox.capture(contactWith({ note: 'Wants a demo', jobTitle: 'Buyer' }), 1);
  expect(outbox.detail(waits)?.kept).toEqual(['jobTitle']);
  const id = await deliver({ note: 'Call back', website: 'example.com' });
  expect(bodies.at(-1)).toEqual({ lastName: 'Meier', remoteFields: { Description: 'Call back' } });
  expect(outbox.detail(id)?.kept).toEqual(['website']);
});

it('does not say that a note was sent once the CRM has a field for it, where it was not', async () => {
  const { outbox, bodies, deliver } = await appOf();
  const id = await deliver({ note: 'Call back' });
  expect(bodies).toEqual([{ lastName: 'Meier' }]);
  outbox.saveFieldMap(fieldMapOf({ note: 'Description' }));
  expect(outbox.detail(id)?.kept).toEqual(['note']);
  const later = await deliver({ note: 'Call back' });
  outbox.saveFieldMap(noFieldMap);
  expect(outbox.detail(later)?.kept).toEqual([]);
});

it('keeps the ledger as it is where there is nothing to say of it', async () => {
  const { outbox, deliver } = await appOf();
  const id = await deliver({});
  expect(outbox.detail(id)?.kept).toEqual([]);
});
