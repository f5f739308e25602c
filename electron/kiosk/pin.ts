/** PINs, as they are kept. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** In hex. */
export interface HashedPin {
  salt: string;
  hash: string;
}

const length = 32;
/** Some 100 ms: it is done once for each try, and slows down whoever has the file. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

const hashOf = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, length, cost, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });

/** Resolves with what is kept of a PIN. */
export async function hashedPin(pin: string): Promise<HashedPin> {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), hash: (await hashOf(pin, salt)).toString('hex') };
}

/** Resolves with whether this is the PIN. */
export async function isThePin(typed: string, { salt, hash }: HashedPin): Promise<boolean> {
  const kept = Buffer.from(hash, 'hex');
  const given = await hashOf(typed, Buffer.from(salt, 'hex'));
  return kept.length === given.length && timingSafeEqual(kept, given);
}
