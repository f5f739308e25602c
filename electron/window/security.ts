/** What the screen may not do: load from the network, navigate, open windows, ask for permissions but the camera's. */
import type { Session, WebContents, WebFrameMain } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { cameraPaneGone, maySeeCameras, mayUseCamera } from './camera.ts';

/** Takes a frame; returns whether it is our page, and not a frame within it or another page. */
export function isOwnPage(frame: WebFrameMain): boolean {
  return frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}

/** Closes the session's ways out. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUseCamera(permission, details));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => maySeeCameras(permission, details));
  session.setDevicePermissionHandler(() => false);
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
  contents.on('did-start-loading', cameraPaneGone);
  contents.on('render-process-gone', cameraPaneGone);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}
