/** Everything behind the window: the modes, its answers to the screen, the menu, and what wakes and ends them. */
import type { ShownWords } from '#words/speaker.ts';
import { app, clipboard, dialog, nativeTheme, net, powerMonitor, session } from 'electron';
import { extname, join } from 'node:path';
import { askBeforeClosing } from '../window/closing.ts';
import { rememberScanners } from '../window/hid-scanners.ts';
import type { Command } from '#contract/commands.ts';
import type { Start } from '#contract/window.ts';
import { openModes } from '../modes/modes.ts';
import { handleRequests, tell } from '../ipc/handle.ts';
import { visitorsEvents, visitorsRequests } from '../kiosk/allowed.ts';
import { kioskIn } from '../kiosk/kiosk.ts';
import { kioskWindow } from './kiosk-window.ts';
import { handlersFor } from '../ipc/handlers.ts';
import type { HandlerParts } from '../ipc/parts.ts';
import { startOf } from '../ipc/window.ts';
import { readClipboard } from '../system/clipboard.ts';
import { systemKeychain } from '../keychain/keychain.ts';
import { thisLaptop } from '../system/laptop.ts';
import { log, settleLog } from '../log/log.ts';
import { setMenu } from '../window/menu.ts';
import { languageOf } from '../modes/apply-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { PreferencesFile } from '../system/preferences.ts';
import { tellingProxies } from '../http/proxy-log.ts';
import { isSending } from '../updates/gate.ts';
import { typedDrafts } from '../modes/typed-drafts.ts';
import type { Speak } from '../system/words.ts';
import { relaunch, startUpdates } from '../updates/start.ts';
import { listSeparator } from '../system/list-separator.ts';
import type { Graphics } from '../window/graphics.ts';
import { printed } from '../window/print.ts';
import type { OpenedWindow } from '../window/window.ts';
import { pressKey, watchKeys } from '../window/scanner-keys.ts';
import { zoomByKeys } from '../window/zoom.ts';
import { withTimeout } from '../system/with-timeout.ts';

/** How long the app may go on without its window until the outbox is closed, in milliseconds. */
const longestEnd = 60_000;

export interface AppParts {
  preferences: PreferencesFile;
  policy: Policy;
  /** Whose words the screen shows. */
  words: ShownWords;
  speak: Speak;
  graphics: Graphics;
}

