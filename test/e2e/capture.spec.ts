import type { Locator, Page } from '@playwright/test';
import { capture, choose, connect, expect, row, test } from './app.ts';

const person = ['Anna', 'Meier', 'Acme GmbH', 'anna@acme.example', '+49 89 1234', 'Wants a demo'];

/** Types, and counts the keys that are pressed beside. */
async function typed(page: Page, between: string, last: string): Promise<string[]> {
  const pressed: string[] = [];
  for (const [index, text] of person.entries()) {
    await page.keyboard.type(text);
    const key = index === person.length - 1 ? last : between;
    await page.keyboard.press(key);
    pressed.push(key);
  }
  return pressed;
}

for (const [how, between, last, pressed] of [
  ['five Tabs and one chord', 'Tab', 'ControlOrMeta+Enter', [...Array<string>(5).fill('Tab'), 'ControlOrMeta+Enter']],
  ['Enter alone', 'Enter', 'Enter', Array<string>(6).fill('Enter')],
] as const) {
  test(`saves name, company, email, phone and a note with ${how}, from the first start on`, async ({ launch, crm }) => {
    const { page } = await launch();
    await expect(page.getByLabel('First name')).toBeFocused();
    expect(await typed(page, between, last)).toEqual(pressed);
    await expect(page.getByText('Saved Anna Meier')).toBeVisible();
    await expect(page.getByLabel('First name')).toBeFocused();
    await expect(page.getByLabel('First name')).toHaveValue('');
    await expect(row(page, 'Anna Meier')).toContainText('Acme GmbH');
    await connect(page, crm.baseUrl);
    await expect(row(page, 'Anna Meier')).toContainText('Delivered');
    expect(JSON.parse(crm.created[0]?.body ?? '')).toMatchObject({
      account: 'Acme GmbH',
      emailAddresses: [{ emailAddressType: 'main', emailAddress: 'anna@acme.example' }],
      phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '+49 89 1234' }],
    });
  });
}

test('breaks a line of the note with Shift+Enter, and shows all fields at 900 by 600 without scrolling', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await page.getByLabel('Note').focus();
  await page.keyboard.type('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Two');
  await expect(page.getByLabel('Note')).toHaveValue('One\nTwo');
  for (const label of ['First name', 'Last name', 'Company', 'Email', 'Phone', 'Note']) {
    await expect(page.getByLabel(label, { exact: true })).toBeInViewport({ ratio: 1 });
  }
  const scrolls = await page
    .locator('form .scroll')
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight);
  expect(scrolls).toBe(false);
});

test('takes a contact back that was just saved, and fills the form with it again', async ({ launch, crm }) => {
  const { page } = await launch();
  await capture(page, 'Meier', { 'First name': 'Anna', Note: 'Call' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Meier');
  await expect(page.getByLabel('Note')).toHaveValue('Call');
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(row(page, 'Anna Meier')).toContainText('Withdrawn');
  await page.getByLabel('Last name').fill('Maier');
  await page.keyboard.press('ControlOrMeta+Enter');
  await connect(page, crm.baseUrl);
  await expect(row(page, 'Anna Maier')).toContainText('Delivered');
  await expect
    .poll(() => crm.created.map(({ body }) => (JSON.parse(body) as { lastName: string }).lastName))
    .toEqual(['Maier']);
});

test('says of a contact that is delivered, and not that it is on its way, that it cannot be taken back', async ({
  launch,
  crm,
}) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  await capture(page, 'Emil');
  await expect(row(page, 'Emil')).toContainText('Delivered');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Emil is in the CRM already and cannot be taken back. Correct it there.')).toBeVisible();
});

test('loses nothing that is typed of the next when a save is taken back', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'First');
  await page.keyboard.type('Next');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('First');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByLabel('First name')).toHaveValue('Next');
});

