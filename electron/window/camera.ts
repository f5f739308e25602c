/** Lets the screen have the camera, and nothing else, while its pane for that is open. */
import { systemPreferences } from 'electron';
import { appOrigin } from './app-protocol.ts';

let isOpen = false;

/** Whether this person's system lets the app have the camera: asks, where the system wants that. */
async function systemAllows(): Promise<boolean> {
  if (process.platform === 'darwin') return await systemPreferences.askForMediaAccess('camera');
  if (process.platform === 'win32') return systemPreferences.getMediaAccessStatus('camera') !== 'denied';
  return true;
}

/** The pane was opened or closed; resolves with whether the system lets the app have the camera. */
export async function cameraPane(open: boolean): Promise<boolean> {
  isOpen = open;
  return open && (await systemAllows());
}

/** The page is gone, and its pane with it. */
export function cameraPaneGone(): void {
  isOpen = false;
}

const isOurs = (url: string | undefined): boolean => url?.startsWith(`${appOrigin}/`) ?? false;

/** What is known of a frame that asks; some of it is given for some permissions only. */
interface Asking {
  isMainFrame: boolean;
  requestingUrl?: string;
  mediaTypes?: ('video' | 'audio')[];
  mediaType?: 'video' | 'audio' | 'unknown';
}

/** Takes a permission that was asked for; returns whether it is the camera's, for our page, while its pane is open. */
export function mayUseCamera(permission: string, { isMainFrame, requestingUrl, mediaTypes = [] }: Asking): boolean {
  // Windows leaves the kinds out at times; sound is never asked for.
  return (
    isOpen &&
    permission === 'media' &&
    isMainFrame &&
    isOurs(requestingUrl) &&
    mediaTypes.every((type) => type === 'video')
  );
}

/** Takes a permission that is looked up, not asked for, as the names of the cameras need it; returns the same. */
export function maySeeCameras(permission: string, { isMainFrame, requestingUrl, mediaType }: Asking): boolean {
  return isOpen && permission === 'media' && isMainFrame && isOurs(requestingUrl) && mediaType !== 'audio';
}
