// The window of the gallery: nothing but the page that was built, and no part of the app.
import { app, BrowserWindow } from 'electron';

// Not awaited here: Electron is only ready once its main module has run.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 900, height: 600, useContentSize: true });
  await window.loadFile(process.env.FIELDPOST_GALLERY);
});
