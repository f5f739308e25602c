/** A scanner in its own mode (HID-POS) as the system shows it, in place of the hardware. */
import type { Collection } from '../../renderer/scanner/hid-reports.ts';

/** Bytes of data in each report. */
export const capacity = 56;

/** As a scanner describes itself: a length, the sort of code, the data, something of the maker's, and whether more follows. */
export const description: Collection[] = [
  {
    usagePage: 0x8c,
    inputReports: [
      {
        reportId: 2,
        items: [
          { usages: [0x0001_003b], reportSize: 8, reportCount: 1 },
          { usages: [0x008c_00fb, 0x008c_00fc, 0x008c_00fd], reportSize: 8, reportCount: 3 },
          { usages: [0x008c_00fe], reportSize: 8, reportCount: capacity },
          { usages: [0xff66_0004, 0xff66_0003], reportSize: 8, reportCount: 2 },
          { usages: [0x008c_00ff], reportSize: 1, reportCount: 1 },
          { usages: [], reportSize: 1, reportCount: 7 },
        ],
      },
    ],
  },
];

/** Takes the bytes of a code and its sort, `]Q1`; returns the reports that it comes in. */
export function reportsOf(bytes: Uint8Array, aim = ']Q1'): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += capacity) {
    const data = bytes.subarray(at, at + capacity);
    const report = new Uint8Array(4 + capacity + 3);
    report.set([data.length, ...new TextEncoder().encode(aim)]);
    report.set(data, 4);
    report[report.length - 1] = at + capacity < bytes.length ? 1 : 0;
    parts.push(report);
  }
  return parts;
}
