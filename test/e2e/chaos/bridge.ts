/** Asks the main process as the screen does, through the page's own preload. */
import type { Page } from '@playwright/test';
import { textOf } from '../../support/words.ts';
import type { Answer, Asked, Reply, RequestName } from '#contract/ipc.ts';

type Requests = Record<string, (argument: unknown) => Promise<unknown>>;

/** @throws Error where the request fails, or the window is gone before it is answered. */
export async function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  argument: Asked<Name>,
): Promise<Answer<Name>> {
  const answered = await page.evaluate(
    ([asked, given]) => {
      const { fieldpost } = globalThis as unknown as { fieldpost: Requests };
      return fieldpost[asked]?.(given);
    },
    [name as string, argument as unknown] as const,
  );
  const reply = answered as Reply<Answer<Name>>;
  if (!reply.ok) throw new Error(`${name}: ${textOf(reply.message)}`);
  return reply.value;
}
