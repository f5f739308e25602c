/** Which devices the screen is given: scanners that somebody connected, and no other. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectedScanner } from '#contract/scanner.ts';
import {
  chooseScanner,
  forgetScanners,
  hasScanners,
  mayLookForScanners,
  mayReadScanner,
  rememberScanners,
  wantScanner,
} from '../../electron/window/hid-scanners.ts';

const scanner = {
  deviceId: 's1',
  vendorId: 0x0c2e,
  productId: 0x0b87,
  serialNumber: 'A',
  collections: [{ usagePage: 0x8c }],
};
const second = {
  ...scanner,
  deviceId: 's2',
  serialNumber: 'B',
  collections: [{ usagePage: 0x8c }, { usagePage: 0xff66 }],
};
const others = [
  { ...scanner, deviceId: 'keyboard', collections: [{ usagePage: 0x01 }] },
  { ...scanner, deviceId: 'both', collections: [{ usagePage: 0x8c }, { usagePage: 0x01 }] },
  { ...scanner, deviceId: 'unknown', collections: [] },
  { deviceId: 'untold', vendorId: 1, productId: 1 },
];

let kept: ConnectedScanner[][] = [];
beforeEach(() => {
  kept = [];
  wantScanner(false);
  rememberScanners([], (scanners) => kept.push(scanners));
});

describe('a device', () => {
  it('is given to nobody who did not ask to connect one, and once for each time that somebody asks', () => {
    expect(chooseScanner(true, [scanner])).toBeNull();
    expect(mayLookForScanners(true, 'hid')).toBe(false);
    wantScanner(true);
    expect(mayLookForScanners(true, 'hid')).toBe(true);
    expect(chooseScanner(true, [scanner])).toBe('s1');
    expect(chooseScanner(true, [second])).toBeNull();
    expect(kept).toEqual([[{ vendorId: 0x0c2e, productId: 0x0b87, serialNumber: 'A' }]]);
  });

  it('is given to our own page only', () => {
    wantScanner(true);
    expect(mayLookForScanners(false, 'hid')).toBe(false);
    expect(chooseScanner(false, [scanner])).toBeNull();
    wantScanner(true);
    chooseScanner(true, [scanner]);
    expect(mayReadScanner(true, 'hid', scanner)).toBe(true);
    expect(mayReadScanner(false, 'hid', scanner)).toBe(false);
  });

  it.each(others.map((one) => [one.deviceId, one] as const))('that is no scanner is never given: %s', (_id, device) => {
    wantScanner(true);
    expect(chooseScanner(true, [device])).toBeNull();
    // Be it that it says to be one that was connected.
    rememberScanners([{ vendorId: device.vendorId, productId: device.productId, serialNumber: 'A' }], () => undefined);
    expect(mayReadScanner(true, 'hid', device)).toBe(false);
  });

  it('that was connected is read from then on, until it is forgotten; another permission is none of it', () => {
    rememberScanners([{ vendorId: 0x0c2e, productId: 0x0b87, serialNumber: 'A' }], (scanners) => kept.push(scanners));
    expect(mayReadScanner(true, 'hid', scanner)).toBe(true);
    expect(mayReadScanner(true, 'usb', scanner)).toBe(false);
    expect(mayReadScanner(true, 'hid', second)).toBe(false);
    expect(mayLookForScanners(true, 'serial')).toBe(false);
    wantScanner(true);
    expect(chooseScanner(true, [scanner, second])).toBe('s2');
    forgetScanners();
    expect([hasScanners(), mayReadScanner(true, 'hid', scanner), kept.at(-1)]).toEqual([false, false, []]);
  });
});
