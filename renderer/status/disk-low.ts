/** Takes the bytes that are left on a disk that is nearly full; returns what to say of it. */
export function diskLowSentence(left: number): string {
  const room = left < 1_000_000 ? 'less than 1 MB' : `${Math.floor(left / 1_000_000)} MB`;
  return `The disk of this laptop is nearly full: ${room} left. What is saved is safe. Free some space, or soon nothing more can be saved.`;
}
