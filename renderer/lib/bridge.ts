/** The only file that knows `window.fieldpost`, but for main.ts, which asks before the words are loaded. */
import type { Answer, Asked, Bridge, Events, Reply, RequestName } from '#contract/ipc.ts';
import { t, textOf } from './words.ts';

declare global {
  interface Window {
    readonly fieldpost: Bridge;
  }
}

/** Requests that take no argument are called without one. */
type Arguments<Name extends RequestName> =
  undefined extends Asked<Name> ? [argument?: Asked<Name>] : [argument: Asked<Name>];

/** Asks the main process; returns its answer, or throws an Error whose message is a sentence for the user. */
export async function call<Name extends RequestName>(name: Name, ...args: Arguments<Name>): Promise<Answer<Name>> {
  const request = window.fieldpost[name] as (...args: Arguments<Name>) => Promise<Reply<Answer<Name>>>;
  return valueIn(await request(...args));
}

/** Takes a reply of the main process; returns the answer in it, or throws as `call` does. */
export function valueIn<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(textOf(reply.message));
  return reply.value;
}

/** Calls `listener` at every `name` event of the main process; returns a function that ends that. */
export function onEvent<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.fieldpost.on(name, listener);
}

/** Takes anything thrown; returns the sentence to show for it. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : t('screen.wentWrong');
}
