import { knownApi, type settingsRequests } from '#contract/settings.ts';
import { log } from '../log/log.ts';
import { refuseChange } from '../policy/policy.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function settingsHandlers({
  modes,
  policy,
  language,
  setLanguage,
  setTheme,
}: HandlerParts): HandlersOf<typeof settingsRequests> {
  return {
    connection: () => modes.current().connection.view(),
    saveConnection: async (input) => {
      const mode = modes.current();
      const before = mode.outbox.connection();
      const answer = await mode.connection.save(input);
      if (answer.saved) {
        const { baseUrl, credentialId } = answer.connection;
        log.note('The connection was set', { api: knownApi(baseUrl), keyEntered: input.apiKey !== '' });
        const same = baseUrl === before.baseUrl && credentialId === before.credentialId;
        mode.nudge(same ? 'key' : 'connection');
      }
      return answer;
    },
    testConnection: (input) => modes.current().connection.test(input),
    removeKey: async () => {
      const mode = modes.current();
      const view = await mode.connection.removeKey();
      log.note('The key was removed');
      mode.nudge('key');
      return view;
    },
    decideOwner: async (choice) => {
      await modes.current().decideOwner(choice);
      log.note('The user chose which laptop sends', { choice });
      return null;
    },
    pace: () => modes.current().outbox.pace(),
    savePace: (pace) => {
      const mode = modes.current();
      refuseChange(mode.policy, 'perMinute', mode.outbox.pace().perMinute, pace.perMinute);
      mode.outbox.savePace(pace);
      log.note('The pace was set', pace);
      mode.nudge('saved');
      return null;
    },
    setTheme: (chosen) => {
      setTheme(chosen);
      log.note('The theme was set', { theme: chosen });
      return null;
    },
    setLanguage: (chosen) => {
      refuseChange(policy, 'language', language(), chosen);
      setLanguage(chosen);
      log.note('The language of dates was set');
      return null;
    },
  };
}
