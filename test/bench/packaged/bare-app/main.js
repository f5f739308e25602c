// The least a packed app can be: a window of Fieldpost's size with a word in it, shown with its first paint. (Chromium
// tells of no paint where there is nothing but a background.)
// eslint-disable-next-line @typescript-eslint/no-require-imports -- What a CommonJS app costs is the floor.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1180, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  // Beside the archive: with the fuses shut, a file:// in it is not found.
  window.loadFile(`${process.resourcesPath}/index.html`);
});
app.on('window-all-closed', () => app.quit());