/** Takes the window, and what the user and an administrator have set; its requests are taken within this call. */
export async function openApp(
  { window, shown }: OpenedWindow,
  { preferences, policy, words, speak, graphics }: AppParts,
): Promise<void> {
  const screen = window.webContents;
  if (app.commandLine.hasSwitch('leave-kiosk')) preferences.set({ kiosk: null });
  /** For programs that type: their keys come as fast as a scanner's. */
  const noScanner = app.commandLine.hasSwitch('no-scanner');
  const kiosk = kioskIn(preferences);
  const dressForKiosk = kioskWindow(window, kiosk);
  /** In the kiosk the screen is told nothing of others. */
  const tellScreen: typeof tell = (to, name, payload) => {
    if (!kiosk.isRunning() || visitorsEvents.includes(name)) tell(to, name, payload);
  };
  const updates = startUpdates({
    policy,
    preferences,
    practice: () => modes.practice() !== null,
    changed: (view) => {
      tellScreen(screen, 'updatesChanged', view);
    },
    quit: () => {
      closing.quitByUser();
    },
  });
  const modes = openModes({
    dataFolder: app.getPath('userData'),
    laptop: thisLaptop,
    policy,
    linkDown: () => !net.isOnline(),
    resolveProxy: tellingProxies((url) => session.defaultSession.resolveProxy(url.href)),
    changed: (rows, status) => {
      if (rows.length > 0) tellScreen(screen, 'rowsChanged', rows);
      tellScreen(screen, 'statusChanged', status);
      updates.setBusy(isSending(status));
    },
    practiceChanged: (view) => {
      tellScreen(screen, 'practiceChanged', view);
    },
  });

  /** The network may have changed. */
  const hint = () => {
    modes.opened()?.nudge('hint');
  };

  /** Shows the mode of the moment. Events follow each other: what is told after this start belongs to it. */
  async function switched(): Promise<void> {
    typed.forget();
    tellScreen(screen, 'modeChanged', await startOf(parts));
    // The mode that was left tells nothing any more.
    updates.setBusy(isSending(modes.status()));
    setMenus();
    hint();
  }

  function setMenus(): void {
    dressForKiosk();
    if (kiosk.isRunning()) return;
    const command = (command: Command) => {
      tellScreen(screen, 'command', command);
    };
    setMenu(command, { speaker: speak(), practice: modes.practice() !== null, updates: updates.looks });
  }

  async function chooseFile(title: string, name: string): Promise<string | null> {
    const extension = extname(name).slice(1);
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title,
      defaultPath: join(app.getPath('documents'), name),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || filePath === '' ? null : filePath;
  }

  async function pickFile(title: string, extension: string): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title,
      defaultPath: app.getPath('documents'),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  const closing = askBeforeClosing(window, {
    mayClose: () => !kiosk.isRunning(),
    holdsRealContacts: () => modes.practice() === null,
    isSending: () => modes.status().inFlight > 0,
    ask: () => {
      tellScreen(screen, 'closing', null);
    },
    keepTyped: () => {
      typed.keep(handlers.saveDraft);
    },
    endAtOnce: () => {
      modes.closeAtOnce();
      log.note('Fieldpost ends with the session');
      settleLog();
    },
  });
  const typed = typedDrafts();
  const parts: HandlerParts = {
    modes,
    kiosk,
    app: { platform: platform(), version: app.getVersion(), words },
    theme: () => preferences.get().theme,
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
      preferences.set({ theme });
    },
    dataFolder: app.getPath('userData'),
    policy,
    language: () => languageOf(policy, preferences.get().language),
    setLanguage: (language) => {
      preferences.set({ language });
    },
    chooseFile,
    pickFile,
    listSeparator: () => listSeparator(app.getSystemLocale()),
    closing,
    updates,
    examinationChanged: (examination) => {
      tellScreen(screen, 'examinationChanged', examination);
    },
    setupChanged: (setup) => {
      tellScreen(screen, 'setupChanged', setup);
    },
    printed,
    listProgress: (rows) => {
      tell(screen, 'listProgress', rows);
    },
    rehearsalChanged: (rehearsal) => {
      tell(screen, 'rehearsalChanged', rehearsal);
    },
    copy: (text) => clipboard.writeText(text),
    clipboard: readClipboard,
    camera: () => preferences.get().camera,
    setCamera: (camera) => {
      preferences.set({ camera });
    },
    switched,
    moreFields: () => preferences.get().moreFields,
    setMoreFields: (moreFields) => {
      preferences.set({ moreFields });
    },
    scanner: {
      learned: () => (noScanner ? null : preferences.get().scanner),
      remember: (scanner) => {
        preferences.set({ scanner });
      },
      press: (key) => {
        pressKey(window, key);
      },
    },
    typed,
    speak,
  };
  rememberScanners(preferences.get().connectedScanners, (connectedScanners) => {
    preferences.set({ connectedScanners });
  });
  const handlers = handlersFor(parts);
  handleRequests(handlers, (name) => kiosk.isRunning() && !visitorsRequests.includes(name));
  // Ahead of the page that is loaded in its place, which asks for what was typed.
  screen.on('render-process-gone', () => {
    if (!window.isDestroyed()) typed.keep(handlers.saveDraft);
  });

  graphics.whenLost(() => {
    typed.keep(handlers.saveDraft);
    relaunch();
    closing.quit();
  });
  const keys = noScanner ? null : watchKeys(window);
  zoomByKeys(window, () => !kiosk.isRunning() && keys?.areFast() !== true);
  window.on('focus', () => {
    modes.opened()?.lookAround();
  });
  app.on('second-instance', () => {
    // This one is ending: another one follows it, unless an installer is at work that would end that one, too.
    if (window.isDestroyed()) {
      if (!updates.isInstalling() || platform() === 'linux') relaunch();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    // The installer of macOS ends the app itself.
    if (closed) return;
    event.preventDefault();
    void withTimeout(modes.close(), longestEnd)
      .catch((error: unknown) => {
        log.error('The outbox could not be closed', error);
      })
      // No contact is under way any more.
      .then(() => {
        closed = true;
        return updates.end(closing.bySystem());
      })
      .then(preferences.written)
      // All windows are closed by now, and a second quit would ask the same again.
      .then(() => {
        log.note('Fieldpost ends');
        end();
      });
  });

  if (app.commandLine.hasSwitch('practice') || kiosk.isPractice()) await modes.enterPractice();
  else modes.enterReal();

  void shown.then(() => {
    setMenus();
    hint();
    powerMonitor.on('suspend', () => {
      log.note('The laptop falls asleep');
      modes.opened()?.nudge('slept');
    });
    powerMonitor.on('resume', () => {
      log.note('The laptop has woken');
      modes.opened()?.nudge('woke');
    });
    powerMonitor.on('unlock-screen', hint);
  });
}

/** Ends the app, in which all is written by now. */
function end(): void {
  if (!systemKeychain.isAsked()) {
    app.exit();
    return;
  }
  // It would stay, without a window, for as long as the keychain does not answer, and then crash.
  app.releaseSingleInstanceLock();
  process.kill(process.pid, 'SIGKILL');
}

function platform(): Start['platform'] {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}