test('keeps two visitors apart, each in a form of its own, also over a power cut', async ({ launch }) => {
  const first = await launch();
  await first.page.keyboard.type('Anna');
  await first.page.keyboard.press('ControlOrMeta+t');
  await expect(first.page.getByLabel('First name')).toHaveValue('');
  await first.page.keyboard.type('Bob');
  await first.page.waitForTimeout(1_000);
  await first.kill();
  const { page } = await launch({ dataFolder: first.dataFolder });
  const forms = page.getByRole('navigation', { name: 'Forms' });
  await expect(forms.getByRole('button')).toHaveText(['Anna', 'Bob', 'New form']);
  await page.keyboard.press('ControlOrMeta+2');
  await page.getByLabel('Last name').fill('Okafor');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Bob Okafor')).toBeVisible();
  await forms.getByRole('button', { name: 'Anna' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Anna');
  // What is left untouched is no form any more.
  await expect(forms).toHaveCount(0);
});

test('shows each of many forms by a name that can be read, and the way to a new one', async ({ launch }) => {
  const { page } = await launch();
  for (let number = 1; number <= 12; number++) {
    await page.getByLabel('Last name').fill(`Visitor ${number}`);
    await page.keyboard.press('ControlOrMeta+t');
  }
  const forms = page.getByRole('navigation', { name: 'Forms' });
  await expect(forms.getByRole('button', { name: 'New contact' })).toBeInViewport({ ratio: 0.9 });
  await expect(forms.getByRole('button', { name: 'New form' })).toBeInViewport({ ratio: 1 });
  for (const name of ['Visitor 1', 'Visitor 12']) {
    const tab = forms.getByRole('button', { name, exact: true });
    expect(await tab.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  }
  await page.keyboard.press('ControlOrMeta+1');
  await expect(forms.getByRole('button', { name: 'Visitor 1', exact: true })).toBeInViewport({ ratio: 0.9 });
  // The stored contact that is edited has its name in full above.
  await capture(page, 'Falschnam', { 'First name': 'Gerd' });
  await row(page, 'Gerd Falschnam').getByRole('button').click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const heading = page.getByRole('heading', { name: 'Editing Gerd Falschnam' });
  expect(await heading.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
});

test('says that no form is free when twenty are open, and lets nothing be typed into another one', async ({
  launch,
}) => {
  const { page } = await launch();
  for (let number = 1; number <= 20; number++) {
    await page.getByLabel('Last name').fill(`Visitor ${number}`);
    await page.keyboard.press('ControlOrMeta+t');
  }
  await expect(page.getByText('20 forms are open. Save or clear one first.')).toBeVisible();
  await page.keyboard.type('Hanna Cole');
  await expect(page.getByLabel('First name')).toHaveValue('');
  await expect(page.getByLabel('Last name')).toHaveValue('Visitor 20');
  await expect(page.getByRole('radio', { name: 'Hot' })).not.toBeChecked();
  await page.getByLabel('Last name').press('ControlOrMeta+Enter');
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByLabel('Last name')).toHaveValue('');
});

test('brings a form back that was cleared earlier', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Gone');
  await page.getByRole('button', { name: 'Clear' }).click();
  await capture(page, 'Other');
  await choose(page, 'Bring back a cleared form…');
  await page.getByRole('dialog').getByRole('button', { name: 'Gone' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Gone');
});

test('helps a person with one name in one key', async ({ launch }) => {
  const { page } = await launch();
  await page.keyboard.type('Cher');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Use as last name' })).toBeVisible();
  // Each stands under the field that it is about.
  const startOf = async (shown: Locator) => (await shown.boundingBox())?.x ?? 0;
  const [said, field] = [page.getByText('Last name is required.'), page.getByLabel('Last name')];
  expect(Math.abs((await startOf(said)) - (await startOf(field)))).toBeLessThan(4);
  await page.keyboard.press('Alt+l');
  await expect(page.getByLabel('Last name')).toHaveValue('Cher');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Cher')).toBeVisible();
});

test('says what is wrong with first and last name under each, without one over the other', async ({ launch }) => {
  const { page } = await launch();
  const fields = [page.getByLabel('First name'), page.getByLabel('Last name')];
  for (const field of fields) await field.fill('n'.repeat(20_001));
  await page.keyboard.press('ControlOrMeta+Enter');
  for (const id of ['firstName', 'lastName']) await expect(page.locator(`[id="${id}-message"]`)).not.toBeEmpty();
  const [first, last] = await Promise.all(
    ['firstName', 'lastName'].map((id) => page.locator(`[id="${id}-message"]`).boundingBox()),
  );
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(last?.x ?? 0);
});

test('completes a company from the contacts that are there', async ({ launch }) => {
  const { page } = await launch();
  await capture(page, 'One', { Company: 'Müller & Söhne' });
  await page.getByLabel('Company').fill('mul');
  await expect(page.locator('datalist#companies option')).toHaveAttribute('value', 'Müller & Söhne');
});

test('sends every field that was typed, and none that was not', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  const fields = {
    'Last name': 'Ünal 😀',
    'First name': 'محمد',
    Company: 'Acme GmbH',
    Email: 'anna@example.com',
    Phone: '+49 89 123',
    Street: 'Hauptstr. 1',
    'Street 2': '3. Stock',
    City: 'Wien',
    State: 'Wien',
    'Postal code': '1010',
    Country: 'Austria',
    'Region code': 'AT-9',
  };
  await page.getByRole('button', { name: 'More', exact: true }).click();
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Add email' }).click();
  await page.getByLabel('Email 2').fill('a@example.org');
  await page.getByRole('button', { name: 'Add phone' }).click();
  await page.getByRole('button', { name: 'Add address' }).click();
  await page.getByLabel('City, address 2').fill('Graz');
  await page.getByRole('button', { name: 'Add custom field' }).click();
  await page.getByLabel('Custom field name').fill('Scores');
  await page.getByLabel('Custom field kind').selectOption('json');
  await page.getByLabel('Custom field value').fill('[1, 12345678901234567890]');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(row(page, 'محمد Ünal 😀')).toContainText('Delivered');

  expect(crm.created).toHaveLength(1);
  const { method, url, authorization, body } = crm.created[0] ?? { method: '', url: '', authorization: '', body: '' };
  expect(`${method} ${url}`).toBe('POST /2024-03/one/crm/contacts?credentialId=66fb066c3793749b64c214bc');
  expect(authorization).toBe('bearer test-key');
  expect(body).toContain('"remoteFields":{"Scores":[1, 12345678901234567890]}');
  expect(JSON.parse(body)).toMatchObject({
    lastName: 'Ünal 😀',
    firstName: 'محمد',
    account: 'Acme GmbH',
    emailAddresses: [
      { emailAddressType: 'main', emailAddress: 'anna@example.com' },
      { emailAddressType: 'secondary', emailAddress: 'a@example.org' },
    ],
    phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: '+49 89 123' }],
    addresses: [
      {
        addressType: 'main',
        street1: 'Hauptstr. 1',
        street2: '3. Stock',
        city: 'Wien',
        state: 'Wien',
        postalCode: '1010',
        country: 'Austria',
        countrySubdivision: 'AT-9',
      },
      { city: 'Graz' },
    ],
  });
});

test('keeps what is being typed over a power cut', async ({ launch }) => {
  const first = await launch();
  await first.page.getByLabel('Last name').fill('Half');
  await first.page.getByLabel('Company', { exact: true }).fill('Typed Ltd');
  await first.page.waitForTimeout(1_000);
  await first.kill();
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByLabel('Last name')).toHaveValue('Half');
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Typed Ltd');
});

