/** What "Save diagnostics" shows, and saves exactly so. */
import { nothing, request } from './request.ts';

/** One file of the zip. */
export interface DiagnosticFile {
  name: string;
  /** What it is, in a few words for the user. */
  about: string;
  /** All of it; its UTF-8 bytes are what is saved. */
  text: string;
}

/** What came of saving: a sentence for the user; null where the user chose no file. */
export type SaveDiagnosticsAnswer = { saved: true; message: string } | { saved: false; message: string | null };

export const diagnosticsRequests = {
  /** Gathers what "Save diagnostics" shows; it is kept until the last of the three. */
  prepareDiagnostics: request<DiagnosticFile[]>()(nothing),
  /** Asks the user for a file and writes what was gathered into it. */
  saveDiagnostics: request<SaveDiagnosticsAnswer>()(nothing),
  discardDiagnostics: request<null>()(nothing),
};
