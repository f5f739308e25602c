import type { ElectronApplication } from '@playwright/test';

/** The system's save dialog, where the user chooses this file; null: cancels. Returns what it was asked to suggest. */
export async function choose(
  electron: ElectronApplication,
  file: string | null,
): Promise<() => Promise<string | undefined>> {
  await electron.evaluate(({ dialog, app }, filePath) => {
    const shows = app as unknown as { suggested?: string | undefined };
    dialog.showSaveDialog = (...args: unknown[]) => {
      shows.suggested = (args.at(-1) as { defaultPath?: string }).defaultPath;
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
    };
  }, file);
  return () => electron.evaluate(({ app }) => (app as unknown as { suggested?: string }).suggested);
}

/** The system's dialog for a file to be opened, where the user chooses this one; null: cancels. */
export async function chooseToOpen(electron: ElectronApplication, file: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
  }, file);
}
