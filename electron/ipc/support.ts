/** The doctor and the diagnostics: each is loaded at its first use. */
import type { diagnosticsRequests } from '#contract/diagnostics.ts';
import type { doctorRequests } from '#contract/doctor.ts';
import type { openDiagnostics } from '../diagnostics/diagnostics.ts';
import type { openDoctor } from '../doctor/doctor.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function supportHandlers({
  modes,
  app,
  theme,
  language,
  dataFolder,
  policy,
  updates,
  chooseFile,
  examinationChanged,
  copy,
  speak,
}: HandlerParts): HandlersOf<typeof doctorRequests & typeof diagnosticsRequests> {
  let opened: Promise<ReturnType<typeof openDoctor>> | undefined;
  const doctor = () =>
    (opened ??= import('../doctor/doctor.ts').then(({ openDoctor }) =>
      openDoctor({ modes, app: { ...app, policy }, speak, changed: examinationChanged }),
    ));

  let gathering: Promise<ReturnType<typeof openDiagnostics>> | undefined;
  const diagnostics = () =>
    (gathering ??= import('../diagnostics/diagnostics.ts').then(async ({ openDiagnostics }) => {
      const { last } = await doctor();
      const choose = (name: string) => chooseFile(speak().say('file.saveDiagnostics'), name);
      const appSettings = () => ({ theme: theme(), language: language(), policy, updates: updates.view() });
      return openDiagnostics({ modes, dataFolder, appSettings, examination: last, chooseFile: choose, speak });
    }));

  return {
    examine: async (connection) => (await doctor()).examine(connection),
    stopExamination: async () => {
      (await doctor()).stop();
      return null;
    },
    copyExamination: async () => {
      const text = (await doctor()).text();
      if (text !== null) await copy(text);
      return null;
    },

    prepareDiagnostics: async () => (await diagnostics()).prepare(),
    saveDiagnostics: async () => (await diagnostics()).save(),
    discardDiagnostics: async () => {
      (await diagnostics()).discard();
      return null;
    },
  };
}
