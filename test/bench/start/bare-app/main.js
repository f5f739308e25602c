// The least an Electron app can be: a window of Fieldpost's size with an empty page, shown with its first paint.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- What a CommonJS app costs is the floor.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1180, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
