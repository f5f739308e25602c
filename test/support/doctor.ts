import { onTestFinished } from 'vitest';
import type { CheckName } from '#contract/doctor.ts';
import { defaultPace } from '#contract/settings.ts';
import type { Pause } from '#contract/status.ts';
import { trust } from '../../electron/http/certificates.ts';
import { examine, type ExaminationParts } from '../../electron/doctor/examine.ts';
import type { Sending } from '../../electron/modes/mode.ts';
import { fixedKey } from '../../electron/keychain/keychain.ts';
import { openOutbox } from '../../electron/outbox/outbox.ts';
import { temporaryFolder } from './folder.ts';
import { readFinding, type ReadFinding } from './words.ts';

export interface Laptop {
  /** Empty: not connected. */
  baseUrl: string;
  /** What the system's proxy settings say. */
  proxies: string;
  /** The certificates that the system trusts, as PEM. */
  system: string[];
  pause: Pause | null;
  key: string;
  parts: Partial<ExaminationParts>;
}

export interface Examined {
  /** Each finding, by its check. */
  of: (check: CheckName) => ReadFinding;
  findings: ReadFinding[];
  /** How many requests were counted within the pace. */
  counted: number;
}

/** Examines a laptop with an outbox of its own and short time limits, as far as not said otherwise. */
export async function examined({
  baseUrl = '',
  proxies = 'DIRECT',
  system = [],
  pause = null,
  key = 'the-test-key',
  parts = {},
}: Partial<Laptop>): Promise<Examined> {
  const folder = temporaryFolder();
  const outbox = openOutbox(folder);
  onTestFinished(() => {
    outbox.close();
  });
  const findings: ReadFinding[] = [];
  let counted = 0;
  const sending: Sending = {
    id: '',
    name: '',
    connection: { baseUrl, credentialId: 'the-credential' },
    pace: defaultPace,
    pause,
    noteRequest: () => {
      counted++;
    },
    requestsInLastMinute: () => counted,
  };
  await examine({
    folder,
    keys: fixedKey(key),
    practice: false,
    linkDown: () => false,
    resolveProxy: () => Promise.resolve(proxies),
    sending,
    storeProblem: null,
    now: Date.now,
    found: (finding) => findings.push(readFinding(finding)),
    signal: new AbortController().signal,
    trust: trust(() => system),
    // Shorter than the app's, and long enough for an answer on a busy computer.
    limits: {
      connect: 4_000,
      headers: 4_000,
      body: 4_000,
      total: 4_000,
      woken: 4_000,
      settings: 4_000,
      question: 16_000,
      keychain: 4_000,
      store: 8_000,
    },
    ...parts,
  });
  return {
    findings,
    counted,
    of(check) {
      const found = findings.filter((finding) => finding.check === check);
      if (found.length !== 1) throw new Error(`${found.length} findings for ${check}`);
      return found[0] as ReadFinding;
    },
  };
}
