/** What the screen reads from outside of its page. */
import type { readingRequests } from '#contract/reading.ts';
import { keepPicture, pictureOf } from '../cards/pictures.ts';
import { log } from '../log/log.ts';
import { cameraPane } from '../window/camera.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export const readingHandlers = ({
  modes,
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
  keepCardPicture: async ({ id, picture }) => {
    const { outbox } = modes.current();
    const detail = outbox.detail(id);
    const event = outbox.setup().events.find((one) => one.id === detail?.contact?.event?.id);
    if (detail === null || event?.keepCards !== true) return false;
    // The contact is saved without it.
    return await keepPicture(outbox.folder, detail.uuid, picture).catch((error: unknown) => {
      log.error('The picture of a card could not be kept', error);
      return false;
    });
  },
  cardPicture: async (id) => {
    const { outbox } = modes.current();
    const uuid = outbox.detail(id)?.uuid;
    return uuid === undefined ? null : await pictureOf(outbox.folder, uuid);
  },
});
