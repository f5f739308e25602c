/** How a request of the screen is described: each room has its own (outbox.ts, settings.ts, ...), ipc.ts has them all. */
import * as v from 'valibot';

/** `argument` is checked at run time; the answer is a type only, since the main process is trusted. */
export interface Request<Schema, Value> {
  argument: Schema;
  answers: (value: Value) => Value;
}

/** Returns a function that takes the argument's schema, and makes the request whose answer is a `Value`. */
export const request =
  <Value>() =>
  <Schema extends v.GenericSchema>(argument: Schema): Request<Schema, Value> => ({
    argument,
    answers: (value) => value,
  });

/** A contact's number. */
export const id = v.pipe(v.number(), v.safeInteger());
/** The argument of a request that takes none. */
export const nothing = v.undefined();
