/** Puts the contract's functions on `window.fieldpost`, and nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Events, RequestName } from '#contract/ipc.ts';

// The contract's names, put in by the build: its checks, which this side does not make, would have to be read at each start.
declare const __REQUESTS__: readonly RequestName[];
declare const __EVENTS__: readonly (keyof Events)[];

const invoke = __REQUESTS__.map((name) => [name, (argument: unknown) => ipcRenderer.invoke(name, argument)]);

function on(name: keyof Events, listener: (payload: unknown) => void): () => void {
  if (!__EVENTS__.includes(name)) throw new Error('No such event');
  const heard = (_event: IpcRendererEvent, payload: unknown) => {
    listener(payload);
  };
  ipcRenderer.on(name, heard);
  return () => {
    ipcRenderer.off(name, heard);
  };
}

contextBridge.exposeInMainWorld('fieldpost', { ...(Object.fromEntries(invoke) as object), on });
