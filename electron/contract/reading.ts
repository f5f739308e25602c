/** What the screen asks for to read something that it cannot reach itself. */
import { nothing, request } from './request.ts';

/** What lies on the clipboard. */
export interface Clipboard {
  text: string;
  /** As PNG; null: there is none. */
  picture: Uint8Array | null;
}

export const readingRequests = {
  /** Only asked where the user wants to paste. */
  clipboard: request<Clipboard>()(nothing),
};
