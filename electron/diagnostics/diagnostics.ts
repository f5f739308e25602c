/**
 * What helps whoever looks into a trouble, by a list of what is allowed: nothing is taken from the data folder but the log,
 * and each number and word is named here. Prepared once: what was shown is what is saved.
 */
import type { DiagnosticFile, SaveDiagnosticsAnswer } from '#contract/diagnostics.ts';
import type { Examination } from '#contract/doctor.ts';
import { dayOf } from '#contract/receipt.ts';
import { say, type Message } from '#words/message.ts';
import type { Modes } from '../modes/modes.ts';
import type { Speak } from '../system/words.ts';
import { log } from '../log/log.ts';
import { whyNotWritten, writeWhole } from '../system/write-whole.ts';
import { about as aboutApp } from './about.ts';
import { logFiles } from './log-files.ts';
import { outboxNumbers } from './outbox-numbers.ts';
import { settings, type AppSettings } from './settings.ts';
import { zipOf } from './zip.ts';

export interface DiagnosticsParts {
  modes: Modes;
  dataFolder: string;
  appSettings: () => AppSettings;
  /** Returns the last examination of the connection doctor, or null. */
  examination: () => Examination | null;
  /** Asks the user where to put a file of this name; resolves with its path, or null where it is not to be. */
  chooseFile: (name: string) => Promise<string | null>;
  speak: Speak;
}

export function openDiagnostics({ modes, dataFolder, appSettings, examination, chooseFile, speak }: DiagnosticsParts) {
  let prepared: DiagnosticFile[] | null = null;

  return {
    /** Gathers the files; they are kept to be saved. */
    async prepare(): Promise<DiagnosticFile[]> {
      const { folder, practice } = modes.subject();
      prepared = [
        await json('about.json', say('file.about'), aboutApp),
        await json('outbox.json', say('file.outbox'), () => outboxNumbers(folder, modes.status(), practice)),
        await json('configuration.json', say('file.configuration'), () => settings(modes.opened(), appSettings())),
        await json('doctor.json', say('file.doctor'), () => verdicts(examination())),
        ...(await logFiles(dataFolder)),
      ];
      return prepared;
    },

    /** Asks for a place and saves what was prepared there. */
    async save(): Promise<SaveDiagnosticsAnswer> {
      const files = prepared;
      if (files === null) throw new Error('Nothing was prepared');
      const file = await chooseFile(`${speak().say('file.diagnosticsName', { day: dayOf(Date.now()) })}.zip`);
      if (file === null) return { saved: false, message: null };
      try {
        await writeWhole(file, await zipOf(files, Date.now()));
        return { saved: true, message: say('file.diagnosticsSaved', { file }) };
      } catch (error) {
        log.error('The diagnostics could not be saved', error);
        return { saved: false, message: whyNotWritten(error, file) };
      }
    },

    /** They are not looked at any more. */
    discard(): void {
      prepared = null;
    },
  };
}

/** What cannot be gathered, as of a damaged outbox, must not keep the rest away. */
async function json(name: string, about: Message, gather: () => unknown): Promise<DiagnosticFile> {
  let content: unknown = { gathered: false };
  try {
    content = await gather();
  } catch (error) {
    log.error('A part of the diagnostics could not be gathered', error);
  }
  return { name, about, text: `${JSON.stringify(content, null, 2)}\n` };
}

/** Without what was found, which may be the API's words or name a host. */
function verdicts(examination: Examination | null) {
  if (examination === null) return { examined: null };
  return {
    examined: new Date(examination.startedAt).toISOString(),
    finished: examination.endedAt !== null,
    verdicts: Object.fromEntries(examination.findings.map(({ check, verdict }) => [check, verdict])),
  };
}
