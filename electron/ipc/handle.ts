/** The main process's end of the contract: every request is checked for who sends it and what it carries. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import { requests, type Answer, type Argument, type Events, type Reply, type RequestName } from '#contract/ipc.ts';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { log } from '../log/log.ts';
import { isOwnPage } from '../window/security.ts';

/** The handlers of a room's requests. */
export type HandlersOf<Requests> = {
  [Name in keyof Requests & RequestName]: (argument: Argument<Name>) => Answer<Name> | Promise<Answer<Name>>;
};
export type Handlers = HandlersOf<typeof requests>;

/** Answers the requests of the contract with these handlers, but for those that are refused at the moment. To be called once. */
export function handleRequests(handlers: Handlers, isRefused: (name: RequestName) => boolean): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    ipcMain.handle(name, (event, argument: unknown) => {
      if (!isRefused(name)) return reply(name, handlers[name], event, argument);
      log.note('A request of the screen was refused in the kiosk', { request: name });
      return { ok: false, message: say('kiosk.refused') };
    });
  }
}

async function reply<Name extends RequestName>(
  name: Name,
  handler: Handlers[Name],
  event: IpcMainInvokeEvent,
  argument: unknown,
): Promise<Reply<Answer<Name>>> {
  // Gone, or a frame that is not our page: there is nobody to answer.
  if (event.senderFrame === null || !isOwnPage(event.senderFrame)) throw new Error('Refused');
  const request: RequestName = name;
  const checked = v.safeParse(requests[name].argument, argument);
  if (!checked.success) {
    // What an issue says may quote what was typed, and so may the name of a property.
    log.error('The screen sent a malformed request', undefined, { request, issues: checked.issues.length });
    return { ok: false, message: say('app.malformed') };
  }
  try {
    return { ok: true, value: await handler(checked.output) };
  } catch (error) {
    if (error instanceof SaidError) return { ok: false, message: error.said };
    log.error('A request of the screen failed', error, { request });
    return { ok: false, message: say('app.failed') };
  }
}

/** Tells the screen of an event; one that is gone, or whose process died, is told nothing. */
export function tell<Name extends keyof Events>(screen: WebContents, name: Name, payload: Events[Name]): void {
  if (!screen.isDestroyed() && !screen.isCrashed()) screen.send(name, payload);
}
