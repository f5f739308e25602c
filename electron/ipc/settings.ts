import { knownApi, type settingsRequests } from '#contract/settings.ts';
import { log } from '../log/log.ts';
import { refuseChange } from '../policy/policy.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

/** How long requests of a connection that is removed may go on, in milliseconds. */
const grace = 5_000;

export function settingsHandlers({
  modes,
  policy,
  language,
  setLanguage,
  setTheme,
  setupChanged,
}: HandlerParts): HandlersOf<typeof settingsRequests> {
  return {
    connection: (id) => modes.current().connections.of(id).settings.view(),
    saveConnection: async (input) => {
      const mode = modes.current();
      const { outbox, settings } = mode.connections.of(input.id);
      const before = outbox.connection();
      const answer = await settings.save(input);
      if (answer.saved) {
        const { baseUrl, credentialId } = answer.connection;
        log.note('The connection was set', { api: knownApi(baseUrl), keyEntered: input.apiKey !== '' });
        const same = baseUrl === before.baseUrl && credentialId === before.credentialId;
        mode.nudge(same ? 'key' : 'connection', input.id);
      }
      return answer;
    },
    testConnection: (input) => modes.current().connections.of(input.id).settings.test(input),
    removeKey: async (id) => {
      const mode = modes.current();
      const view = await mode.connections.of(id).settings.removeKey();
      log.note('The key was removed');
      mode.nudge('key', id);
      return view;
    },
    connections: () => modes.current().outbox.connections(),
    nameConnection: (named) => {
      const { connections, outbox } = modes.current();
      connections.name(named);
      log.note('A connection was named', { connections: outbox.connections().length });
      return outbox.connections();
    },
    contactsOfConnection: (id) => modes.current().outbox.boundTo(id),
    removeConnection: async ({ id, contacts }) => {
      const { connections, outbox } = modes.current();
      await connections.remove(id, contacts, Date.now(), grace);
      // Its events go by another one.
      setupChanged(outbox.setup());
      log.note('A connection was removed', { withdrawn: contacts === 'withdraw', left: outbox.connections().length });
      return outbox.connections();
    },
    decideOwner: async (choice) => {
      await modes.current().decideOwner(choice);
      log.note('The user chose which laptop sends', { choice });
      return null;
    },
    pace: (id) => modes.current().outbox.pace(id),
    savePace: ({ id, ...pace }) => {
      const mode = modes.current();
      if (id === '') refuseChange(mode.policy, 'perMinute', mode.outbox.pace().perMinute, pace.perMinute);
      mode.outbox.savePace(pace, id);
      log.note('The pace was set', pace);
      mode.nudge('saved', id);
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
