import { vi } from 'vitest';

/** Takes a check that throws until it holds; resolves with what it returns then. A machine that is busy with others has time enough. */
export const soon = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: 15_000, interval: 25 });
