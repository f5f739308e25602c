/** Puts the contract's functions on `window.fieldpost`, and nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { eventNames, requests } from '#contract/ipc.ts';

const invoke = Object.keys(requests).map((name) => [name, (argument: unknown) => ipcRenderer.invoke(name, argument)]);

function on(name: (typeof eventNames)[number], listener: (payload: unknown) => void): () => void {
  if (!eventNames.includes(name)) throw new Error('No such event');
  const heard = (_event: IpcRendererEvent, payload: unknown) => {
    listener(payload);
  };
  ipcRenderer.on(name, heard);
  return () => {
    ipcRenderer.off(name, heard);
  };
}

contextBridge.exposeInMainWorld('fieldpost', { ...(Object.fromEntries(invoke) as object), on });
