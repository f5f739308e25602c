/** How long it takes until the first rows of the outbox are on the screen. */
import type { ElectronApplication, Page } from '@playwright/test';

/** How long a frame may be waited for before the measurement counts as failed, in milliseconds. */
const patience = 30_000;

/**
 * What runs in the page is text, since this project's tests are compiled without the types of a page.
 * `rowsPainted` resolves with the moment, by the page's clock, at which the frame was handed over that `isThere` accepts.
 */
const watcher = `
  globalThis.rowsPainted = (isThere) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('What was awaited was not painted.')), ${patience});
    const look = () => {
      if (!isThere()) return false;
      // The frame that is being made now holds them; a message is answered when it is done.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => {
      if (look()) observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
`;

const firstRow = `document.querySelector('[data-row]')`;

/** What the first frame that counts has to hold, as an expression. */
export const someRow = `${firstRow} !== null`;
export const anything = 'document.body !== null';

/** To be called once, before the others. */
export async function watchRows(page: Page, electron: ElectronApplication, awaited: string): Promise<void> {
  await page.context().addInitScript(`${watcher}
    globalThis.firstRowsPainted = rowsPainted(() => ${awaited});`);
  await reload(page, electron);
}

/**
 * Loads the screen anew, as the app does: what Playwright asks while it does that itself takes half of the time. Returns the
 * time from its document being ready to the frame with what is awaited, in milliseconds.
 */
export async function reload(page: Page, electron: ElectronApplication): Promise<number> {
  // What was begun before is no answer to this.
  await page.waitForLoadState('load');
  const loaded = page.waitForEvent('load');
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.reload();
  });
  await loaded;
  return await page.evaluate<number>(
    `firstRowsPainted.then((moment) => moment - performance.getEntriesByType('navigation')[0].domInteractive)`,
  );
}

/** The place of each filter over the list. */
const places = { all: 0, delivered: 3 };

/** Chooses what the list shows. Returns the time from the choice to the frame with the new rows, in milliseconds. */
export async function show(page: Page, filter: keyof typeof places): Promise<number> {
  return await page.evaluate<number>(`(() => {
    const before = ${firstRow};
    const painted = rowsPainted(() => ![null, before].includes(${firstRow}));
    const choice = document.querySelectorAll('[name="outbox-filter"]')[${places[filter]}];
    const start = performance.now();
    choice.click();
    return painted.then((moment) => moment - start);
  })()`);
}
