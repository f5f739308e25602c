/** What the screen may not do: load from the network, navigate, open windows, ask for permissions but the camera's and a scanner's. */
import type { Session, WebContents, WebFrameMain } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { cameraPaneGone, maySeeCameras, mayUseCamera } from './camera.ts';
import { chooseScanner, mayLookForScanners, mayReadScanner, wantScanner, type Device } from './hid-scanners.ts';

/** Takes a frame; returns whether it is our page, and not a frame within it or another page. */
export function isOwnPage(frame: WebFrameMain): boolean {
  return frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}

const isOurs = (url: string | undefined): boolean => url?.startsWith(`${appOrigin}/`) ?? false;

/** The page is gone, and with it what it was about to ask for. */
function pageGone(): void {
  cameraPaneGone();
  wantScanner(false);
}

/** Closes the session's ways out. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUseCamera(permission, details));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const isOwn = details.isMainFrame && isOurs(details.requestingUrl);
    return maySeeCameras(permission, details) || mayLookForScanners(isOwn, permission);
  });
  session.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    mayReadScanner(isOurs(`${origin}/`), deviceType, device as unknown as Device),
  );
  session.on('select-hid-device', (event, { deviceList, frame }, choose) => {
    event.preventDefault();
    choose(chooseScanner(frame !== null && isOwnPage(frame), deviceList));
  });
  // Only what would leave is asked about: our own files need not wait for the answer.
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] },
    (_request, answer) => {
      answer({ cancel: true });
    },
  );
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Keeps the page where it is. */
export function pinDown(contents: WebContents): void {
  contents.on('did-start-loading', pageGone);
  contents.on('render-process-gone', pageGone);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}
