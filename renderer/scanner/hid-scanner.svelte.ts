/** Scanners that send whole codes instead of keys (HID-POS): connected once, and read from then on wherever the focus is. */
import { call } from '../lib/bridge.ts';
import { Reports, type Collection, type ScannedCode } from './hid-reports.ts';

/** As WebHID has it, as far as it is needed here. */
interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly Collection[];
  open: () => Promise<void>;
  close: () => Promise<void>;
}
interface Hid extends EventTarget {
  getDevices: () => Promise<HidDevice[]>;
  requestDevice: (options: { filters: { usagePage: number }[] }) => Promise<HidDevice[]>;
}
interface InputReport extends Event {
  readonly reportId: number;
  readonly data: DataView;
}

const scannerPage = 0x8c;
/** How long the next report of a code may take, in milliseconds: they follow each other at once. */
const longestPause = 200;

const hidOf = (): Hid | null => (navigator as unknown as { hid?: Hid }).hid ?? null;

export class HidScanners {
  /** What those that are read are called. */
  names = $state.raw<readonly string[]>([]);
  /** Whether any was connected, though it may be unplugged. */
  isKnown = $state(false);
  readonly #onscan: (code: ScannedCode) => void;
  /** Those that are read, with what ends that. */
  #open: { device: HidDevice; end: () => void }[] = [];
  #watches = false;

  constructor(onscan: (code: ScannedCode) => void) {
    this.#onscan = onscan;
  }

  /** Reads those that were connected before. */
  async restore(): Promise<void> {
    this.isKnown = await call('hasScanners');
    if (this.isKnown) await this.#readAll();
  }

  /** Lets somebody connect one; it has to be called by a click. Resolves with whether there was one. */
  async connect(): Promise<boolean> {
    const hid = hidOf();
    if (hid === null) return false;
    await call('wantScanner', true);
    try {
      const devices = await hid.requestDevice({ filters: [{ usagePage: scannerPage }] });
      if (devices.length === 0) return false;
      this.isKnown = true;
      await this.#readAll();
      for (const device of devices) await this.#read(device);
      return this.names.length > 0;
    } finally {
      await call('wantScanner', false);
    }
  }

  /** Reads none of them any more. */
  async forget(): Promise<void> {
    await call('forgetScanners');
    this.isKnown = false;
    for (const { device } of [...this.#open]) {
      this.#leave(device);
      await device.close().catch(() => undefined);
    }
  }

  async #readAll(): Promise<void> {
    const hid = hidOf();
    if (hid === null) return;
    if (!this.#watches) {
      this.#watches = true;
      hid.addEventListener('connect', () => void this.#readAll());
      hid.addEventListener('disconnect', ({ device }: Event & { device?: HidDevice }) => {
        if (device !== undefined) this.#leave(device);
      });
    }
    if (!this.isKnown) return;
    for (const device of await hid.getDevices()) await this.#read(device);
  }

  async #read(device: HidDevice): Promise<void> {
    if (this.#isRead(device) || !device.collections.some(({ usagePage }) => usagePage === scannerPage)) return;
    const reports = new Reports(device.collections);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const give = (code: ScannedCode | null) => {
      if (code !== null) this.#onscan(code);
    };
    const heard = (event: Event) => {
      const { reportId, data } = event as InputReport;
      clearTimeout(timer);
      give(reports.take(reportId, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
      if (!reports.isOpen) return;
      timer = setTimeout(() => {
        give(reports.end());
      }, longestPause);
    };
    device.addEventListener('inputreport', heard);
    const end = () => {
      clearTimeout(timer);
      device.removeEventListener('inputreport', heard);
    };
    this.#open = [...this.#open, { device, end }];
    try {
      if (!device.opened) await device.open();
    } catch {
      // Another program has it, or it is gone again: keys may come of it all the same.
      this.#leave(device);
    }
    this.#tell();
  }

  #leave(device: HidDevice): void {
    this.#open.find((one) => one.device === device)?.end();
    this.#open = this.#open.filter((one) => one.device !== device);
    this.#tell();
  }

  #isRead(device: HidDevice): boolean {
    return this.#open.some((one) => one.device === device);
  }

  #tell(): void {
    this.names = this.#open.map(({ device }) => device.productName);
  }
}
