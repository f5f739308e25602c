import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** Each fuse, and whether it is on in what users get. */
export const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const;

/** Takes an Electron app's executable; returns of each of these fuses whether it is on. */
export async function readFuses(executable: string): Promise<Record<string, boolean>> {
  const wire = await getCurrentFuseWire(executable);
  return Object.fromEntries(
    Object.keys(wantedFuses).map((name) => [
      name,
      wire[FuseV1Options[name as keyof typeof wantedFuses]] === FuseState.ENABLE,
    ]),
  );
}
