/** Makes a PDF of a page of ours, in a window that nobody sees and that can do nothing. */
import { BrowserWindow, session, type Session } from 'electron';
import { lockDown, pinDown } from './security.ts';

/** What is printed needs its own styles, and nothing else: no script, no file, no address. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";
/** Of the scheme of the app, in a session in which nothing else is served. */
const address = 'app://print/page.html';

let partition: Session | undefined;
/** What is printed at this moment. */
let page = '';
let before: Promise<unknown> = Promise.resolve();

/** Takes a page as HTML; resolves with it as a PDF, one after another. Pages say their size themselves, by `@page`. */
export function printed(html: string): Promise<Uint8Array> {
  const pdf = before.then(() => print(html));
  before = pdf.catch(() => undefined);
  return pdf;
}

async function print(html: string): Promise<Uint8Array> {
  page = html;
  partition ??= ownSession();
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      javascript: false,
      images: false,
      spellcheck: false,
    },
  });
  try {
    pinDown(window.webContents);
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    page = '';
  }
}

function ownSession(): Session {
  // In memory only.
  const own = session.fromPartition('print');
  lockDown(own);
  own.protocol.handle('app', () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    return new Response(page, { headers });
  });
  return own;
}
