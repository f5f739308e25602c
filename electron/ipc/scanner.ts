/** Scanners that type. */
import type { scannerRequests } from '#contract/scanner.ts';
import { forgetScanners, hasScanners, wantScanner } from '../window/hid-scanners.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export const scannerHandlers = ({ scanner }: HandlerParts): HandlersOf<typeof scannerRequests> => ({
  scanner: scanner.learned,
  rememberScanner: (learned) => {
    scanner.remember(learned);
    return null;
  },
  keysPassed: () => null,
  wantScanner: (want) => {
    wantScanner(want);
    return null;
  },
  hasScanners,
  forgetScanners: () => {
    forgetScanners();
    return null;
  },
  pressKey: (key) => {
    scanner.press(key);
    return null;
  },
});
