// Loaded into the main process before the app (electron -r): tells of each JavaScript timer that fires, and where it was
// set. Node's own timers are among them.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- See package.json.
const { createHook } = require('node:async_hooks');

const setAt = new Map();

createHook({
  init(id, type) {
    if (type !== 'Timeout') return;
    const { stack = '' } = new Error();
    // Without the lines of the hook and of the timers themselves.
    const lines = stack.split('\n').filter((line) => !/async_hooks|internal\/timers|node:timers|hook\.js/.test(line));
    setAt.set(id, lines.slice(1, 4).map((line) => line.trim().replace(/^at /, '')).join(' < ')); // prettier-ignore
  },
  before(id) {
    const place = setAt.get(id);
    if (place !== undefined) process.stdout.write(`timer ${place}\n`);
  },
  destroy(id) {
    setAt.delete(id);
  },
}).enable();
