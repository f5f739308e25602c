/** Makes a page of HTML a PDF, in a window of its own that nobody sees and that can run nothing and load nothing. */
import { BrowserWindow, session } from 'electron';
import { lockDown, pinDown } from './security.ts';

/** Takes HTML with all that it needs in it; resolves with the PDF. */
export async function pdfOf(html: string): Promise<Uint8Array> {
  const paper = session.fromPartition('paper');
  lockDown(paper);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: paper,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  try {
    pinDown(window.webContents);
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: false });
  } finally {
    window.destroy();
  }
}