test('keeps the very last letters when the window is closed right after them', async ({ launch }) => {
  const first = await launch();
  await first.page.getByLabel('Last name').pressSequentially('Quick');
  await first.close();
  const { page } = await launch({ dataFolder: first.dataFolder });
  await expect(page.getByLabel('Last name')).toHaveValue('Quick');
});

test('clears on command and not with Esc, and gives back what was cleared', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Oops');
  await page.keyboard.press('Escape');
  await page.keyboard.type('x');
  await expect(page.getByLabel('Last name')).toHaveValue('Oops');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Oops');
});

test('saves once when the keys are pressed twice', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  await page.getByLabel('Last name').fill('Twice');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Twice')).toContainText('Delivered');
  await capture(page, 'Next');
  await expect(row(page, 'Next')).toContainText('Delivered');
  expect(crm.created).toHaveLength(2);
});

test('asks for the last name when an empty form is saved, also right after another contact', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('First');
  await page.getByRole('button', { name: 'Save contact' }).dblclick();
  await expect(page.getByText('Saved First')).toBeVisible();
  await expect(page.getByText('Last name is required')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Last name is required')).toBeVisible();
  await expect(page.getByLabel('Last name')).toBeFocused();
  await expect(page.getByText('Saved First')).toHaveCount(0);
});

