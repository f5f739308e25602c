/** Whether the network of the moment is metered, as far as the system says so. */
import type { Metered } from '#contract/updates.ts';
import { runPowerShell, runProgram } from '../system/run-program.ts';

/** How long the system may take to answer, in milliseconds. */
const patience = 5_000;

/** Asks the system. Never throws: what cannot be found out is not known. */
export async function meteredNow(system: NodeJS.Platform = process.platform): Promise<Metered> {
  if (system === 'linux') {
    return ofNetworkManager(
      (await runProgram('busctl', busctl, patience).catch(nothing)) ??
        (await runProgram('gdbus', gdbus, patience).catch(nothing)),
    );
  }
  if (system === 'win32') return ofWindows(await runPowerShell(costOfConnection, patience).catch(nothing));
  // macOS tells only programs that speak its own language.
  return 'unknown';
}

/** What is known where the program is not there, fails or takes too long. */
const nothing = () => null;

const manager = 'org.freedesktop.NetworkManager';
const path = '/org/freedesktop/NetworkManager';
const busctl = ['--system', '--auto-start=no', 'get-property', manager, path, manager, 'Metered'];
const gdbus = ['call', '--system', '--timeout=3', '--dest', manager, '--object-path', path, '--method'].concat(
  'org.freedesktop.DBus.Properties.Get',
  manager,
  'Metered',
);
const information = 'Windows.Networking.Connectivity.NetworkInformation';
const costOfConnection = `[void][${information},Windows.Networking.Connectivity,ContentType=WindowsRuntime]; [${information}]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType`;

/** Takes what busctl ("u 4") or gdbus ("(<uint32 4>,)") says. The number is a NMMetered: 3 and 4 are its guesses. */
export function ofNetworkManager(answer: string | null): Metered {
  const number = /^\(?<?u(?:int32)? (\d)\b/u.exec(answer?.trim() ?? '')?.[1];
  if (number === '1' || number === '3') return 'yes';
  return number === '2' || number === '4' ? 'no' : 'unknown';
}

/** Takes the name of a NetworkCostType. */
export function ofWindows(answer: string | null): Metered {
  const type = answer?.trim();
  if (type === 'Fixed' || type === 'Variable') return 'yes';
  return type === 'Unrestricted' ? 'no' : 'unknown';
}
