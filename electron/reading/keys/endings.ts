/** How a scan ends: what a scanner is set to send behind its text, or before it. */
import { isModifier, type Stroke } from './stroke.ts';

export const endings = ['none', 'tab', 'enter', 'enterFirst', 'crLf', 'lf', 'ctrlEnter'] as const;
export type Ending = (typeof endings)[number];

const isEnter = (stroke: Stroke | undefined) => stroke?.key === 'Enter' || stroke?.code === 'NumpadEnter';
const isLineFeed = (stroke: Stroke | undefined) =>
  stroke !== undefined && stroke.ctrlKey && !stroke.altKey && (stroke.code === 'KeyJ' || /^j$/iu.test(stroke.key));

/** Takes the strokes of a scan; returns how it ends. */
export function scanEnding(strokes: readonly Stroke[]): Ending {
  const keys = strokes.filter((stroke) => !isModifier(stroke));
  const [last, before] = [keys.at(-1), keys.at(-2)];
  if (isLineFeed(last)) return isEnter(before) ? 'crLf' : 'lf';
  if (isEnter(last)) return last?.ctrlKey === true ? 'ctrlEnter' : 'enter';
  if (last?.key === 'Tab') return 'tab';
  return isEnter(keys[0]) ? 'enterFirst' : 'none';
}