const refused: [string, Record<string, string>, string, RegExp][] = [
  ['no last name', { Company: 'Acme' }, 'Last name', /Last name is required/u],
  ['a name of 100,000 characters', { 'Last name': 'x'.repeat(100_000) }, 'Last name', /100,000 characters long/u],
];
for (const [what, fields, label, sentence] of refused) {
  test(`refuses ${what} with a sentence, and loses nothing that was typed`, async ({ launch }) => {
    const { page } = await launch();
    for (const [name, text] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(text);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByLabel(label)).toBeFocused();
    for (const [name, text] of Object.entries(fields)) {
      await expect(page.getByLabel(name, { exact: true })).toHaveValue(text);
    }
    await expect(page.getByText(/^Saved/u)).toHaveCount(0);
  });
}

test('refuses a custom field that is no JSON, and takes it once it is', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Json');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Add custom field' }).click();
  await page.getByLabel('Custom field name').fill('Score');
  await page.getByLabel('Custom field kind').selectOption('json');
  await page.getByLabel('Custom field value').fill('{oops');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('This is not valid JSON')).toBeVisible();
  await page.getByLabel('Custom field value').fill('{"a": 1}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Json')).toBeVisible();
});

test('warns of an e-mail without @ and saves it all the same', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Email', { exact: true }).fill('anna.example.com');
  await page.getByLabel('Last name').fill('Warned');
  await expect(page.getByText('does not look like an email address')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Warned')).toContainText('anna.example.com');
});

test('takes an invisible NUL out of what was pasted, and says so', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('Nu\u0000ll');
  await page.keyboard.press('Tab');
  await expect(page.getByText('An invisible character was removed.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, 'Null')).toBeVisible();
});

test('takes out what nobody can see where a field is left, and where it is saved at once', async ({ launch, crm }) => {
  const { page } = await launch();
  await connect(page, crm.baseUrl);
  const phone = page.getByLabel('Phone', { exact: true });
  await phone.fill('\u202D+1 555 010 0142\u202C');
  await page.keyboard.press('Tab');
  await expect(phone).toHaveValue('+1 555 010 0142');
  await expect(page.getByText('An invisible character was removed.')).toBeVisible();
  await page.getByLabel('First name').fill('علی\u200Cرضا');
  await page.getByLabel('Last name').fill('Lindt\u200E');
  await page.getByLabel('Email', { exact: true }).fill('mailto:mara.lin\u00ADdt@example.com');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('What stood around the email address was removed.')).toBeVisible();
  await expect(row(page, 'Lindt')).toContainText('Delivered');
  expect(JSON.parse(crm.created[0]?.body ?? '')).toMatchObject({
    firstName: 'علی\u200Cرضا',
    lastName: 'Lindt',
    emailAddresses: [{ emailAddress: 'mara.lindt@example.com' }],
    phoneNumbers: [{ phoneNumber: '+1 555 010 0142' }],
  });
  await expect(page.getByLabel('Phone', { exact: true })).toHaveValue('');
});

