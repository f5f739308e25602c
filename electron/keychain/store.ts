/**
 * The order in which a keychain is asked. A call to it blocks one of libuv's four threads, which flushes of files and
 * look-ups of names need too, for as long as the system's window is not answered: so there is one call at a time.
 */
import type { KeyStore } from './keychain.ts';
import { log } from '../log/log.ts';
import { KeychainUnavailable, KeyNotStored } from './problems.ts';

/** The calls by which a keychain is asked. An account is an origin, with a connection's id behind it where it is not the first one. Each throws KeychainUnavailable or any other error. */
export interface KeychainCalls {
  /** Returns the key, or null where none is stored. */
  find: (account: string) => Promise<string | null>;
  /** Stores the key as it is. @throws KeyNotStored */
  store: (account: string, key: string) => Promise<void>;
  remove: (account: string) => Promise<void>;
  /** Resolves with true when what was locked no longer is, and with false where that cannot be seen. */
  untilUnlocked: (account: string) => Promise<boolean>;
}

interface Question {
  answer: Promise<string | null>;
  /** Whether somebody gave up waiting: the answer is then kept for whoever asks next. */
  late: boolean;
  answered: boolean;
}

export interface Keychain extends KeyStore {
  onAnswer: NonNullable<KeyStore['onAnswer']>;
  /** Whether a call is under way: it keeps the process from ending. */
  isAsked: () => boolean;
}

/** Takes the calls, and for how many milliseconds somebody waits for the answer of one; returns the keychain. */
export function openKeychain(calls: KeychainCalls, patience: number): Keychain {
  const questions = new Map<string, Question>();
  const watched = new Set<string>();
  const listeners = new Set<() => void>();
  const inTurn = oneAtATime();
  /** Whether the last question was answered: only a change is told. */
  let answers = true;

  function heard(): void {
    if (answers) return;
    answers = true;
    log.note('The keychain answers again');
    for (const told of listeners) told();
  }

  function unheard(error: unknown, account: string): KeychainUnavailable {
    const problem =
      error instanceof KeychainUnavailable ? error : new KeychainUnavailable(messageOf(error), { cause: error });
    if (answers) log.error('The keychain does not answer', error, { why: problem.why });
    answers = false;
    if (problem.why === 'locked') void watch(account);
    return problem;
  }

  async function watch(account: string): Promise<void> {
    if (watched.has(account)) return;
    watched.add(account);
    const unlocked = await calls.untilUnlocked(account);
    watched.delete(account);
    if (unlocked) heard();
  }

  async function waitFor<Value>(answer: Promise<Value>, account: string, givenUp: () => void): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        givenUp();
        reject(new KeychainUnavailable(`it has not answered for ${patience / 1_000} seconds`, { why: 'silent' }));
      }, patience);
    });
    try {
      return await Promise.race([answer, silence]);
    } catch (error) {
      throw error instanceof KeyNotStored ? error : unheard(error, account);
    } finally {
      clearTimeout(timer);
    }
  }

  function ask(account: string): Question {
    const question: Question = { answer: inTurn(() => calls.find(account)), late: false, answered: false };
    questions.set(account, question);
    const forget = () => {
      if (questions.get(account) === question) questions.delete(account);
    };
    question.answer.then(
      (key) => {
        question.answered = true;
        if (!question.late || key === null) forget();
        heard();
      },
      (error: unknown) => {
        forget();
        // Those who wait for it see to it themselves.
        if (question.late) unheard(error, account);
      },
    );
    return question;
  }

  /** What nobody waits for any more is not begun: its user was told that nothing was changed. */
  function change(account: string, call: () => Promise<void>): Promise<void> {
    let givenUp = false;
    const done = inTurn(async () => {
      if (givenUp) return;
      if (questions.get(account)?.answered === true) questions.delete(account);
      await call();
      heard();
    });
    return waitFor(done, account, () => {
      givenUp = true;
    });
  }

  return {
    read(baseUrl, connection) {
      const account = accountOf(baseUrl, connection);
      const question = questions.get(account) ?? ask(account);
      if (question.answered) questions.delete(account);
      return waitFor(question.answer, account, () => {
        question.late = true;
      });
    },
    write(baseUrl, key, connection) {
      const account = accountOf(baseUrl, connection);
      return change(account, () => calls.store(account, key));
    },
    remove(baseUrl, connection) {
      const account = accountOf(baseUrl, connection);
      return change(account, () => calls.remove(account));
    },
    onAnswer(told) {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    isAsked: inTurn.isBusy,
  };
}

/** An origin, and behind a `#` the connection, where it is not the first one. */
const accountOf = (baseUrl: string, connection = '') =>
  connection === '' ? originOf(baseUrl) : `${originOf(baseUrl)}#${connection}`;
const originOf = (baseUrl: string) => new URL(baseUrl).origin;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Returns what makes each call wait for the end of the one before it. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  let open = 0;
  function inTurn<Value>(call: () => Promise<Value>): Promise<Value> {
    open++;
    const answer = last.then(call).finally(() => {
      open--;
    });
    last = answer.catch(() => undefined);
    return answer;
  }
  return Object.assign(inTurn, { isBusy: () => open > 0 });
}
