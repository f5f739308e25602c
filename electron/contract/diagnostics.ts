/** What "Save diagnostics" shows, and saves exactly so. */

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
