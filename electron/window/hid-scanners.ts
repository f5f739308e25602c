/**
 * Lets the screen read bar code scanners in their own mode (HID-POS): those that somebody connected in the scanner check, and
 * no other device. Whoever asks, only our own page is given them.
 */
import type { ConnectedScanner } from '#contract/scanner.ts';

/** "Bar code scanner" in the usage tables of USB. */
const scannerPage = 0x8c;
/** From here on pages mean what a maker wants. */
const makersPages = 0xff00;

/** What the system tells of a device. */
export interface Device {
  deviceId: string;
  vendorId: number;
  productId: number;
  serialNumber?: string;
  /** Left out: not told, and then it is none of ours. */
  collections?: readonly { usagePage: number }[];
}

let wanted = false;
let connected: readonly ConnectedScanner[] = [];
let keep: (scanners: ConnectedScanner[]) => void = () => undefined;

/** Takes the scanners that were connected before, and what keeps them from now on. */
export function rememberScanners(before: readonly ConnectedScanner[], kept: typeof keep): void {
  [connected, keep] = [before, kept];
}

/** Somebody asked to connect one, or no longer does: the next choice may be made. */
export function wantScanner(want: boolean): void {
  wanted = want;
}

export const hasScanners = (): boolean => connected.length > 0;

export function forgetScanners(): void {
  connected = [];
  keep([]);
}

/** A scanner, and nothing besides it but what its maker alone knows: a keyboard would be one more page. */
const isScanner = ({ collections = [] }: Device): boolean =>
  collections.some(({ usagePage }) => usagePage === scannerPage) &&
  collections.every(({ usagePage }) => usagePage === scannerPage || usagePage >= makersPages);

const isSame = (one: ConnectedScanner, { vendorId, productId, serialNumber = '' }: Device): boolean =>
  one.vendorId === vendorId && one.productId === productId && one.serialNumber === serialNumber;

/** Takes whether our page asks, and what there is; returns the id of the scanner it is given, and keeps that; null: none. */
export function chooseScanner(isOwnPage: boolean, devices: readonly Device[]): string | null {
  const found = wanted && isOwnPage ? devices.filter(isScanner) : [];
  wanted = false;
  // A second one is connected as the first was.
  const device = found.find((one) => !connected.some((known) => isSame(known, one))) ?? found[0];
  if (device === undefined) return null;
  const { vendorId, productId, serialNumber = '' } = device;
  if (!connected.some((known) => isSame(known, device))) {
    connected = [...connected, { vendorId, productId, serialNumber }].slice(-10);
    keep([...connected]);
  }
  return device.deviceId;
}

/** Takes whether our page asks, and for what; returns whether it may look for scanners at all. */
export const mayLookForScanners = (isOwnPage: boolean, permission: string): boolean =>
  isOwnPage && permission === 'hid' && (wanted || hasScanners());

/** Takes whether our page asks, and for which device; returns whether it may be read. */
export const mayReadScanner = (isOwnPage: boolean, kind: string, device: Device): boolean =>
  isOwnPage && kind === 'hid' && isScanner(device) && connected.some((known) => isSame(known, device));
