/**
 * API keys on their way in a file: sealed with a passphrase (scrypt, AES-256-GCM), together with all else that is in the file, so
 * that none can be made to go to another address.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as v from 'valibot';

/** What one try costs: 128 MB for some tenths of a second. It is the same for every file of a version. */
export const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
/** How long a wrong passphrase is answered late, in milliseconds. */
export const waitAfterWrong = 1_000;

const cipher = 'aes-256-gcm';
const base64 = v.pipe(v.string(), v.maxLength(100_000), v.regex(/^[\w+/]*={0,2}$/u));
export const sealedSchema = v.strictObject({ salt: base64, nonce: base64, tag: base64, box: base64 });
export type Sealed = v.InferOutput<typeof sealedSchema>;

/** API keys by the ids of their connections. */
const keysSchema = v.record(v.string(), v.string());
export type Keys = v.InferOutput<typeof keysSchema>;

/** Takes keys, what they are bound to (file.ts) and a passphrase; resolves with the sealed keys. */
export async function seal(keys: Keys, bound: string, passphrase: string): Promise<Sealed> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, await secretOf(passphrase, salt), nonce).setAAD(Buffer.from(bound));
  const box = Buffer.concat([sealing.update(JSON.stringify(keys), 'utf8'), sealing.final()]);
  const [saltText, nonceText, tag, boxText] = [salt, nonce, sealing.getAuthTag(), box].map((one) =>
    one.toString('base64'),
  ) as [string, string, string, string];
  return { salt: saltText, nonce: nonceText, tag, box: boxText };
}

async function unseal({ salt, nonce, tag, box }: Sealed, bound: string, passphrase: string): Promise<Keys | null> {
  const [saltBytes, nonceBytes, tagBytes, boxBytes] = [salt, nonce, tag, box].map((one) =>
    Buffer.from(one, 'base64'),
  ) as [Buffer, Buffer, Buffer, Buffer];
  const secret = await secretOf(passphrase, saltBytes);
  try {
    const opening = createDecipheriv(cipher, secret, nonceBytes, { authTagLength: 16 });
    opening.setAAD(Buffer.from(bound)).setAuthTag(tagBytes);
    const text = Buffer.concat([opening.update(boxBytes), opening.final()]).toString('utf8');
    return v.parse(keysSchema, JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Returns what opens sealed keys: it resolves with null where the passphrase is wrong, or anything in the file is another than when
 * they were sealed. One try at a time, and each wrong one is answered late, whoever asks. `wait` takes milliseconds.
 */
export function keyOpener(
  wait: (milliseconds: number) => Promise<unknown>,
): (sealed: Sealed, bound: string, passphrase: string) => Promise<Keys | null> {
  let last: Promise<unknown> = Promise.resolve();
  return (sealed, bound, passphrase) => {
    const next = last.then(async () => {
      const keys = await unseal(sealed, bound, passphrase);
      if (keys === null) await wait(waitAfterWrong);
      return keys;
    });
    last = next.catch(() => undefined);
    return next;
  };
}

/** However it is typed: some keyboards write one letter as two signs. */
const secretOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC').trim(), salt, 32, cost, (error, secret) => {
      if (error === null) resolve(secret);
      else reject(error);
    });
  });
