// Loaded into the main process before the app (electron -r): lets a Node that cannot be asked for its certificates
// (before 22.15, as in Electron 33) answer as a newer one does, so that NODE_EXTRA_CA_CERTS counts there too.
/* eslint-disable @typescript-eslint/no-require-imports -- See package.json. */
const { readFileSync } = require('node:fs');
const tls = require('node:tls');

tls.getCACertificates ??= (store) =>
  store === 'default' ? [...tls.rootCertificates, readFileSync(process.env.NODE_EXTRA_CA_CERTS, 'utf8')] : [];
