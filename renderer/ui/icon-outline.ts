import type { IconNode } from 'lucide';

/**
 * Returns a picture of Lucide's as the `d` of one path: a screen begins with dozens of them, and each element of each would be
 * made then. @throws Error at a shape that none of ours has
 */
export function outlineOf(icon: IconNode): string {
  // One that begins with "m" means it from the corner, and not from where the one before ends.
  return icon.map(([shape, attributes]) => pathOf(shape, attributes)).join('M0 0');
}

function pathOf(shape: string, { d, ...attributes }: IconNode[number][1]): string {
  const number = (name: string) => Number(attributes[name] ?? 0);
  const [cx, cy, r] = [number('cx'), number('cy'), number('r')];
  switch (shape) {
    case 'path':
      return String(d);
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'circle':
      return rounded(cx - r, cy - r, 2 * r, 2 * r, r);
    case 'rect':
      return rounded(number('x'), number('y'), number('width'), number('height'), number('rx'));
    default:
      throw new Error(`No outline of a ${shape}`);
  }
}

/** A rectangle whose corners are rounded, clockwise from its top left. */
function rounded(x: number, y: number, width: number, height: number, r: number): string {
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  const [across, down] = [width - 2 * r, height - 2 * r];
  return `M${x + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
}
