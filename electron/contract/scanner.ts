/** Scanners that type: what this laptop has learned of its own, and what the screen cannot do alone. */
import * as v from 'valibot';
import { nothing, request } from './request.ts';

const readers = ['keys', 'us', 'de', 'fr', 'uk', 'es', 'it'] as const;

export const scannerSchema = v.strictObject({
  /** The usual pause between two keys, in milliseconds; null: not known yet. */
  pause: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000))),
  /** By which layout its last scans made sense; `keys`: by the laptop's own; null: not known yet. */
  reader: v.nullable(v.picklist(readers)),
});
export type LearnedScanner = v.InferOutput<typeof scannerSchema>;

export const newScanner: LearnedScanner = { pause: null, reader: null };

/** A scanner that somebody connected in its own mode (HID-POS), by what the system tells of it. */
export const connectedScannerSchema = v.strictObject({
  vendorId: v.number(),
  productId: v.number(),
  /** Empty: it has none. */
  serialNumber: v.string(),
});
export type ConnectedScanner = v.InferOutput<typeof connectedScannerSchema>;

/** A key that is pressed once more, since it was held back and belongs to no scan. */
export const pressedKeySchema = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(32)),
  shiftKey: v.boolean(),
  ctrlKey: v.boolean(),
  altKey: v.boolean(),
  metaKey: v.boolean(),
});
export type PressedKey = v.InferOutput<typeof pressedKeySchema>;

export const scannerRequests = {
  /** What is learned so far, at the start of the screen; null: keys are never taken for a scan. */
  scanner: request<LearnedScanner | null>()(nothing),
  /** Keeps what was learned. */
  rememberScanner: request<null>()(scannerSchema),
  /** Answers as soon as the main process has the time to: keys that were pressed before are in the window by then. */
  keysPassed: request<null>()(nothing),
  /** Somebody asks to connect a scanner in its own mode, or no longer does: only then is one given to the screen. */
  wantScanner: request<null>()(v.boolean()),
  /** Whether any was connected before. */
  hasScanners: request<boolean>()(nothing),
  /** None of them is given to the screen any more. */
  forgetScanners: request<null>()(nothing),
  /** Presses a key in the window. */
  pressKey: request<null>()(pressedKeySchema),
};
