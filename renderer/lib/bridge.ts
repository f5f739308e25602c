/** The only file that knows `window.fieldpost`. */
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
  const reply = await request(...args);
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
