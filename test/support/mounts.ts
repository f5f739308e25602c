/** Whether this process may mount a file system of its own, as root on Linux may. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;
