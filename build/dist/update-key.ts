// The key that updates are signed with, for a maintainer and for the release workflow. It needs nothing but Node.
//
//   node build/dist/update-key.ts new            prints a new private key, to be kept as FIELDPOST_UPDATE_SIGNING_KEY
//   node build/dist/update-key.ts public         prints the public key of the one in FIELDPOST_UPDATE_SIGNING_KEY, if any
//   node build/dist/update-key.ts sign FILE...   writes the signature of each file beside it, with that key
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { publicKeyOf, signatureEnding, signatureOf } from '../../electron/updates/signature.ts';

const [command = '', ...files] = process.argv.slice(2);
const privateKey = process.env['FIELDPOST_UPDATE_SIGNING_KEY'] ?? '';

switch (command) {
  case 'new':
    console.log(generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'));
    break;
  case 'public':
    // Without a key the app is built all the same, and looks for no updates.
    console.log(privateKey === '' ? '' : publicKeyOf(privateKey));
    break;
  case 'sign':
    for (const file of files) {
      writeFileSync(`${file}${signatureEnding}`, `${signatureOf(basename(file), readFileSync(file), privateKey)}\n`);
    }
    break;
  default:
    throw new Error('Say what to do: new, public, or sign FILE...');
}
