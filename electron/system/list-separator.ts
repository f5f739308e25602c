/** What separates the cells of a CSV that a spreadsheet of this computer opens with a double click. */
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

export type ListSeparator = ',' | ';';

/** How long Windows may take to answer, in milliseconds. */
const patience = 2_000;

/** Countries whose decimal sign is a point, and whose spreadsheets separate by semicolons all the same. */
const semicolonDespitePoint = ['CH', 'LI'];

/** Takes the system's language and region as a BCP 47 tag. Never throws: what cannot be found out follows from the region. */
export async function listSeparator(
  locale: string,
  system: NodeJS.Platform = process.platform,
): Promise<ListSeparator> {
  if (system !== 'win32') return separatorOf(locale);
  const registry = join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32/reg.exe');
  const question = ['query', String.raw`HKCU\Control Panel\International`, '/v', 'sList'];
  const answer = await runProgram(registry, question, patience).catch(() => '');
  return separatorInRegistry(answer) ?? separatorOf(locale);
}

/** Takes what `reg query` says of sList; returns null where that is none of the two. */
export function separatorInRegistry(answer: string): ListSeparator | null {
  const separator = /\bsList\s+REG_SZ\s+(\S+)/u.exec(answer)?.[1];
  return separator === ',' || separator === ';' ? separator : null;
}

/** Takes a BCP 47 tag; returns a semicolon where numbers have a comma. */
export function separatorOf(locale: string): ListSeparator {
  try {
    const { region } = new Intl.Locale(locale).maximize();
    if (semicolonDespitePoint.includes(region ?? '')) return ';';
    const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal');
    return decimal?.value === '.' ? ',' : ';';
  } catch {
    return ',';
  }
}
