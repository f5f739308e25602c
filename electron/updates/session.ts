import { app, type Session } from 'electron';
import { getNetSession } from 'electron-updater/out/electronHttpExecutor.js';

/** Returns the session that talks to update servers: it keeps nothing, and says of the laptop only what is asked for. */
export function updateSession(): Session {
  const session = getNetSession();
  // Else it would name the system and its language.
  session.setUserAgent(`Fieldpost/${app.getVersion()}`, 'en');
  return session;
}