test('asks for a last name of which something can be seen', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').fill('\u3164');
  await page.getByLabel('Email', { exact: true }).fill('x@example.com');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Last name is required')).toBeVisible();
});

test('keeps a character that is typed in two halves', async ({ launch }) => {
  const { page } = await launch();
  await page.getByLabel('Last name').evaluate((field: { value: string; dispatchEvent: (event: Event) => void }) => {
    for (const value of ['\uD842', '\uD842\uDFB7', '\uD842\uDFB7田']) {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row(page, '𠮷田')).toBeVisible();
});

test('says what became of several lines that are pasted, and takes it back', async ({ launch }) => {
  const { page, electron } = await launch();
  const paste = async (label: string, text: string) => {
    await electron.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), text);
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+V');
  };
  await page.getByLabel('Company', { exact: true }).fill('Fair: ');
  await paste('Company', 'Nordlicht AG\nHafenstr. 5\n20099 Hamburg');
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue(
    'Fair: Nordlicht AG, Hafenstr. 5, 20099 Hamburg',
  );
  await expect(page.getByText('3 lines became one.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Fair: ');

  await paste('Email', 'a@example.com\nb@example.com');
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('a@example.com');
  await expect(page.getByLabel('Email 2')).toHaveValue('b@example.com');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Email 2')).toHaveCount(0);
});

test('gives each of two phones typed into one field its own, when it is left and when it is saved', async ({
  launch,
}) => {
  const { page } = await launch();
  const phone = page.getByLabel('Phone', { exact: true });
  await page.getByLabel('Last name').fill('Lindt');
  await phone.fill('+49 40 123456 / +49 170 4567890');
  await page.getByLabel('Last name').focus();
  await expect(phone).toHaveValue('+49 40 123456');
  await expect(page.getByLabel('Phone 2')).toHaveValue('+49 170 4567890');
  await expect(page.getByText('1 more phone number has a field of its own.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(phone).toHaveValue('+49 40 123456 / +49 170 4567890');
  await expect(page.getByLabel('Phone 2')).toHaveCount(0);

  await page.getByLabel('Last name').focus();
  await expect(phone).toHaveValue('+49 40 123456 / +49 170 4567890');

  await page.getByLabel('Last name').fill('Abele');
  await phone.fill('+49 40 123456 / +49 170 5550123');
  await page.keyboard.press('ControlOrMeta+Enter');
  await row(page, 'Abele').click();
  await expect(page.getByText('+49 170 5550123', { exact: true })).toBeVisible();
});

test('treats a text that is dropped as one that is pasted', async ({ launch }) => {
  const { page } = await launch();
  const note = page.getByLabel('Note', { exact: true });
  /** As dropped from another program; where it lands in the text is the browser's business. */
  const drop = async (text: string, label: string) => {
    const session = await page.context().newCDPSession(page);
    const box = await page.getByLabel(label, { exact: true }).boundingBox();
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 15 };
    const items = [{ mimeType: 'text/plain', data: text }];
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data: { items, dragOperationsMask: 1 } });
    }
    await session.detach();
  };
  await drop('a@example.com\nb@example.com', 'Email');
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('a@example.com');
  await expect(page.getByLabel('Email 2')).toHaveValue('b@example.com');
  await drop('+49 171\u202d 5550123\u202c', 'Phone');
  await expect(page.getByLabel('Phone', { exact: true })).toHaveValue('+49 171 5550123');
  await drop('Nordlicht AG\nHamburg', 'Company');
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Nordlicht AG, Hamburg');
  await expect(page.getByText('2 lines became one.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('');
  await drop('first\nsecond', 'Note');
  await expect(note).toHaveValue('first\nsecond');
});
