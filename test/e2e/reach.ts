/** Goes through a screen with the Tab key: whatever has the focus is in sight, is not covered, and shows that it has it. */
import type { Page } from '@playwright/test';
import { settled } from './looks.ts';

/** Runs in the page, on what has the focus there; returns what names it, and what is wrong with it. */
const looking = String.raw`() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const all = [...document.querySelectorAll('*')];
  const name = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '')
    .replace(/\s+/gu, ' ').trim().slice(0, 60) || element.outerHTML.slice(0, 90);
  const found = [];

  // A control that cannot be seen itself is drawn by its label.
  const shown = element.matches('.visually-hidden') || element.clientWidth <= 1 ? (element.labels?.[0] ?? element) : element;
  const hasRing = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  };
  const drawnBy = [element, shown, element.nextElementSibling];
  for (let at = element.parentElement; at !== null && drawnBy.length < 6; at = at.parentElement) drawnBy.push(at);
  // The palette is nothing but its field.
  if (!element.matches('[role="combobox"]') && !drawnBy.some((one) => one !== null && hasRing(one))) found.push('no focus to be seen: ' + name);

  const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
  const isTypedIn = element.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="file"])');
  if (isTypedIn && width < 80) found.push('too narrow to be read: ' + name);
  const isIn = left >= -1 && right <= innerWidth + 1 && bottom > 0 && top < innerHeight && (top >= -1 || height > innerHeight / 2);
  if (!isIn) found.push('out of sight: ' + name);
  else {
    // Its beginning is enough of what is large.
    const x = Math.min(Math.max(left + width / 2, 1), innerWidth - 1);
    const y = Math.max(top, 0) + Math.min(height / 2, 8);
    const hit = document.elementFromPoint(x, y);
    const isOwn = hit !== null && (shown.contains(hit) || hit.contains(shown) || hit.closest('label')?.control === element);
    if (!isOwn) found.push('covered: ' + name + ', by ' + (hit?.outerHTML ?? 'nothing').slice(0, 60));
  }
  return { at: all.indexOf(element), found };
}`;

/** More than any screen has: the list of a screen that grows meanwhile has an end. */
const most = 90;

/** Returns what is wrong with the screen that is shown, each as a line. The focus goes back to where it was, or to the start. */
export async function reachScreen(page: Page): Promise<string[]> {
  const found = new Set<string>();
  const seen = new Set<number>();
  if (await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'))
    found.add('wider than the window');
  for (let stops = 0; stops < most; stops++) {
    await page.keyboard.press('Tab');
    // Where nothing moves, what is drawn around the focus is there with the next frame.
    await settled(page);
    const stop = await page.evaluate<{ at: number; found: string[] } | null>(`(${looking})()`);
    if (stop === null) continue;
    if (seen.has(stop.at)) break;
    seen.add(stop.at);
    for (const finding of stop.found) found.add(finding);
  }
  return [...found];
}

/** The switch of Chromium for a screen that is touched. */
export const coarsePointer = '--blink-settings=primaryPointerType=2,availablePointerTypes=2';

/** Runs in the page, on what is on top there. */
const small = `[...([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).querySelectorAll(
  'button, input:not([type=checkbox], [type=radio]), select, textarea, summary, label:has(input), [role=option]',
)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => ({ element, box: element.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
  .map(({ element, box }) => element.textContent.trim() + ' ' + box.width + '×' + box.height)`;

/** Returns what can be pressed on the screen that is shown, and is smaller than a finger. */
export const tooSmall = (page: Page): Promise<string[]> => page.evaluate<string[]>(small);

/** What a screen reader has to call by a name. A group that has a text of its own is one that opens. */
const unnamed =
  /^- (?:(?:button|link|textbox|searchbox|combobox|checkbox|radio|tab|tabpanel|radiogroup|region|dialog|progressbar|menuitem)(?::| \[|$)|group:?$)/u;

/** Returns what has no name in the accessibility tree of the screen that is shown. */
export async function nameless(page: Page): Promise<string[]> {
  const open = page.locator('dialog[open]');
  const tree = await ((await open.count()) > 0 ? open.last() : page.locator('body')).ariaSnapshot();
  const lines = tree.split('\n').map((line) => line.trim());
  return lines.filter((line) => unnamed.test(line)).map((line) => `without a name: ${line}`);
}
