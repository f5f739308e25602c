/** What was found, and the table it is printed in. */

/** One line of the table. */
export interface Finding {
  what: string;
  measured: string;
  /** The limit or the peer, measured in the same run. */
  beside?: string;
  ratio?: number;
  goal?: { text: string; reached: boolean };
  /** Not measured here, for a reason that is no failure. */
  skipped?: true;
}

/** Takes why it is not measured, which is no failure. */
export function notMeasured(what: string, why: string): Finding {
  return { what, measured: `not measured: ${why}`, skipped: true };
}

/** A measurement of nothing is none. @throws where a finding has no value */
export function requireValues(findings: readonly Finding[]): void {
  const empty = findings.find(({ measured, beside = '' }) => `${measured} ${beside}`.includes('NaN'));
  if (empty !== undefined) throw new Error(`${empty.what}: ${empty.measured}, beside it ${empty.beside ?? 'nothing'}`);
}

/** A value of Fieldpost's and what it is held against, in the same unit. */
interface Comparison {
  what: string;
  value: number;
  beside: number;
  besideName: string;
  /** The highest ratio that is still good, null where there is none. */
  goal: number | null;
  format: (value: number) => string;
}

export function compare({ what, value, beside, besideName, goal, format }: Comparison): Finding {
  const ratio = value / beside;
  return {
    what,
    measured: format(value),
    beside: `${besideName}: ${format(beside)}`,
    ratio,
    ...(goal === null ? {} : { goal: { text: `ratio ≤ ${goal}`, reached: ratio <= goal } }),
  };
}

/** Returns the finding where more is better; `goal`: the lowest ratio that is still good. */
export function atLeast({ what, value, beside, besideName, goal, format }: Comparison): Finding {
  const ratio = value / beside;
  return {
    what,
    measured: format(value),
    beside: `${besideName}: ${format(beside)}`,
    ratio,
    ...(goal === null ? {} : { goal: { text: `ratio ≥ ${goal}`, reached: ratio >= goal } }),
  };
}

/** Takes how many happened in a second. */
export function perSecond(value: number): string {
  return `${value < 100 ? value.toFixed(1) : count(Math.round(value))} /s`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : value < 100 ? 1 : 0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

/** Returns the findings as a Markdown table with aligned columns. */
export function table(findings: readonly Finding[]): string {
  const head = ['What', 'Fieldpost', 'Beside it, in the same run', 'Ratio', 'Goal', 'Outcome'];
  const lines = findings.map(({ what, measured, beside, ratio, goal }) => [
    what,
    measured,
    beside ?? '',
    ratio?.toFixed(3) ?? '',
    goal?.text ?? '',
    goal === undefined ? '' : goal.reached ? 'met' : '**missed**',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const printed = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [printed(head), printed(widths.map((width) => '-'.repeat(width))), ...lines.map(printed)].join('\n');
}
