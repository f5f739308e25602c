/**
 * Does each of the actions in turn, `rounds` times, so that whatever else the computer does falls on all of them alike.
 * Returns how long each took each time, in milliseconds.
 */
export async function alternate<Name extends string>(
  rounds: number,
  actions: Record<Name, () => unknown>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(actions) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const before = performance.now();
      const result = actions[name]();
      // A wait for what is no promise would itself be measured.
      if (result instanceof Promise) await result;
      times[name].push(performance.now() - before);
    }
  }
  return times;
}
