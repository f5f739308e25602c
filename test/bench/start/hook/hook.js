// Loaded into the main process before the app (electron -r): tells when the first window is ready to be shown, by a
// clock that all processes share.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- See package.json.
const { app } = require('electron');

app.once('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => {
    process.stdout.write(`ready-to-show ${process.hrtime.bigint()}\n`);
  });
});
