import { describe, expect, it } from 'vitest';
import { socketsOf } from '../../electron/keychain/bus.ts';
import { callMessage, firstMessage, Reader, Writer } from '../../electron/keychain/wire.ts';

describe('the D-Bus of the session is looked for', () => {
  it.each<[string | undefined, string[]]>([
    [undefined, ['/run/user/1/bus']],
    ['', ['/run/user/1/bus']],
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/tmp/dbus-a%2cb%20c,guid=0123', ['/tmp/dbus-a,b c']],
    ['unix:abstract=/tmp/dbus-x,guid=0123', ['\0/tmp/dbus-x']],
    ['unix:runtime=yes', ['/run/user/1/bus']],
    ['tcp:host=localhost,port=1;unix:path=/second', ['/second']],
    ['autolaunch:', []],
  ])('where its address says, %j', (address, sockets) => {
    expect(socketsOf(address, '/run/user/1')).toEqual(sockets);
  });

  it('nowhere without any address', () => {
    expect(socketsOf(undefined, undefined)).toEqual([]);
  });
});

describe('a message', () => {
  const body = new Writer().text('wörd');
  body.array(8, () => body.align(8).text('a').text('b'));
  const whole = callMessage(7, { destination: 'd.d', path: '/p', interface: 'i.i', member: 'M' }, 'sa{ss}', body.bytes);

  it('is read when all of it has come, and what follows is left', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(firstMessage(whole.subarray(0, length))).toBeNull();
    }
    const first = firstMessage(Buffer.concat([whole, whole.subarray(0, 20)]));
    expect(first?.rest).toEqual(whole.subarray(0, 20));
    expect(first?.message).toMatchObject({ type: 1, answers: null, errorName: '' });
    expect(first?.message.body.text()).toBe('wörd');
  });

  it('that is cut inside is refused, and not read beyond its end', () => {
    expect(() => new Reader(new Writer().uint32(9).byte(65).bytes).text()).toThrow(RangeError);
    expect(() => new Reader(Buffer.alloc(2)).uint32()).toThrow(RangeError);
  });
});
