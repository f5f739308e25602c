/** What the screen asks for to read something that it cannot reach itself. */
import * as v from 'valibot';
import { id, nothing, request } from './request.ts';

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

/** Largest picture of a card that is kept, in bytes. */
export const largestCardPicture = 300_000;

export const readingRequests = {
  /** Only asked where the user wants to paste. */
  clipboard: request<Clipboard>()(nothing),
  /** The pane with the camera's picture was opened or closed: only while it is open may the screen have the camera. */
  cameraPane: request<CameraAccess>()(v.boolean()),
  /** The name of the camera that is used from now on. */
  chooseCamera: request<null>()(v.pipe(v.string(), v.maxLength(longestCamera))),
  /** Keeps the picture of the card, a JPEG, that a stored contact was read from, where its event wants that; answers whether it was. */
  keepCardPicture: request<boolean>()(
    v.strictObject({
      id,
      picture: v.pipe(
        v.instance(Uint8Array),
        v.check(({ length }) => length <= largestCardPicture),
      ),
    }),
  ),
  /** A stored contact's picture; null: none was kept. */
  cardPicture: request<Uint8Array | null>()(id),
};
