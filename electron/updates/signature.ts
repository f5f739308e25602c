/**
 * The signature of what an update server says: Ed25519, over the name of the file and its bytes. With the name, so that
 * what was signed for one system cannot be given to another one.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What stands beside a signed file, by its name with this at the end: its signature in base64. */
export const signatureEnding = '.sig';

const message = (name: string, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${name}\n`), bytes]);

/** Takes a file's name and bytes, and a private key (PKCS #8, base64); returns the signature. @throws where it is no such key */
export function signatureOf(name: string, bytes: Uint8Array, privateKey: string): string {
  return sign(
    null,
    message(name, bytes),
    ed25519(createPrivateKey({ key: fromBase64(privateKey), format: 'der', type: 'pkcs8' })),
  ).toString('base64');
}

/** Takes a file's name and bytes, what is said to be its signature, and a public key (SPKI, base64). @throws where it is no such key */
export function isSigned(name: string, bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const key = ed25519(createPublicKey({ key: fromBase64(publicKey), format: 'der', type: 'spki' }));
  return verify(null, message(name, bytes), key, fromBase64(signature.trim()));
}

/** Takes a private key; returns the public one that belongs to it. @throws where it is no such key */
export function publicKeyOf(privateKey: string): string {
  const key = ed25519(createPrivateKey({ key: fromBase64(privateKey), format: 'der', type: 'pkcs8' }));
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('Not an Ed25519 key');
  return key;
}
