/** Each rule that must not be lost, broken in one place of the source, and the tests of which one has to notice. */

export interface Mutation {
  /** The rule that is broken. */
  rule: string;
  file: string;
  /** Stands once in the file. */
  from: string;
  to: string;
  /** Test files; one of their tests has to fail. */
  tests: string[];
}

const classify = 'electron/crm/classify.ts';
const landed = 'electron/sync/landed.ts';
const next = 'electron/sync/next.ts';
const schedule = 'electron/sync/schedule.ts';
const step = 'electron/sync/step.ts';
const rule = 'electron/lookup/rule.ts';

const answers = ['test/unit/classify.test.ts'];
const simulation = ['test/model/queue.test.ts'];
const liveness = ['test/integration/liveness.test.ts'];
const sender = ['test/integration/sender.test.ts'];
const looking = ['test/unit/lookup-rule.test.ts', 'test/integration/lookup.test.ts'];
const keychain = ['test/integration/keychain-silent.test.ts', 'test/integration/keychain-long.test.ts'];
const owner = ['test/integration/one-owner.test.ts'];
const start = ['test/integration/single-instance.test.ts'];

export const mutations: readonly Mutation[] = [
  // What an answer proves.
  {
    rule: 'a 503 without a time may have created the contact',
    file: classify,
    from: 'status === 503 && retryAfter !== null && headMs <= promptly',
    to: 'status === 503',
    tests: [...answers, ...liveness],
  },
  {
    rule: 'a 503 is believed only where it came at once',
    file: classify,
    from: ' && headMs <= promptly',
    to: '',
    tests: answers,
  },
  {
    rule: 'nothing that never left is called unconfirmed',
    file: classify,
    from: "if (phase === 'connection') return notSent(exchange);",
    to: '',
    tests: [...answers, 'test/integration/crm.test.ts'],
  },
  {
    rule: 'what left and was not answered may be there',
    file: classify,
    from: "if (phase === 'connection') return notSent(exchange);",
    to: 'if (phase !== null) return notSent(exchange);',
    tests: [...answers, 'test/integration/crm.test.ts'],
  },
  {
    rule: 'a page is no refusal of access, whatever its status',
    file: classify,
    from: 'status < 400 || status === 511 || isPage',
    to: 'status < 400 || status === 511',
    tests: answers,
  },
  {
    rule: 'a page over TLS may have been the API, or passed it on',
    file: classify,
    from: "processed: secure ? 'unknown' : 'no'",
    to: "processed: 'no'",
    tests: answers,
  },
  {
    rule: 'a success needs the id of a contact',
    file: classify,
    from: 'if (crmId !== null) return { ...evidence, kind',
    to: "return { ...evidence, crmId: crmId ?? 'none', kind",
    tests: answers,
  },
  {
    rule: 'a time-out of the server (408) may have created the contact',
    file: classify,
    from: 'status === 408 || (status >= 500',
    to: '(status >= 500',
    tests: answers,
  },
  {
    rule: 'no digit of a long id goes',
    file: 'electron/crm/json.ts',
    from: "JSON.parse(body.replace(/^\\uFEFF/u, ''), keepingDigits)",
    to: "JSON.parse(body.replace(/^\\uFEFF/u, ''))",
    tests: answers,
  },
  {
    rule: 'a byte order mark is no reason not to read',
    file: 'electron/crm/json.ts',
    from: "body.replace(/^\\uFEFF/u, '')",
    to: 'body',
    tests: answers,
  },
  {
    rule: 'Retry-After is read by the clock of whoever wrote it',
    file: 'electron/crm/retry-after.ts',
    from: "(moment(date?.trim() ?? '') ?? now)",
    to: 'now',
    tests: answers,
  },
  // The wire.
  {
    rule: 'no connection is used again that was idle for long',
    file: 'electron/http/dispatchers.ts',
    from: 'const longestRest = 500;',
    to: 'const longestRest = 5_000;',
    tests: ['test/integration/idle-connections.test.ts'],
  },
  {
    rule: 'an interim answer is not the answer',
    file: 'electron/http/connect.ts',
    from: '        skipInterim(socket);\n',
    to: '',
    tests: ['test/integration/crm.test.ts'],
  },
  {
    rule: 'each address gets its fair time',
    file: 'electron/http/connect.ts',
    from: 'autoSelectFamilyAttemptTimeout: Math.ceil(timeout / addresses)',
    to: 'autoSelectFamilyAttemptTimeout: 250',
    tests: ['test/integration/slow-network.test.ts'],
  },
  // Where a contact goes.
  {
    rule: 'what may be there is never sent again without your say',
    file: landed,
    from: "return to('unconfirmed', 'unconfirmed', unknownReason(outcome));",
    to: "return to('waiting', 'not-taken', null);",
    tests: simulation,
  },
  {
    rule: 'what a crash left under way may be there',
    file: 'electron/outbox/delivery.ts',
    from: "move.run('unconfirmed', afterCrash, id, 'sending');",
    to: "move.run('waiting', null, id, 'sending');",
    tests: ['test/integration/outbox.test.ts'],
  },
  {
    rule: 'what never left waits',
    file: landed,
    from: "    case 'not-sent':\n      return to('waiting', 'not-sent', null);",
    to: "    case 'not-sent':\n      return to('unconfirmed', 'unconfirmed', null);",
    tests: simulation,
  },
  // What can be sent is sent.
  {
    rule: 'a question that is never answered well stops nothing for good (no canary)',
    file: next,
    from: 'isSpent(outage) ? Infinity : outage.canaryAt',
    to: 'Infinity',
    tests: [...simulation, ...liveness],
  },
  {
    rule: 'an outage loses a few one by one, and then asks',
    file: schedule,
    from: 'export const mostCanaries = 5;',
    to: 'export const mostCanaries = 500;',
    tests: [...simulation, ...liveness],
  },
  {
    rule: 'a good answer that misled is not believed again',
    file: landed,
    from: "const misled = outage.misled || canary.by === 'by-answer';",
    to: 'const misled = false;',
    tests: simulation,
  },
  {
    rule: 'a contact that fails goes behind the others',
    file: next,
    from: 'behind: { ids: [...queue.behind.keys()], ready }',
    to: 'behind: { ids: [], ready: [] }',
    tests: [...simulation, ...liveness],
  },
  {
    rule: 'a contact that fails alone is the user’s after its tries',
    file: schedule,
    from: 'export const mostAlone = 3;',
    to: 'export const mostAlone = 3_000;',
    tests: liveness,
  },
  {
    rule: 'refusals in a row are a fault of the connection',
    file: schedule,
    from: 'export const mostRefusals = 5;',
    to: 'export const mostRefusals = 500;',
    tests: [...simulation, ...liveness],
  },
  {
    rule: 'refusals that differ in a number only are alike',
    file: 'electron/sync/queue.ts',
    from: "return (message ?? '').replace(/[\\da-f-]{8,}|\\d+/giu, '#');",
    to: "return message ?? '';",
    tests: simulation,
  },
  {
    rule: '“Try now” ends a rest of refusals',
    file: step,
    from: "...(queue.rest?.reason === 'refusing' ? { rest: null, refusals: null, proven: true } : {}),",
    to: '',
    tests: liveness,
  },
  {
    rule: 'Retry-After of 0 is no invitation to a loop',
    file: 'electron/sync/rest.ts',
    from: 'Math.max(queue.notBefore, rest.until, asked)',
    to: 'Math.max(queue.notBefore, asked)',
    tests: liveness,
  },
  {
    rule: 'the CRM’s deadline outlasts a restart',
    file: 'electron/sync/queue.ts',
    from: 'notBefore: notBefore > steady ? moment(notBefore) : null,',
    to: 'notBefore: null,',
    tests: sender,
  },
  {
    rule: 'while offline no contact is tried',
    file: next,
    from: "if (queue.rest?.reason === 'offline' && !queue.rest.reached) return ask(queue, 'reach');",
    to: '',
    tests: liveness,
  },
  {
    rule: 'one contact alone goes where it is not known whether the CRM takes any',
    file: next,
    from: '(queue.proven && queue.rest === null ? most : 1)',
    to: 'most',
    tests: [...sender, ...liveness],
  },
  {
    rule: 'the pace holds in every minute',
    file: 'electron/sync/rate-limit.ts',
    from: 'free: Math.max(0, perMinute - starts.length)',
    to: 'free: perMinute',
    tests: [...simulation, 'test/integration/pace.test.ts'],
  },
  {
    rule: 'what an older connection met is of no interest',
    file: landed,
    from: "if (event.generation !== queue.generation) return [now, [settled(id, outcome, 'other')]];",
    to: '',
    tests: [...sender, 'test/unit/older-connection.test.ts'],
  },
  {
    rule: 'a sleep that nobody announced is noticed',
    file: 'electron/sync/sender.ts',
    from: "this.#clock.hasJumped() ? [{ kind: 'woke' }, ...this.#inbox] : this.#inbox",
    to: 'this.#inbox',
    tests: ['test/integration/sleep.test.ts'],
  },
  // The disk.
  {
    rule: 'an attempt is on the disk before its request leaves',
    file: 'electron/outbox/database.ts',
    from: "database.pragma('fullfsync = ON');",
    to: "database.pragma('synchronous = OFF');",
    tests: ['test/integration/turns.test.ts'],
  },
  {
    rule: 'what was saved outlasts a power cut',
    file: 'electron/outbox/database.ts',
    from: "database.pragma('fullfsync = ON');",
    to: "database.pragma('synchronous = NORMAL');",
    tests: ['test/integration/power-cuts.test.ts'],
  },
  {
    rule: 'what has ended is not forgotten by a full disk',
    file: 'electron/sync/sender.ts',
    from: 'this.#inbox = [...events, ...this.#inbox];',
    to: '',
    tests: ['test/integration/turns.test.ts'],
  },
  // Looking for what is unconfirmed.
  {
    rule: 'createdAt of a list proves nothing',
    file: 'electron/crm/list.ts',
    from: "moment(property(entry, 'remoteCreatedAt'))",
    to: "moment(property(entry, 'remoteCreatedAt') ?? property(entry, 'createdAt'))",
    tests: [...looking, ...liveness],
  },
  {
    rule: 'an id that is another contact’s proves nothing',
    file: rule,
    from: '.filter(({ crmId }) => !isAnothers(crmId))',
    to: '',
    tests: looking,
  },
  {
    rule: 'a list that was not read to its end proves nothing',
    file: rule,
    from: "if (!complete) return unsure(alike, 'incomplete');",
    to: '',
    tests: looking,
  },
  {
    rule: 'a look that got no answer counts, and goes behind the others',
    file: 'electron/lookup/looks.ts',
    from: "if (!isOpen || answer.kind === 'not-sent') return answer;",
    to: "if (!isOpen || !('status' in answer) || answer.status === null) return answer;",
    tests: liveness,
  },
  {
    rule: 'of two that may be it, none is',
    file: rule,
    from: "if (possible.length > 1) return unsure(alike, 'several');",
    to: '',
    tests: looking,
  },
  {
    rule: 'another one of unknown fate may be the one that was found',
    file: rule,
    from: 'if (others.some((other) => verdictOn(first.entry, other, referenceField)',
    to: 'if ([].some((other) => verdictOn(first.entry, other, referenceField)',
    tests: looking,
  },
  {
    rule: 'another e-mail address is another person',
    file: rule,
    from: "if (differs) return common ? 'differs' : 'another';",
    to: '',
    tests: looking,
  },
  {
    rule: 'every change is in the second copy',
    file: 'electron/outbox/commits.ts',
    from: 'if (rows.length > 0) copy.append(counted.last(), rows);',
    to: 'void rows;',
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'what a repair cannot tell to be unsent may be there',
    file: 'electron/outbox/merge.ts',
    from: 'if (!whole.some((isCurrentIn, index) => (by & bitOf(index)) !== 0 && isCurrentIn(changed)))',
    to: 'if (whole.length === 0)',
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'what was sent since a record was written may be there',
    file: 'electron/outbox/merge.ts',
    from: 'unsure += sentSince.run(recordLost).changes;',
    to: '',
    tests: ['test/integration/recovery.test.ts'],
  },
  {
    rule: 'delivered stays delivered',
    file: 'electron/outbox/records.ts',
    from: "if ((row.state === 'delivered') !== (known.state === 'delivered')) return row.state === 'delivered';",
    to: '',
    tests: ['test/integration/recovery.test.ts'],
  },
  {
    rule: 'the newest change of a contact holds',
    file: 'electron/outbox/records.ts',
    from: 'if (row.changed !== known.changed) return row.changed > known.changed;',
    to: '',
    tests: ['test/integration/recovery.test.ts'],
  },
  {
    rule: 'a number that two outboxes gave is given anew',
    file: 'electron/outbox/merge.ts',
    from: '(isFree ? asked : this.#free())',
    to: 'asked',
    tests: ['test/integration/recovery.test.ts'],
  },
  {
    rule: 'a sound database is never replaced',
    file: 'electron/outbox/recovery.ts',
    from: 'const isMended = isSound(folder);',
    to: 'const isMended = folder.length === 0;',
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'an old log is not played into a recovered database',
    file: 'electron/outbox/recovery.ts',
    from: "['-wal', '-shm', '-journal', '']",
    to: "['-shm', '']",
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'a database that is older than its second copy is brought up to it',
    file: 'electron/outbox/store.ts',
    from: 'if (isBehind || isBehindOlder',
    to: 'if (isBehindOlder',
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'a blank folder with backups is repaired',
    file: 'electron/outbox/store.ts',
    from: 'if (isBlank && hasCopies(folder)) throw',
    to: 'if (folder.length === 0) throw',
    tests: ['test/integration/damage.test.ts'],
  },
  {
    rule: 'a flush that failed is no success later',
    file: 'electron/outbox/commits.ts',
    from: 'if (isInDoubt) renew();',
    to: 'void renew;',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'a contact that is not as it was saved is not sent',
    file: 'electron/outbox/delivery.ts',
    from: 'checkRow(row.id);',
    to: '',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'backups leave the last room to what is saved',
    file: 'electron/outbox/backups.ts',
    from: "if (!hasRoom(folder)) return 'no-room';",
    to: '',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'a damaged database is no backup',
    file: 'electron/outbox/backups.ts',
    from: "if (inspectFile(fresh).length > 0) return 'damaged';",
    to: '',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'the second copy reaches back to the older backup',
    file: 'electron/outbox/second-copy.ts',
    from: 'next.from <= commit + 1',
    to: 'next.from > 0',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'an end that was none is known for that',
    file: 'electron/outbox/changes.ts',
    from: 'UPDATE change SET last = ?, closed = 0',
    to: 'UPDATE change SET last = ?',
    tests: ['test/integration/store.test.ts'],
  },
  {
    rule: 'after an end that was none all is checked before anything is sent',
    file: 'electron/workspace.ts',
    from: 'if (outbox.wasClosed) {',
    to: 'if (outbox.folder.length > 0) {',
    tests: ['test/integration/damage-while-open.test.ts'],
  },
  // The keychain.
  {
    rule: 'the keychain is asked one thing at a time',
    file: 'electron/keychain/store.ts',
    from: 'const answer = last.then(call).finally(',
    to: 'const answer = call().finally(',
    tests: keychain,
  },
  {
    rule: 'a key that the keychain has cut is not kept',
    file: 'electron/keychain/system.ts',
    from: 'if ((await systemCalls.find(account)) === key) return;',
    to: 'if (key !== null) return;',
    tests: keychain,
  },
  {
    rule: 'a locked keychain is none without a key',
    file: 'electron/keychain/system.ts',
    from: 'if (key === null) await refuseWithheld(account);',
    to: '',
    tests: ['test/integration/keychain-locked.test.ts'],
  },
  // What must not get out, and who must not get in.
  {
    rule: 'nothing that is kept of an answer has the key in it',
    file: 'electron/crm/excerpt.ts',
    from: "const text = withoutKey(body ?? '', key).trim();",
    to: "const text = (body ?? '').trim();",
    tests: ['test/unit/excerpt.test.ts'],
  },
  {
    rule: 'the doctor repeats no part of the key',
    file: 'electron/doctor/examine.ts',
    from: 'withoutHint(outcome.message, keyOf(key))',
    to: 'outcome.message',
    tests: ['test/integration/doctor.test.ts', 'test/unit/doctor.test.ts'],
  },
  {
    rule: 'the log takes no text but harmless words',
    file: 'electron/logging/facts.ts',
    from: "isToken(fact) ? fact : '(withheld)'",
    to: 'fact',
    tests: ['test/unit/logging'],
  },
  {
    rule: 'a contact goes over https only, but to this very computer',
    file: 'electron/crm/base-url.ts',
    from: "url.protocol === 'http:' && !isLoopback(url)",
    to: 'false',
    tests: ['test/unit/base-url.test.ts'],
  },
  {
    rule: 'an update is signed with its name',
    file: 'electron/updates/signature.ts',
    from: 'Buffer.concat([Buffer.from(`${name}\\n`), bytes])',
    to: 'Buffer.from(bytes)',
    tests: ['test/unit/update-trust.test.ts'],
  },
  {
    rule: 'what is locked by a policy cannot be changed',
    file: 'electron/policy/policy.ts',
    from: 'if (isLocked(policy, setting) && before !== after) throw',
    to: 'if (policy.problem !== null && before !== after) throw',
    tests: ['test/integration/policy.test.ts', 'test/unit/policy.test.ts'],
  },

  // One owner.
  {
    rule: 'an outbox has one owner',
    file: 'electron/outbox/lock.ts',
    from: 'BEGIN EXCLUSIVE',
    to: 'BEGIN',
    tests: owner,
  },
  {
    rule: 'an owner that is gone is none',
    file: 'electron/outbox/lock.ts',
    from: 'return isBusy(error);',
    to: 'return true;',
    tests: owner,
  },
  {
    rule: 'an owner lets go once, and never of what is another one’s by now',
    file: 'electron/outbox/lock.ts',
    from: 'if (!locks.delete(held)) return;',
    to: 'locks.delete(held);',
    tests: owner,
  },
  {
    rule: 'an owner is named rightly or not at all',
    file: 'electron/outbox/holder.ts',
    from: 'rmSync(file, { force: true });\n    const',
    to: 'const',
    tests: owner,
  },
  {
    rule: 'the computer that has the outbox is named',
    file: 'electron/outbox/holder.ts',
    from: "computer === hostname() ? 'this computer' : `the computer ${computer}`",
    to: "'this computer'",
    tests: owner,
  },
  {
    rule: 'a lock that one who is gone has left keeps no start out',
    file: 'electron/single-instance.ts',
    from: "if (namesAnother(dataFolder) !== 'gone') return false;",
    to: 'if (dataFolder.length > 0) return false;',
    tests: start,
  },
  {
    rule: 'a second start of this computer ends',
    file: 'electron/single-instance.ts',
    from: 'holderOf(held)?.computer === hostname()',
    to: 'Number.isNaN(hostname())',
    tests: start,
  },
  {
    rule: 'a second start ends whatever the network calls this computer',
    file: 'electron/single-instance.ts',
    from: "namesAnother(dataFolder) === 'here' ? 'here' : await holder(dataFolder)",
    to: 'await holder(dataFolder)',
    tests: start,
  },
  {
    rule: 'a start waits for one that has not opened its outbox yet',
    file: 'electron/single-instance.ts',
    from: 'await wait(betweenLooks);',
    to: 'break;',
    tests: start,
  },
  {
    rule: 'where another computer has the outbox, a window says so',
    file: 'electron/single-instance.ts',
    from: "holderOf(held)?.computer === hostname() ? 'here' : 'elsewhere'",
    to: "'here'",
    tests: start,
  },
];
