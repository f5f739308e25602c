/** What the screen asks for to read something that it cannot reach itself. */
import * as v from 'valibot';
import { nothing, request } from './request.ts';

/** What lies on the clipboard. */
export interface Clipboard {
  text: string;
  /** As PNG; null: there is none. */
  picture: Uint8Array | null;
}

export interface CameraAccess {
  /** Whether the system lets the app have a camera. */
  allowed: boolean;
  /** What the camera is called that was used last; empty: none was. */
  chosen: string;
}

/** Longest name of a camera, in UTF-16 code units. */
export const longestCamera = 400;

export const readingRequests = {
  /** Only asked where the user wants to paste. */
  clipboard: request<Clipboard>()(nothing),
  /** The pane with the camera's picture was opened or closed: only while it is open may the screen have the camera. */
  cameraPane: request<CameraAccess>()(v.boolean()),
  /** The name of the camera that is used from now on. */
  chooseCamera: request<null>()(v.pipe(v.string(), v.maxLength(longestCamera))),
};
