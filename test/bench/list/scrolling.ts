/** How evenly a page scrolls under a turning mouse wheel. */
import type { Page } from '@playwright/test';

export interface Scrolling {
  /** From each frame to the next, in milliseconds. */
  frames: number[];
  /** How far it went, in pixels. */
  distance: number;
}

/** One turn of the wheel, in pixels. */
const step = 600;

/** Takes the expression of the element that scrolls, and for how many milliseconds. */
export async function scroll(page: Page, scroller: string, duration: number): Promise<Scrolling> {
  const { x, y } = await page.evaluate<{ x: number; y: number }>(`(() => {
    const { left, top, width, height } = ${scroller}.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  })()`);
  await page.mouse.move(x, y);
  await page.evaluate(`(() => {
    globalThis.frames = [];
    globalThis.scrolling = true;
    let before = null;
    const frame = (now) => {
      if (before !== null) frames.push(now - before);
      before = now;
      if (scrolling) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })()`);
  const end = performance.now() + duration;
  while (performance.now() < end) await page.mouse.wheel(0, step);
  return await page.evaluate<Scrolling>(`(() => {
    globalThis.scrolling = false;
    return { frames, distance: ${scroller}.scrollTop };
  })()`);
}
