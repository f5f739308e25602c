/** Where nothing is to be seen no frame comes: it is waited for so long, in milliseconds. */
const patience = 100;

/** Calls back once the screen is painted as it is now, or where that does not come about. */
export function afterPaint(then: () => void): void {
  const late = setTimeout(() => {
    cancelAnimationFrame(frame);
    then();
  }, patience);
  const frame = requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(then);
  });
}
