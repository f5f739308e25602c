/**
 * A graphics card whose driver fails leaves the window white, though clicks work. Where Chromium's process for it dies twice in
 * one start, Fieldpost starts again without it, and goes on so until it is updated. Where Chromium finds none to draw with, the
 * starts of the next week do not look for it, which spares some 10 MB. `--disable-gpu` draws one start without it, `--try-gpu` forgets that
 * it failed or was missing.
 */
import { app } from 'electron';
import type { PreferencesFile } from '../system/preferences.ts';
import { log } from '../log/log.ts';

/** So many deaths in one start, and it is done without. Chromium itself would try once more, and may then end the app. */
const mostDeaths = 2;

/** A card that was missing may be there again, as where somebody worked from afar: that is believed so long, in milliseconds. */
const trusted = 7 * 24 * 60 * 60_000;

export interface Graphics {
  /** Calls this once, when what is drawn is not to be relied on any more: Fieldpost is to start again. */
  whenLost: (again: () => void) => void;
}

/** To be called before the app is ready. */
export function chooseGraphics(preferences: PreferencesFile): Graphics {
  const version = app.getVersion();
  // Another version has another Chromium, which may get on with the driver.
  const { gpuFailedIn, gpuMissingAt } = preferences.get();
  const isToTry = app.commandLine.hasSwitch('try-gpu');
  const hasFailed = gpuFailedIn === version && !isToTry;
  const isMissing = gpuMissingAt !== null && Math.abs(Date.now() - gpuMissingAt) < trusted && !isToTry;
  if (gpuFailedIn !== null && !hasFailed) preferences.set({ gpuFailedIn: null });
  const without = hasFailed || isMissing;
  if (without) {
    app.disableHardwareAcceleration();
    // Its stand-in in software runs in the same process: it may fail for the same reason, and nothing is drawn with it.
    app.commandLine.appendSwitch('disable-software-rasterizer');
  }
  if (without || app.commandLine.hasSwitch('disable-gpu')) {
    log.note('The graphics card is not used', { failedBefore: hasFailed, isMissing });
  } else {
    app.on('gpu-info-update', () => {
      const isUsed = app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled');
      if (!isUsed) preferences.set({ gpuMissingAt: Date.now() });
      else if (preferences.get().gpuMissingAt !== null) preferences.set({ gpuMissingAt: null });
    });
  }

  let deaths = 0;
  let isLost = false;
  let again: (() => void) | null = null;
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || without || ++deaths !== mostDeaths) return;
    log.note('The graphics card has failed too often: Fieldpost starts again without it', { deaths });
    preferences.set({ gpuFailedIn: version });
    void preferences.written().then(() => {
      isLost = true;
      again?.();
    });
  });
  return {
    whenLost: (call) => {
      again = call;
      if (isLost) call();
    },
  };
}
