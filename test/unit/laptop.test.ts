import { describe, expect, it } from 'vitest';
import { machineIdIn, nameOf } from '../../electron/system/laptop.ts';

describe('the id of the machine', () => {
  it.each([
    ['linux', '4c4c4544004b3510805ab4c04f4a3133\n', '4c4c4544004b3510805ab4c04f4a3133'],
    ['linux', 'uninitialized\n', null],
    ['linux', '', null],
    [
      'win32',
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    6f9619ff-8b86-d011-b42d-00c04fc964ff\r\n\r\n',
      '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    ],
    ['win32', 'ERROR: The system was unable to find the specified registry key or value.', null],
    [
      'darwin',
      '+-o Mac14,2\n    {\n      "IOPlatformSerialNumber" = "C02XX"\n      "IOPlatformUUID" = "564D1C2A-0000-1000-8000-ABCDEF012345"\n    }\n',
      '564D1C2A-0000-1000-8000-ABCDEF012345',
    ],
  ] as const)('is found on %s, or known to be missing', (platform, text, id) => {
    expect(machineIdIn(platform, text)).toBe(id);
  });
});

it('names a laptop by machine and user, and gives neither away', () => {
  const name = nameOf('machine', 'anna');
  expect(name).toBe(nameOf('machine', 'anna'));
  expect(new Set([name, nameOf('machine', 'ben'), nameOf('other', 'anna'), nameOf('machineanna', '')]).size).toBe(4);
  expect(name).not.toMatch(/machine|anna/u);
});
