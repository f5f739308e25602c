/** What "Save diagnostics" shows, and saves exactly so. */
import type { Message, Said } from '#words/message.ts';
import { nothing, request } from './request.ts';

/** One file of the zip. */
export interface DiagnosticFile {
  name: string;
  /** What it is, in a few words for the user. */
  about: Message;
  /** All of it; its UTF-8 bytes are what is saved. */
  text: string;
}

/** What came of saving; null where the user chose no file. */
export type SaveDiagnosticsAnswer = { saved: true; message: Said } | { saved: false; message: Said | null };

export const diagnosticsRequests = {
  /** Gathers what "Save diagnostics" shows; it is kept until the last of the three. */
  prepareDiagnostics: request<DiagnosticFile[]>()(nothing),
  /** Asks the user for a file and writes what was gathered into it. */
  saveDiagnostics: request<SaveDiagnosticsAnswer>()(nothing),
  discardDiagnostics: request<null>()(nothing),
};
