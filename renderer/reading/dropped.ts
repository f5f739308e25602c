/** What is dropped on the window: a file or a picture, and a text that is not meant for a field. */
import type { Reader } from './reader.svelte.ts';

const isInField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea') !== null;

/** Whether it can be read: while a dialog is open, what is dropped is that dialog's, or nobody's. */
function isReadable({ dataTransfer, target }: DragEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return false;
  const types = dataTransfer?.types ?? [];
  return types.includes('Files') || (types.includes('text/plain') && !isInField(target));
}

/** Lets the drop happen, which the page would else refuse. */
export function handleDragOver(event: DragEvent): void {
  if (event.dataTransfer === null || !isReadable(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** Reads what is dropped, where it can be read. */
export function readDropped({ readFiles, readText }: Pick<Reader, 'readFiles' | 'readText'>, event: DragEvent): void {
  if (event.dataTransfer === null || !isReadable(event)) return;
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  const text = event.dataTransfer.getData('text/plain');
  if (files.length > 0) void readFiles(files);
  else if (text.trim() !== '') void readText(text);
}
