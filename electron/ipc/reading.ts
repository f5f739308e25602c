/** What the screen reads from outside of its page. */
import type { readingRequests } from '#contract/reading.ts';
import { cameraPane } from '../window/camera.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export const readingHandlers = ({
  clipboard,
  camera,
  setCamera,
}: HandlerParts): HandlersOf<typeof readingRequests> => ({
  clipboard,
  cameraPane: async (open) => ({ allowed: await cameraPane(open), chosen: camera() }),
  chooseCamera: (name) => {
    setCamera(name);
    return null;
  },
});
