/**
 * day.ts FOLDER MARKS SEED RUN: works with the outbox in this folder as the app does, and says into the file MARKS what begins and
 * what was told to be done (books.ts). RUN: 0 begins, 1 goes on and is killed, 2 goes on to a clean end, 3 starts and ends. MARKS.books keeps the books between two runs.
 */
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { ClaimedContact, Settlement } from '../../../electron/outbox/delivery.ts';
import { chanceOf } from '../../e2e/chaos/chance.ts';
import { contactWith } from '../contacts.ts';
import { delivered, refused, slowedDown, unanswered } from '../settlements.ts';
import { noBooks, sumOf, type Books, type Entry, type Mark } from './books.ts';
import { openAsApp } from './open.ts';

const [folder, marks, seed, run] = process.argv.slice(2);
if (folder === undefined || marks === undefined) throw new Error('Usage: day.ts FOLDER MARKS SEED RUN');
const chance = chanceOf(Number(seed) + Number(run));
const realTimeout = globalThis.setTimeout;
// Half a minute and half an hour pass when the day says so.
mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 4, 5, 9 + 6 * Number(run)) });

const connection = { baseUrl: 'https://crm.example.com', credentialId: 'c' };
const kept = `${marks}.books`;
const books: Books = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Books) : noBooks;
const descriptor = openSync(marks, 'a');
const say = (mark: Mark) => writeSync(descriptor, `${JSON.stringify(mark)}\n`);

/** Does something of which the outbox says that it is on the disk when it returns. */
function step<Value>(what: string, work: () => Value): Value {
  say({ begins: what });
  const value = work();
  say({ done: what, books });
  return value;
}

say({ begins: 'start' });
const outbox = await openAsApp(folder);
for (const entry of Object.values(books.contacts)) if (entry.state === 'sending') entry.state = 'unconfirmed';
say({ done: 'start', books });

let typed = 0;
const typedContact = () =>
  contactWith({
    lastName: `R${run}N${typed++}`,
    account: 'x'.repeat(chance.below(chance.happens(0.1) ? 20_000 : 1_000)),
  });

const ids = new Map<string, number>();
for (const { id } of outbox.page({ search: '', state: null, before: null, limit: 10_000 }).rows)
  ids.set(outbox.detail(id)?.uuid ?? '', id);
let inFlight: ClaimedContact[] = [];

/** Returns one of the contacts in these states. */
function anyOf(...states: Entry['state'][]): { id: number; entry: Entry } | null {
  const uuids = Object.keys(books.contacts).filter((uuid) => states.includes(books.contacts[uuid]?.state ?? 'sending'));
  const uuid = uuids[chance.below(uuids.length)] ?? '';
  const [id, entry] = [ids.get(uuid), books.contacts[uuid]];
  return id === undefined || entry === undefined ? null : { id, entry };
}

function capture(): void {
  const contact = typedContact();
  step('capture', () => {
    const id = outbox.capture(contact, Date.now());
    const uuid = outbox.detail(id)?.uuid ?? '';
    ids.set(uuid, id);
    books.contacts[uuid] = { state: 'waiting', attempts: 0, sum: sumOf(contact) };
    books.draft = null;
  });
}

function edit(): void {
  const one = anyOf('waiting', 'needs-attention');
  const contact = typedContact();
  if (one === null) return;
  step('edit', () => {
    if (!outbox.edit(one.id, contact)) throw new Error(`Contact ${one.id} cannot be edited.`);
    one.entry.sum = sumOf(contact);
    one.entry.state = 'waiting';
  });
}

function draft(): void {
  const contact = typedContact();
  step('draft', () => {
    outbox.saveDraft(0, contact, Date.now());
    books.draft = sumOf(contact);
  });
}

/** Results are stored, and who is sent next, in one commit. */
function turn(): void {
  const ended = inFlight.filter(() => chance.happens(0.7));
  const next = 1 + chance.below(3);
  if (ended.length === 0 && anyOf('waiting') === null) return;
  step('turn', () => {
    outbox.together(() => {
      for (const claimed of ended) settle(claimed);
      inFlight = inFlight.filter((claimed) => !ended.includes(claimed));
      for (let n = 0; n < next; n++) claim();
    });
  });
}

const settlements = [refused('no'), unanswered, slowedDown];

function settle(claimed: ClaimedContact): void {
  const settlement: Settlement = chance.happens(0.6)
    ? delivered(`crm-${run}-${claimed.attemptId}`)
    : (settlements[chance.below(settlements.length)] ?? unanswered);
  outbox.settle(claimed, settlement, Date.now());
  const entry = books.contacts[claimed.uuid];
  if (entry !== undefined) entry.state = settlement.state;
}

function claim(): void {
  const claimed = outbox.claim(connection, Date.now());
  const entry = books.contacts[claimed?.uuid ?? ''];
  if (claimed === null || entry === undefined) return;
  inFlight.push(claimed);
  entry.state = 'sending';
  entry.attempts += 1;
}

function sayDelivered(): void {
  const one = anyOf('unconfirmed', 'needs-attention');
  if (one === null) return;
  step('delivered, says the user', () => {
    if (outbox.markDelivered(one.id, Date.now())) one.entry.state = 'delivered';
  });
}

function sendAgain(): void {
  const one = anyOf('unconfirmed');
  if (one === null) return;
  step('send again, says the user', () => {
    if (outbox.sendAgain(one.id)) one.entry.state = 'waiting';
  });
}

function withdraw(): void {
  const one = anyOf('waiting', 'needs-attention', 'unconfirmed');
  if (one === null) return;
  step('withdraw, says the user', () => {
    if (outbox.withdraw(one.id, Date.now())) one.entry.state = 'withdrawn';
  });
}

function undoWithdraw(): void {
  const one = anyOf('withdrawn');
  if (one === null) return;
  step('undo that, says the user', () => {
    if (outbox.undoWithdraw(one.id)) one.entry.state = outbox.row(one.id)?.state ?? one.entry.state;
  });
}

function work(rounds: number): void {
  const all = [
    capture,
    capture,
    capture,
    turn,
    turn,
    turn,
    edit,
    draft,
    sayDelivered,
    sendAgain,
    withdraw,
    undoWithdraw,
  ];
  for (let n = 0; n < rounds; n++) all[chance.below(all.length)]?.();
}

/** An hour passes: what is done between saves is done, a backup is made. */
async function hour(): Promise<void> {
  const newest = () =>
    (existsSync(backups) ? readdirSync(backups).filter((name) => name.startsWith('outbox-')) : []).sort().at(-1);
  const backups = join(folder ?? '', 'backups');
  const before = newest();
  capture();
  step('an hour', () => {
    mock.timers.tick(61 * 60_000);
  });
  // A second copy's flush, and saves, while the backup is being made.
  work(3);
  for (let waited = 0; newest() === before; waited += 10) {
    if (waited > 20_000) throw new Error('No backup was made.');
    await pass(10);
  }
  await pass(50);
}

const pass = (milliseconds: number) => new Promise((resolve) => realTimeout(resolve, milliseconds));

if (run === '0') {
  step('connection', () => {
    outbox.saveConnection(connection);
    books.baseUrl = connection.baseUrl;
  });
}
if (run !== '3') {
  work(15);
  await hour();
  work(15);
  if (run === '0') await hour();
  work(10);
  // What is typed and not saved, a repair need not keep.
  capture();
}
writeFileSync(kept, JSON.stringify(books));
if (run === '1') process.kill(process.pid, 'SIGKILL');
step('close', () => {
  outbox.close();
});
